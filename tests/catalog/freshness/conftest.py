"""The site that links are tried on."""

import pytest

from tests.catalog.freshness import site as sites


@pytest.fixture
def site():
    with sites.site() as server:
        yield server
