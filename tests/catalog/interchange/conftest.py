"""A body, and somebody who works for it alone."""

import pytest

from tests import factories
from tests.catalog.interchange.files import editor


@pytest.fixture
def body(db):
    factories.need()
    return factories.partner(slug="promos", short_name="Promos Italia", name="Promos Italia scrl")


@pytest.fixture
def author(body):
    return editor(body)
