"""Who gets what from every address, by every method: roles x addresses x methods, generated from the resolver.

An address without a row in ``permissions.txt`` fails: whoever adds one says who may see it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.portal.roles import ROLES, World, world

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("permissions.txt")
#: What a mark of the table stands for. Signing in is asked of whoever has not; a redirect elsewhere is another answer.
MARKS = {200: ".", 204: ".", 301: "r", 302: "r", 400: "4", 403: "!", 404: "0", 405: "-", 401: "4", 422: "4", 429: "4"}
#: Methods that no page of ours takes.
NEVER = ("PUT", "PATCH", "DELETE", "TRACE")


def _addresses() -> dict[str, list[str]]:
    """Every named address of the portal but the admin's, with the parts its pattern takes."""
    return {name: parts for name, parts in _walked(get_resolver().url_patterns, "") if not name.startswith("admin:")}


def _walked(patterns: list, namespace: str) -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            own = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walked(pattern.url_patterns, own)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", list(pattern.pattern.regex.groupindex)


ADDRESSES = _addresses()


def _rows() -> dict[tuple[str, str], str]:
    """(address, method) and its marks, one a role in their order."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, get, post = line.split()
            found[name, "GET"], found[name, "POST"] = get, post
    return found


ROWS = _rows()


@pytest.fixture
def here(settings) -> World:
    settings.STAFF_SECOND_FACTOR = False  # it stands before every page of staff, and has tests of its own
    return world()


def _made(here: World) -> list[tuple[str, str]]:
    """Every address with something that is there: its name and its path."""
    return [
        (name, reverse(name, kwargs={part: here.argument(name, part) for part in parts}))
        for name, parts in ADDRESSES.items()
    ]


def _marks(here: World, clients: dict[str, Client], address: str, method: str) -> str:
    """What each role is answered; whatever it did is undone before the next one's turn."""
    found = ""
    for role in ROLES:
        client, cookies = clients[role], clients[role].cookies.copy()
        with transaction.atomic():
            # What a form of the firm would send: to others' it must be nothing.
            response = client.post(address, {"firm": here.mandate.firm_id}) if method == "POST" else client.get(address)
            asked = response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login"))
            found += ">" if asked else MARKS.get(response.status_code, "?")
            _read(response)
            transaction.set_rollback(True)
        client.cookies = cookies
    return found


def _read(response: HttpResponseBase) -> None:
    """A file is held open until it has been read."""
    if response.streaming:
        list(response)  # type: ignore[call-overload]


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted({name for name, _method in ROWS}) == sorted(ADDRESSES)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_gets_what_the_table_says(here, method):
    clients = {role: here.client(role) for role in ROLES}

    found = {name: _marks(here, clients, address, method) for name, address in _made(here)}

    wrong = {
        name: (marks, ROWS.get((name, method))) for name, marks in found.items() if marks != ROWS.get((name, method))
    }
    assert wrong == {}, "found, and what the table says"


def test_nobody_gets_anything_by_another_method(here):
    """The API's own description is made by a view that does not ask: it reads, whatever the method."""
    client = here.client("admin")
    answered = {
        (name, method)
        for name, address in _made(here)
        for method in NEVER
        if client.generic(method, address).status_code < 300
    }
    assert {name for name, _method in answered} <= {"api-1:openapi-json", "sitemap", "sitemap-section"}


def test_head_is_answered_as_get_is(here):
    """The API answers GET alone, as its description says."""
    client = here.client("firm")
    for name, address in _made(here):
        if name.startswith("api-1:"):
            continue
        shown = client.get(address)
        _read(shown)
        if shown.status_code == 200 and not shown.streaming:
            head = client.head(address).status_code
            assert (name, head) in ((name, 200), (name, 302))  # 302: prove first who you are


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("editor", "elsewhere", "region", "admin")])
def test_nobody_but_staff_gets_anything_of_the_admin(here, role):
    client = here.client(role)
    ways_in = (reverse("admin:login"), reverse("account_login"))
    passages = ("admin:login", "admin:logout")
    names = [
        name for name, parts in _walked(get_resolver().url_patterns, "") if name.startswith("admin:") and not parts
    ]
    for name in names:
        for response in (client.get(reverse(name)), client.post(reverse(name))):
            assert (name, response.status_code) in ((name, 302), (name, 403), (name, 404), (name, 405))
            if response.status_code == 302:
                assert response.headers["Location"].split("?")[0] in ways_in or name in passages
