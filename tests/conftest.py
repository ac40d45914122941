"""What every test runs under: the guards, and nothing of an index that another test built."""

import math
import os
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from catalog import search
from catalog.views import kept
from portal.accounts.models import User
from portal.feedback import limits
from portal.numbers import counting, missed
from tests import guards

# A database test takes its time, and its fixtures hold for all of a property's examples: each clears what it needs.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.register_profile("torture", settings.get_profile("portal"), max_examples=3_000)
settings.load_profile("portal")


#: What waits for a browser, for other processes or for a lock begins; what is quick fills the gaps until the end.
_LONG = ("tests/browser/", "tests/concurrency/", "tests/portal/test_serve.py")
#: What a test that asks a database has among its fixtures; a mark asks for it too.
_DATABASE = {"db", "transactional_db", "django_db_reset_sequences"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones first; and on a database that is named, only what asks a database.

    The rest has nothing else to say there than on SQLite.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    asking, others = [], []
    for item in items:
        asks = item.get_closest_marker("django_db") or _DATABASE & set(item.fixturenames)
        (asking if asks else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = asking


@pytest.fixture(scope="session", autouse=True)
def _guarded() -> Iterator[None]:
    with guards.shuffled(), guards.targeted_locks(), guards.no_network():
        yield


@pytest.fixture(autouse=True)
def _every_page_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page costs and shows is tested on pages, not on copies of them."""
    monkeypatch.setattr(kept, "KEPT", 0)


@pytest.fixture(autouse=True)
def _in_italian() -> Iterator[None]:
    """A page in English leaves its language to whatever the same thread does next."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts are written when a test says so, and no limit is reached by what other tests sent."""
    monkeypatch.setattr(counting, "WAIT", math.inf)
    counting.tally.take()
    missed.take()
    limits.messages.forget()


@pytest.fixture
def staff(client: Client, settings: object, db: None) -> Client:
    """A client signed in as an administrator; the second factor that staff need has tests of its own."""
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(User.objects.create_superuser("staff@example.org", "a-long-passphrase"))
    return client


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    search.forget()
    yield
    search.forget()
