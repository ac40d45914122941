"""A firm's own pages: whole, private, of constant cost, and open to nobody but who acts for the firm today."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from missions.enums import Scope
from missions.models import Firm, Mandate
from missions.time import today
from tests import factories
from tests.missions.own_pages import PAGES, PLAIN, world
from tests.portal.test_pages import Page

pytestmark = pytest.mark.django_db

#: Queries a page may make, signed in and warm; what they list does not count.
BUDGET = 20


@pytest.fixture
def here():
    return world(2)


@pytest.fixture
def elena(client, here):
    client.force_login(here.elena)
    return client


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_is_whole_and_kept_by_nobody(elena, here, language):
    twin = "en" if language == "it" else "it"
    for name in PAGES:
        response = elena.get(here.address(name, language))

        page = Page(response.content.decode())
        assert (name, response.status_code, page.open) == (name, 200, [])
        assert page.tags[0] == ("html", {"lang": language})
        assert (name, [tag for tag, _attributes in page.tags].count("h1")) == (name, 1)
        assert (name, len(page.values("id"))) == (name, len(set(page.values("id"))))
        assert set(" ".join(page.values("aria-labelledby", "section")).split()) <= set(page.values("id"))
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].replace(",", " ").split())
        assert "noindex" in page.values("content", "meta")
        assert here.address(name, twin) in page.values("href", "a")


def test_every_page_asks_a_stranger_to_sign_in_and_leads_back(client, here):
    for name in PAGES:
        address = here.address(name)

        response = client.get(address)

        assert response.status_code == 302
        assert response.headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_every_page_costs_the_same_however_much_it_lists(client, django_assert_max_num_queries):
    counts = []
    for size in (1, 3):
        here, costs = world(size), {}
        client.force_login(here.elena)
        for name in PAGES:
            client.get(here.address(name))
            with django_assert_max_num_queries(BUDGET) as queries:
                client.get(here.address(name))
            costs[name] = len(queries)
        counts.append(costs)
    assert counts[0] == counts[1]


def test_no_page_takes_another_method(elena, here):
    for name in PAGES:
        for method in ("PUT", "DELETE", "PATCH", "TRACE"):
            assert (name, elena.generic(method, here.address(name)).status_code) in ((name, 302), (name, 405))


@pytest.mark.parametrize("how", ["revoked", "expired"])
def test_a_mandate_that_is_over_opens_nothing_from_the_next_request_on(client, here, how):
    client.force_login(here.consultant.user)
    assert client.get(here.address("profile")).status_code == 200

    over = {"revoked_at": timezone.now()} if how == "revoked" else {"ends": today() - timedelta(days=1)}
    Mandate.objects.filter(pk=here.consultant.pk).update(**over)

    for name in PLAIN:
        response = client.get(here.address(name))
        assert here.firm.name not in response.content.decode()
        if name not in ("area", "firms", "new_firm"):
            assert response.headers["Location"] == here.address("area")


def test_somebody_signed_out_by_the_staff_sees_nothing(client, here):
    client.force_login(here.consultant.user)
    here.consultant.user.is_active = False
    here.consultant.user.save()

    assert client.get(here.address("area")).status_code == 302


@pytest.mark.parametrize(
    ("scopes", "closed"),
    [
        ([Scope.REGISTRATIONS], {"profile_company", "profile_stage", "invite", "mandate", "data"}),
        ([Scope.PROFILE], {"invite", "mandate", "data"}),
        (list(Scope), {"data"}),
    ],
)
def test_a_mandate_opens_what_it_covers(client, here, scopes, closed):
    user = factories.person()
    factories.mandate(user=user, firm=here.firm, role="export-manager", scopes=[scope.value for scope in scopes])
    client.force_login(user)

    for name in ("area", "profile", "profile_company", "profile_stage", "people", "invite", "mandate", "data"):
        assert client.get(here.address(name)).status_code == (403 if name in closed else 200), name


def test_another_firm_is_not_seen_in_any_way(client, here):
    stranger = factories.firm()
    client.force_login(stranger.mandates.get().user)

    for name in PLAIN:
        assert here.firm.name not in client.get(here.address(name)).content.decode()
    for name in ("mandate", "end_mandate", "received_invitation"):
        assert client.get(here.address(name)).status_code == 404
    withdraw = reverse("missions:withdraw_invitation", args=[here.firm.invitations.first().pk])
    assert client.post(withdraw, {"firm": stranger.pk}).status_code == 404
    assert client.get(here.firm.registrations.first().get_absolute_url()).status_code == 404
    assert here.firm.name not in client.get(here.address("invitation")).content.decode()


def test_the_area_of_somebody_without_a_firm_leads_to_one(client, here):
    client.force_login(factories.person(email=here.firm.invitations.first().email))

    page = client.get(here.address("area")).content.decode()

    assert here.address("new_firm") in page
    assert here.firm.name in page  # the invitation


def test_with_several_firms_one_is_chosen_and_remembered(elena, here):
    other = factories.firm(by=here.elena)

    response = elena.get(here.address("people"))
    assert response.headers["Location"] == f"{here.address('firms')}?{urlencode({'next': here.address('people')})}"

    response = elena.post(here.address("firms"), {"firm": other.pk, "next": here.address("people")})
    assert response.headers["Location"] == here.address("people")
    assert other.name in elena.get(here.address("area")).content.decode()


def test_only_a_firm_of_ones_own_can_be_chosen(elena, here):
    factories.firm(by=here.elena)
    for wanted in (factories.firm().pk, "", "x", 10**30):
        elena.post(here.address("firms"), {"firm": wanted})
        assert elena.get(here.address("area")).headers["Location"] == here.address("firms")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_no_form_leads_to_another_site(elena, here, elsewhere):
    response = elena.post(here.address("firms"), {"firm": here.firm.pk, "next": elsewhere})

    assert response.headers["Location"] == here.address("area")


def test_a_form_about_another_firm_than_the_one_acted_for_saves_nothing(elena, here):
    other = factories.firm(by=here.elena, phone="031 1")
    elena.post(here.address("firms"), {"firm": other.pk})

    response = elena.post(here.address("profile_contacts"), {"firm": here.firm.pk, "phone": "02 222222"}, follow=True)

    assert "Non abbiamo salvato niente" in response.content.decode()
    assert not Firm.objects.filter(phone="02 222222").exists()
