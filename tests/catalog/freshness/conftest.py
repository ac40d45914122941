"""The site that links are tried on, and the rules that hold at first."""

import pytest

from catalog.freshness import rhythm
from tests.catalog.freshness import site as sites


@pytest.fixture
def site():
    with sites.site() as server:
        yield server


@pytest.fixture(autouse=True)
def _first_rules(request):
    """The rules that the migrations wrote, also after a test that emptied every table."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        for rule in rhythm.rules().values():
            rule.save()
