"""The API against its own OpenAPI document: whatever the document allows is answered as it says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import settings
from schemathesis.checks import negative_data_rejection

from portal.wsgi import application
from tests.portal.catalogues import publish

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def catalogue(db):
    """A catalogue in the test's own connection, which the end of a request must not close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    publish(1)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=20)
def test_every_answer_is_as_the_document_says(case, catalogue):
    # What means nothing is not refused but left out, and listed: see test_api.
    case.call_and_validate(headers={"Host": "testserver"}, excluded_checks=[negative_data_rejection])


def test_the_document_can_be_read_as_a_page(client):
    page = client.get("/api/v1/docs").content.decode()

    for path, methods in schema.raw_schema["paths"].items():
        assert f"GET {path}" in page
        assert list(methods) == ["get"]
    for name in schema.raw_schema["components"]["schemas"]:
        assert f'<h3 id="{name}">' in page
    assert "<code>rolling</code>" in page
