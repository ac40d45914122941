"""What every test runs under: the guards, and nothing of an index that another test built."""

from collections.abc import Iterator

import pytest

from catalog import search
from tests import guards


@pytest.fixture(scope="session", autouse=True)
def _guarded() -> Iterator[None]:
    with guards.shuffled(), guards.targeted_locks(), guards.no_network():
        yield


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    search.forget()
    yield
    search.forget()
