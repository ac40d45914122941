"""The pages where entries are kept true: one's own in one list, one click or many, nothing of anybody else's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.editorial import duties
from catalog.enums import EditorialStatus
from catalog.freshness import reviewing
from catalog.models import Confirmation, Link, Opportunity, Partner, ReviewRule, Service
from tests import factories
from tests.catalog.freshness import people

pytestmark = pytest.mark.django_db
REVIEW = "/admin/catalog/confirmation/review/"
OLD = "2024-01-01"
CANARY = "Canarino segreto"


@pytest.fixture
def body():
    return factories.partner(checked=str(date.today()))


@pytest.fixture
def editor(body):
    return people.editor(body)


@pytest.fixture
def desk(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def theirs():
    """An entry of another body, that says so wherever it is shown, with a link in trouble and a past."""
    other = factories.partner(checked=str(date.today()), name=CANARY, short_name=CANARY)
    service = factories.service(partner=other, checked=OLD, title_it=CANARY)
    Link.objects.create(entry=service, url="https://canarino.example.org/", host="canarino.example.org", state="dead")
    service.confirmations.create(checked=OLD)
    return service


def told(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_everything_that_waits_is_in_one_list_the_hidden_first_then_the_longest_due(desk, body):
    factories.service(partner=body, checked="2025-03-01", title_it="Curcuma")
    factories.opportunity(partner=body, checked="2024-03-01", title_it="Zafferano", rolling=True)
    hidden = factories.service(
        partner=body, checked="2025-04-01", title_it="Pepe", editorial_status=EditorialStatus.SUSPENDED
    )
    hidden.lapses.create(due=date(2025, 10, 1))
    factories.service(partner=body, checked=str(date.today()), title_it="Cannella")
    Partner.objects.filter(pk=body.pk).update(checked="2024-06-01")

    page = desk.get(REVIEW)

    titles = [str(question.entry) for question in page.context["questions"]]
    assert titles == ["Pepe", "Zafferano", str(body), "Curcuma"]


def test_one_click_confirms_one_and_a_tick_each_confirms_many(desk, body, editor):
    services = [factories.service(partner=body, checked=OLD) for _ in range(5)]

    page = desk.post(REVIEW, {"one": f"service:{services[0].pk}", "entry": f"service:{services[1].pk}"}, follow=True)
    assert told(page) == ["1 scheda confermata."]
    assert Confirmation.objects.get().entry == services[0]

    page = desk.post(REVIEW, {"entry": [f"service:{service.pk}" for service in services]}, follow=True)
    assert told(page) == ["4 schede confermate."]
    today = timezone.localdate().isoformat()
    assert set(Service.objects.values_list("checked", flat=True)) == {today}
    assert set(Confirmation.objects.values_list("by", flat=True)) == {editor.pk}


@pytest.mark.parametrize("ticked", [{}, {"entry": ["mission:1", "service:x", "x", ""]}])
def test_nothing_ticked_is_said_and_nothing_is_done(desk, body, ticked):
    factories.service(partner=body, checked=OLD)

    page = desk.post(REVIEW, ticked, follow=True)

    assert told(page) == ["Prima spuntate le schede ancora vere."]
    assert not Confirmation.objects.exists()


def test_all_of_a_page_can_be_ticked_without_a_script(desk, body):
    factories.service(partner=body, checked=OLD)

    assert " checked>" not in desk.get(REVIEW).content.decode()
    assert " checked>" in desk.get(REVIEW, {"tick": "all"}).content.decode()


def test_of_others_entries_nothing_is_seen_and_nothing_can_be_done(desk, body, theirs):
    own = factories.service(partner=body, checked=OLD)
    keeping = reverse("admin:catalog_confirmation_entry", args=["service", theirs.pk])
    link = Link.objects.get()
    pages = [
        REVIEW,
        "/admin/catalog/confirmation/",
        "/admin/catalog/confirmation/?q=example",
        "/admin/catalog/link/",
        "/admin/catalog/link/?which=all",
        "/admin/catalog/link/?which=dead",
        "/admin/catalog/link/?which=all&q=example",
    ]
    for page in pages:
        answer = desk.get(page)
        assert answer.status_code == 200
        assert "canarino" not in answer.content.decode().lower()
    refused = [
        desk.get(keeping),
        desk.post(keeping),
        desk.post(keeping, {"keep": "1"}),
        desk.post(REVIEW, {"entry": [f"service:{own.pk}", f"service:{theirs.pk}"]}),
    ]
    assert [answer.status_code for answer in refused] == [404] * 4
    for name in ("take", "vouch", "again"):
        desk.post("/admin/catalog/link/?which=all", {name: link.pk})
    assert set(Service.objects.values_list("checked", flat=True)) == {OLD}
    before = link.next_try
    link.refresh_from_db()
    assert (link.vouched_at, link.next_try) == (None, before)
    for model, pk in (("confirmation", Confirmation.objects.get().pk), ("link", link.pk)):
        for page in ("change", "delete", "history"):
            answer = desk.get(reverse(f"admin:catalog_{model}_{page}", args=[pk]))
            assert answer.status_code in (302, 403, 404)
            assert "anarino" not in answer.content.decode()


def test_a_firm_gets_no_further_than_the_door(client, theirs):
    client.force_login(factories.person())

    for page in (REVIEW, "/admin/catalog/link/", "/admin/catalog/reviewrule/"):
        assert client.get(page).status_code in (302, 403)


def test_the_region_sees_every_bodys_and_alone_changes_the_rules(desk, theirs):
    client = Client()
    client.force_login(people.regional())
    rule = reverse("admin:catalog_reviewrule_change", args=["service"])

    assert CANARY in client.get(REVIEW).content.decode()
    client.post(rule, {"rhythm": "12", "hidden_after_days": ""})
    assert ReviewRule.objects.filter(kind="service", rhythm=12, hidden_after_days=None).exists()
    assert desk.get(rule).status_code == 403
    assert client.get(reverse("admin:catalog_reviewrule_add")).status_code == 403


def test_who_keeps_an_entry_true_is_named_among_those_who_may(desk, body, editor):
    service = factories.service(partner=body)
    address = reverse("admin:catalog_confirmation_entry", args=["service", service.pk])
    stranger = people.editor(factories.partner())

    page = desk.post(address, {"keep": "1", "owner": stranger.pk, "rhythm": "3"})
    assert page.context["form"].errors["owner"]
    desk.post(address, {"keep": "1", "owner": editor.pk, "rhythm": "3"})

    saved = Service.objects.get()
    assert (saved.owner, saved.rhythm) == (editor, 3)
    assert saved.history.first().history_user == editor


def test_an_entrys_own_page_confirms_it_and_shows_what_was(desk, body, editor):
    service = factories.service(partner=body, checked=OLD)
    Link.objects.create(entry=service, url="https://example.org/a", host="example.org", state="dead", status=404)
    address = reverse("admin:catalog_confirmation_entry", args=["service", service.pk])

    page = desk.post(address, follow=True)

    content = page.content.decode()
    assert told(page) == ["1 scheda confermata."]
    assert editor.email in content
    assert "Non c’è più (risposta 404)" in content


def test_the_first_page_counts_what_waits(desk, body, editor, theirs):
    for _entry in range(3):
        factories.service(partner=body, checked=OLD)
    soon = timezone.localdate() - timedelta(days=178)
    late = factories.service(partner=body, checked=str(soon))
    Link.objects.create(entry=late, url="https://example.org/a", host="example.org", state="dead")

    counted = {duty.name: duty.count for duty in duties.waiting(editor)}

    assert counted["schede da confermare questa settimana: sono ancora vere?"] == 3
    assert counted["link da guardare: spostati, spariti o muti"] == 1


def test_a_catalogue_that_comes_in_overdue_is_asked_for_by_the_week_and_what_presses_at_once(desk, body, editor):
    """Forty old checks on the first day: a share a week, what readers would soon miss on top, and no more after it."""
    for _entry in range(40):
        factories.service(partner=body, checked=OLD)
    name = "schede da confermare questa settimana: sono ancora vere?"

    first = desk.get(REVIEW)
    assert [(str(heading), len(listed)) for heading, listed in first.context["groups"]] == [
        ("Questa settimana", reviewing.SHARE),
        ("Con calma", 40 - reviewing.SHARE),
    ]
    week = [f"service:{question.entry.pk}" for question in first.context["groups"][0][1]]
    desk.post(REVIEW, {"entry": week[1:]})
    assert {duty.name: duty.count for duty in duties.waiting(editor)} == {name: 1}
    desk.post(REVIEW, {"entry": week[:1]})
    assert duties.waiting(editor) == []
    assert "non vi chiediamo altro" in desk.get(REVIEW).content.decode()

    Service.objects.filter(pk=Service.objects.filter(checked=OLD).last().pk).update(
        created_at=timezone.now() - timedelta(days=365 - reviewing.PRESSING)
    )
    assert {duty.name: duty.count for duty in duties.waiting(editor)} == {name: 1}


def test_who_looks_after_every_body_can_look_at_one(body, theirs):
    factories.service(partner=body, checked=OLD, title_it="Zafferano")
    client = Client()
    client.force_login(people.regional())

    page = client.get(REVIEW, {"body": body.slug})

    assert [str(question.entry) for question in page.context["questions"]] == ["Zafferano"]
    assert [(one, count) for one, count in page.context["bodies"]] == [(theirs.partner, 1), (body, 1)]


@pytest.mark.parametrize("page", [REVIEW, "/admin/catalog/link/?which=all", "/admin/catalog/confirmation/"])
def test_a_list_costs_the_same_for_one_entry_and_for_many(desk, body, page):
    costs = []
    for count in (1, 12):
        for number in range(count):
            for made in (
                factories.service(partner=body, checked=OLD),
                factories.opportunity(partner=body, checked=OLD, rolling=True),
            ):
                Link.objects.create(entry=made, url=f"https://example.org/{count}-{number}", host="x", state="dead")
                made.confirmations.create(checked=OLD)
        desk.get(page)
        with CaptureQueriesContext(connection) as queries:
            desk.get(page)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_pages_of_a_long_list_hold_what_one_reads_in_a_sitting(desk, body):
    for _entry in range(60):
        factories.service(partner=body, checked=OLD)

    assert len(desk.get(REVIEW).context["questions"]) == 50
    assert len(desk.get(REVIEW, {"p": "2"}).context["questions"]) == 10
    assert desk.get(REVIEW, {"p": "x"}).status_code == 200
    assert Opportunity.objects.count() == 0
