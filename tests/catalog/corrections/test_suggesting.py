"""A reader puts the words of a page right themselves, without a script."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from catalog.models import Correction
from tests import factories

pytestmark = pytest.mark.django_db


def address(entry, kind="opportunity"):
    return reverse("catalog:report-an-error", args=[kind, entry.slug])


@pytest.mark.parametrize("kind", ["service", "opportunity", "partner", "mission"])
def test_every_part_that_is_offered_can_be_put_right(client, kind):
    entry = getattr(factories, kind)(url="https://example.org/")
    offered = [part.column for part in client.get(address(entry, kind)).context["parts"]]

    assert offered
    for column in offered:
        page = client.get(f"{address(entry, kind)}?part={column}")
        assert page.context["form"]["suggested"].value() == getattr(entry, column)


def test_a_suggestion_is_kept_with_what_the_page_said(client):
    call = factories.opportunity(closes=date(2026, 2, 1))

    answer = client.post(f"{address(call)}?part=closes", {"suggested": "2026-03-01", "message": "", "website": ""})

    assert answer.status_code == 302
    kept = Correction.objects.get()
    assert (kept.part, kept.present, kept.suggested) == ("closes", "2026-02-01", "2026-03-01")
    assert kept.subject == "dates"


@pytest.mark.parametrize(("suggested", "refused"), [("2026-02-01", "già"), ("domani", "data"), ("", "obbligatorio")])
def test_what_changes_nothing_or_is_no_day_is_refused_with_a_reason(client, suggested, refused):
    call = factories.opportunity(closes=date(2026, 2, 1))

    page = client.post(f"{address(call)}?part=closes", {"suggested": suggested, "website": ""})

    assert refused in str(page.context["form"].errors["suggested"])
    assert not Correction.objects.exists()


def test_parts_that_are_not_the_readers_to_change_are_as_if_not_named(client):
    call = factories.opportunity()

    for part in ("slug", "editorial_status", "partner", "loaded", "x" * 500, "\u0000"):
        page = client.get(address(call), {"part": part})
        if page.status_code == 200:
            assert "suggested" not in page.context["form"].fields


def test_an_english_reader_puts_the_english_words_right_where_there_are_some(client):
    call = factories.opportunity(title_en="Call", amount_it="Mille euro")
    with override("en"):
        page = client.get(address(call))

    columns = [part.column for part in page.context["parts"]]
    assert "title_en" in columns
    assert "amount_it" in columns
