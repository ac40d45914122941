"""Every address there is, found among the addresses themselves, so that none is forgotten when a page is added.

The admin has tests of its own.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from portal.accounts.models import User
from tests.portal.catalogues import LANGUAGES, publish
from tests.portal.test_pages import Page

pytestmark = pytest.mark.django_db

#: What stands for an argument: of a kind that exists, for something that does not.
ARGUMENTS = {"int": 1_000_000_000, "uuid": UUID(int=1), "slug": "nothing", "str": "nothing", "path": "nothing"}


def _patterns(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every named address with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield ":".join((*namespaces, pattern.name)), pattern
        elif pattern.namespace != "admin":
            yield from _patterns(pattern, (*namespaces, *([pattern.namespace] if pattern.namespace else [])))


def _addresses() -> dict[str, str]:
    """Every address in the active language, by its name."""
    found = {}
    for name, pattern in _patterns(get_resolver()):
        converters = getattr(pattern.pattern, "converters", {})
        arguments = {
            argument: ARGUMENTS.get(type(converter).__name__.removesuffix("Converter").lower(), "nothing")
            for argument, converter in converters.items()
        }
        arguments = arguments or dict.fromkeys(pattern.pattern.regex.groupindex, "nothing")
        found[name] = reverse(name, kwargs=arguments)
    return found


def _wrong(client) -> list[tuple[str, str]]:
    """What is not as it should be with an answer anywhere: broken, or a page that is not whole."""
    wrong = []
    for name, address in _addresses().items():
        response = client.get(address)
        if response.status_code >= 500 and name != "status":
            wrong.append((address, str(response.status_code)))
        if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code not in (
            301,
            302,
            405,
        ):
            wrong += [(address, reason) for reason in _faults(response)]
    return wrong


def _faults(response) -> Iterator[str]:
    page = Page(response.content.decode())
    if page.open:
        yield f"tags left open: {page.open}"
    if [tag for tag, _attributes in page.tags].count("h1") != 1:
        yield "not one heading of the page"
    if len(page.values("id")) != len(set(page.values("id"))):
        yield "an id twice"
    if page.values("style") or [name for _tag, names in page.tags for name in names if name.startswith("on")]:
        yield "styles or scripts in attributes"
    if "Content-Security-Policy" not in response.headers:
        yield "no policy"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1], ids=["empty", "published"])
def test_a_stranger_gets_a_whole_page_everywhere_or_the_way_in(client, language, count):
    publish(count)
    client.raise_request_exception = False

    with override(language):
        assert _wrong(client) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_who_has_signed_in_does_too(client, language):
    publish(1)
    client.force_login(User.objects.create_user("anna@example.org", "a-long-passphrase"))
    client.raise_request_exception = False

    with override(language):
        assert _wrong(client) == []
