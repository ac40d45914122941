"""The reader's province: said with an address, remembered in a cookie, forgotten on request."""

import pytest
from django.http import HttpResponse

from catalog.territory.reader import COOKIE, province_choices, province_name, readers_province, remembering_province
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _provinces():
    factories.province("BS", name="Brescia", position=1)
    factories.province("MI", name="Milano", position=2)


@remembering_province
def page(request):
    return HttpResponse(readers_province(request))


def asked(rf, query="", cookie=None):
    request = rf.get(f"/{query}")
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    return page(request)


@pytest.mark.parametrize(
    ("query", "cookie", "province"),
    [
        ("", None, ""),
        ("?province=BS", None, "BS"),
        ("?province=bs", None, "BS"),
        ("?province=BS", "MI", "BS"),
        ("", "MI", "MI"),
        ("?province=", "MI", ""),
        ("?province=XX", "MI", "MI"),
        ("?province=all", None, ""),
        ("", "all", ""),
        ("", "<b>", ""),
    ],
)
def test_the_address_counts_before_the_cookie_and_nonsense_for_nothing(rf, query, cookie, province):
    assert asked(rf, query, cookie).content.decode() == province


def test_a_province_named_is_remembered(rf):
    kept = asked(rf, "?province=BS").cookies[COOKIE]

    assert kept.value == "BS"
    assert kept["max-age"] == 31_536_000
    assert kept["httponly"] is True
    assert kept["samesite"] == "Lax"
    assert kept["secure"] is True


@pytest.mark.parametrize(("query", "cookie"), [("", None), ("", "BS"), ("?province=XX", "BS"), ("?province=", None)])
def test_no_cookie_is_set_otherwise(rf, query, cookie):
    assert asked(rf, query, cookie).cookies == {}


def test_an_empty_province_forgets_the_one_before(rf):
    assert asked(rf, "?province=", "BS").cookies[COOKIE]["max-age"] == 0


def test_what_is_shown_near_the_reader_is_kept_by_nobody_else(rf):
    assert asked(rf).headers["Vary"] == "Cookie"


def test_provinces_have_names_and_an_order():
    assert province_choices() == [("BS", "Brescia"), ("MI", "Milano")]
    assert province_name("MI") == "Milano"
    assert province_name("ZZ") == "ZZ"
