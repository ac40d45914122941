"""The editorial life as people work it in the admin: forms, buttons, what readers see meanwhile."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import search
from catalog.editorial import changes
from catalog.enums import EditorialStatus, StaffRole
from catalog.models import Partner, Service
from tests import factories
from tests.catalog.staff import act, address, member, saved, values
from tests.search.corpora import found

pytestmark = pytest.mark.django_db


def test_a_new_entry_goes_from_the_editor_to_the_readers(editor, region, body):
    search.rebuild()
    blank = values(editor.get(reverse("admin:catalog_service_add")))
    assert blank["partner"] == body.pk  # who works for one body need not choose it
    typed = {
        "title_it": "Zafferano in Giappone",
        "summary_it": "Breve",
        "description_it": "Lungo",
        "need": factories.need().pk,
    }

    editor.post(reverse("admin:catalog_service_add"), {**blank, **typed})
    entry = Service.objects.get()
    assert (entry.slug, entry.editorial_status) == ("zafferano-in-giappone", EditorialStatus.DRAFT)
    saved(editor, entry, _submit="1")
    assert "Zafferano in Giappone" in region.get(address(entry, "compare")).content.decode()
    act(region, entry, "send-back", text="Manca per chi è.")
    assert "Manca per chi è." in editor.get(address(entry)).content.decode()
    saved(editor, entry, description_it="Per chi comincia.", _submit="1")
    act(region, entry, "approve")

    entry.refresh_from_db()
    assert entry.editorial_status == EditorialStatus.PUBLISHED
    assert entry.slug in found("zafferano")
    assert [line.verb for line in reversed(entry.comments.all())] == ["submit", "send-back", "submit", "approve"]


def test_nothing_is_sent_back_without_a_word(editor, region, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.IN_REVIEW)

    page = act(region, entry, "send-back", text="  ")

    assert "Dite che cosa va corretto" in page.content.decode()
    entry.refresh_from_db()
    assert entry.editorial_status == EditorialStatus.IN_REVIEW


def test_a_change_of_a_public_entry_waits_in_the_form_and_not_on_the_page(client, editor, region, body):
    entry = factories.service(partner=body, title_it="Zafferano")
    search.rebuild()

    saved(editor, entry, title_it="Curcuma")

    assert values(editor.get(address(entry)))["title_it"] == "Curcuma"
    assert "Curcuma" not in client.get(entry.get_absolute_url()).content.decode()
    page = editor.get(address(entry, "preview"))
    assert "Curcuma" in page.content.decode()
    assert "Anteprima" in page.content.decode()
    assert (page.headers["X-Robots-Tag"], page.headers["Cache-Control"]) == ("noindex, nofollow", "private, no-store")
    entry.refresh_from_db()
    assert entry.title_it == "Zafferano"
    compared = region.get(address(entry, "compare")).content.decode()
    assert "<del>Zafferano</del>" in compared
    assert "<ins>Curcuma</ins>" in compared
    act(region, entry, "approve")
    assert "Curcuma" in client.get(entry.get_absolute_url()).content.decode()


def test_approval_is_refused_when_the_text_changed_after_it_was_read(editor, region, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.IN_REVIEW, title_it="Zafferano")
    read = entry.version
    saved(editor, entry, title_it="Tutt’altro")

    page = act(region, entry, "approve", version=read)

    assert "cambiata dopo che avete aperto" in page.content.decode()
    entry.refresh_from_db()
    assert entry.editorial_status == EditorialStatus.IN_REVIEW


def test_an_earlier_text_comes_back_with_its_offices(region, body):
    factories.office(partner=body, name="Como")
    user = member(factories.partner(), StaffRole.REGIONAL_EDITOR)
    changes.propose(body, {"role_it": "Prima."}, author=user)
    wanted = body.history.latest()
    changes.propose(body, {"role_it": "Altro.", "offices": []}, author=user)
    changes.propose(body, {"role_it": "Altro ancora."}, author=user)
    page = region.get(address(body, "history")).content.decode()
    assert "<ins> ancora</ins>" in page
    assert "<del>nome: Como</del>" in page

    region.post(address(body, "restore"), {"line": wanted.pk})

    body.refresh_from_db()
    assert body.role_it == "Prima."
    assert [office.name for office in body.offices.all()] == ["Como"]


def test_a_copy_is_a_draft_of_its_own(editor, body):
    entry = factories.service(partner=body, title_it="Zafferano", sectors=[factories.sector()], checked="2026-01")

    answer = editor.post(address(entry, "copy"))

    copied = Service.objects.exclude(pk=entry.pk).get()
    assert answer.headers["Location"] == address(copied)
    assert (copied.title_it, copied.editorial_status, copied.checked) == (
        "Zafferano (copia)",
        EditorialStatus.DRAFT,
        "",
    )
    assert (copied.slug, list(copied.sectors.all())) == (f"{entry.slug}-copia", list(entry.sectors.all()))


def test_an_entry_is_public_from_its_day_to_its_last_one(client, region, body, time_machine):
    today = localdate()
    days = {"publish_on": today + timedelta(days=2), "expire_on": today + timedelta(days=4)}
    entry = factories.service(partner=body, title_it="Zafferano", editorial_status=EditorialStatus.IN_REVIEW, **days)
    search.rebuild()
    act(region, entry, "approve")

    seen = {}
    for day in range(6):
        time_machine.move_to(f"{today + timedelta(days=day)}T09:00+01:00")
        call_command("keep_publication_days", verbosity=0)
        seen[day] = (client.get(entry.get_absolute_url()).status_code, entry.slug in found("zafferano"))

    assert seen == {day: (200, True) if 2 <= day <= 4 else (404, False) for day in range(6)}
    entry.refresh_from_db()
    assert entry.editorial_status == EditorialStatus.ARCHIVED


def test_after_its_last_day_an_entry_is_hidden_before_the_timer_comes(client, body):
    entry = factories.service(partner=body, expire_on=localdate() - timedelta(days=1))

    assert client.get(entry.get_absolute_url()).status_code == 404


def test_the_region_makes_a_body_and_its_editors_do_not(editor, region):
    assert editor.get(reverse("admin:catalog_partner_add")).status_code == 403
    assert region.get(reverse("admin:catalog_partner_add")).status_code == 200
    blank = values(region.get(reverse("admin:catalog_partner_add")))

    page = region.post(
        reverse("admin:catalog_partner_add"),
        {**blank, "name": "Ente nuovo", "short_name": "Nuovo", "kind": "agency", "role_it": "Aiuta."},
    )

    assert page.status_code == 302, page.context["adminform"].form.errors
    assert Partner.objects.get(slug="nuovo").editorial_status == EditorialStatus.DRAFT
