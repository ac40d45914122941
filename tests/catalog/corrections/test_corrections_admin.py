"""The queue in the admin: a body's own reports, and each closed with one press."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from catalog.corrections.queue import receive
from catalog.enums import CorrectionStatus, StaffRole
from catalog.models import Correction, Opportunity
from tests import factories

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:catalog_correction_changelist")


@pytest.fixture
def region(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(factories.officer(factories.partner(), StaffRole.REGIONAL_EDITOR))
    return client


@pytest.fixture
def call():
    return factories.opportunity(slug="s", closes=date(2026, 2, 1))


def report(entry, **given):
    return receive(kind="opportunity", slug=entry.slug, subject="dates", message="<b>Chiude</b> il 10.", **given)


def page_of(correction):
    return reverse("admin:catalog_correction_change", args=[correction.pk])


def test_staff_find_a_queue_in_which_nobody_writes(region, call):
    correction = report(call)

    listed = region.get(QUEUE).content.decode()
    assert 'href="/opportunita/s/"' in listed
    assert "<b>Chiude</b>" not in listed
    assert "<b>Chiude</b>" not in region.get(page_of(correction)).content.decode()
    assert region.get(reverse("admin:catalog_correction_add")).status_code == 403
    assert region.get(reverse("admin:catalog_correction_delete", args=[correction.pk])).status_code == 403


def test_a_suggestion_is_accepted_with_one_press(region, call):
    correction = report(call, part="closes", present="2026-02-01", suggested="2026-03-01", email="a@example.org")
    shown = region.get(page_of(correction)).context["form"]["words"].value()

    answer = region.post(page_of(correction), {"words": shown, "note": "", "reason": "", "accept": "1"})

    assert answer.headers["Location"] == QUEUE
    assert Opportunity.objects.get().closes == date(2026, 3, 1)
    assert len(mail.outbox) == 1


def test_words_the_column_does_not_take_change_nothing(region, call):
    correction = report(call, part="closes", present="2026-02-01", suggested="2026-03-01")

    page = region.post(page_of(correction), {"words": "domani", "accept": "1"})

    assert page.context["form"].errors["words"]
    assert Opportunity.objects.get().closes == date(2026, 2, 1)
    assert Correction.objects.waiting().exists()


def test_a_page_that_changed_since_is_pointed_out(region, call):
    correction = report(call, part="closes", present="2026-01-15", suggested="2026-03-01")

    assert region.get(page_of(correction)).context["moved"]


@pytest.mark.parametrize(
    ("pressed", "status"),
    [
        ({"settle": "1"}, CorrectionStatus.SETTLED),
        ({"refuse": "1", "reason": "right"}, CorrectionStatus.DISMISSED),
        ({"discard": "1"}, CorrectionStatus.SPAM),
    ],
)
def test_every_button_closes_a_report(region, call, pressed, status):
    correction = report(call)

    assert region.post(page_of(correction), pressed).status_code == 302
    assert Correction.objects.get().status == status


def test_a_refusal_without_a_reason_is_sent_back(region, call):
    page = region.post(page_of(report(call)), {"refuse": "1"})

    assert page.context["form"].errors["reason"]
    assert Correction.objects.waiting().exists()


def test_what_is_not_there_any_more_can_be_dealt_with_too(region, call):
    correction = report(call, part="title_it", present="a", suggested="b")
    Opportunity.objects.all().delete()

    assert region.get(page_of(correction)).status_code == 200
    assert region.post(page_of(correction), {"accept": "1", "words": "b"}).status_code == 200
    assert region.post(page_of(correction), {"refuse": "1", "reason": "unclear"}).status_code == 302


def test_reports_that_are_none_go_in_bulk(region, call):
    first, second = report(call), report(call)

    region.post(QUEUE, {"action": "discard", "_selected_action": [first.pk, second.pk]}, follow=True)

    assert not Correction.objects.waiting().exists()


@pytest.mark.parametrize("pressed", ["accept", "settle", "refuse", "discard"])
def test_the_reports_of_another_body_are_not_there(client, settings, call, pressed):
    settings.STAFF_SECOND_FACTOR = False
    correction = report(call, part="title_it", present="a", suggested="canarino")
    client.force_login(factories.officer(factories.partner(), StaffRole.EDITOR))

    assert "canarino" not in client.get(QUEUE).content.decode()
    assert client.get(page_of(correction)).status_code == 302
    client.post(page_of(correction), {pressed: "1", "reason": "right", "words": "b"})
    client.post(QUEUE, {"action": "discard", "_selected_action": [correction.pk]})

    assert Correction.objects.waiting().get().suggested == "canarino"
