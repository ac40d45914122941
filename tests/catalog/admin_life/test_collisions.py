"""Two people at one entry: the second is told, and nothing typed is lost."""

import pytest
from django.urls import reverse

from catalog.editorial import changes
from catalog.enums import EditorialStatus
from catalog.models import Office, Partner, Service
from tests import factories
from tests.catalog.staff import act, address, saved, values

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [EditorialStatus.DRAFT, EditorialStatus.PUBLISHED])
def test_the_second_of_two_editors_is_told_and_nothing_typed_is_lost(editor, colleague, body, status):
    entry = factories.service(partner=body, editorial_status=status, title_it="Uno", summary_it="Prima sintesi")
    opened = values(editor.get(address(entry)))
    saved(colleague, entry, title_it="Due di Carla", summary_it="Sintesi di Carla")

    page = editor.post(address(entry), {**opened, "title_it": "Due mio", "description_it": "Descrizione mia"})

    told = page.content.decode()
    assert page.status_code == 200
    assert "Carla Neri ha salvato questa scheda mentre scrivevate" in told
    entry.refresh_from_db()
    assert changes.working_values(entry)["title_it"] == "Due di Carla"
    again = values(page)
    assert (again["title_it"], again["description_it"]) == ("Due mio", "Descrizione mia")
    assert again["summary_it"] == "Sintesi di Carla"  # what only the other wrote is in the form
    assert 'name="theirs" value="title_it"' in told
    assert 'name="theirs" value="summary_it"' not in told

    assert editor.post(address(entry), again).status_code == 302
    entry.refresh_from_db()
    kept = changes.working_values(entry)
    assert (kept["title_it"], kept["summary_it"], kept["description_it"]) == (
        "Due mio",
        "Sintesi di Carla",
        "Descrizione mia",
    )


def test_the_second_editor_may_leave_the_firsts_words(editor, colleague, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.DRAFT, title_it="Uno")
    opened = values(editor.get(address(entry)))
    saved(colleague, entry, title_it="Due di Carla")
    page = editor.post(address(entry), {**opened, "title_it": "Due mio", "description_it": "Descrizione mia"})

    editor.post(address(entry), {**values(page), "theirs": ["title_it"]})

    entry.refresh_from_db()
    assert (entry.title_it, entry.description_it) == ("Due di Carla", "Descrizione mia")


@pytest.fixture
def offices(body):
    return [factories.office(partner=body, name=name) for name in ("Como", "Lecco", "Sondrio", "Varese")]


def _offices(body):
    body.refresh_from_db()
    return {row["name"]: row for row in changes.working_values(body)["offices"]}


@pytest.mark.parametrize("status", [EditorialStatus.DRAFT, EditorialStatus.PUBLISHED])
def test_two_people_at_different_offices_do_not_get_in_each_others_way(editor, colleague, body, offices, status):
    Partner.objects.update(editorial_status=status)
    opened = values(editor.get(address(body)))
    new = {"offices-TOTAL_FORMS": 5, "offices-4-name": "Di Carla", "offices-4-sources": "https://example.org/c"}
    saved(colleague, body, **new, **{"offices-0-phone": "031 1", "offices-1-city": "Lecco", "offices-2-DELETE": "on"})

    mine = {"offices-0-email": "como@example.org", "offices-3-DELETE": "on", "offices-4-name": "Mia"}
    page = editor.post(address(body), {**opened, **mine, "offices-TOTAL_FORMS": 5})

    told = page.content.decode()
    assert "Carla Neri ha salvato questa scheda" in told
    assert 'name="theirs"' not in told, "nothing is asked"
    [difference] = page.context["adminform"].form.collision.theirs
    assert "Varese" not in "".join(piece.text for piece in difference.after), "only rows that changed are shown"
    assert editor.post(address(body), values(page)).status_code == 302
    kept = _offices(body)
    assert sorted(kept) == ["Como", "Di Carla", "Lecco", "Mia"]
    assert (kept["Como"]["phone"], kept["Como"]["email"], kept["Lecco"]["city"]) == (
        "031 1",
        "como@example.org",
        "Lecco",
    )
    assert kept["Di Carla"]["sources"] == ["https://example.org/c"]
    assert {kept[office.name]["id"] for office in offices[:2]} == {office.pk for office in offices[:2]}


@pytest.mark.parametrize(("theirs", "phone"), [(False, "031 2"), (True, "031 1")])
def test_about_the_one_office_that_both_changed_is_asked(editor, colleague, body, offices, theirs, phone):
    opened = values(editor.get(address(body)))
    saved(colleague, body, **{"offices-0-phone": "031 1", "offices-1-phone": "0341 1"})

    page = editor.post(address(body), {**opened, "offices-0-phone": "031 2", "offices-2-phone": "0342 2"})

    name = f"offices:{offices[0].pk}"
    assert page.content.decode().count('name="theirs"') == 1
    assert f'value="{name}"' in page.content.decode()
    editor.post(address(body), {**values(page), "kind": "network", **({"theirs": [name]} if theirs else {})})
    kept = _offices(body)
    assert [kept[name]["phone"] for name in ("Como", "Lecco", "Sondrio")] == [phone, "0341 1", "0342 2"]
    assert changes.working_values(body)["kind"] == "network"


def test_an_office_that_one_took_out_and_the_other_changed_stays_and_is_told(editor, colleague, body, offices):
    opened = values(editor.get(address(body)))
    saved(colleague, body, **{"offices-0-DELETE": "on", "offices-1-phone": "0341 1"})

    page = editor.post(
        address(body), {**opened, "offices-0-phone": "031 2", "offices-1-DELETE": "on", "read": '{"offices": [1]}'}
    )
    assert page.status_code == 200, "nothing to compare with"
    page = editor.post(address(body), {**opened, "offices-0-phone": "031 2", "offices-1-DELETE": "on"})

    assert "ha tolto “Como”" in page.content.decode()
    assert "Avete tolto “Lecco”" in page.content.decode()
    editor.post(address(body), values(page))
    kept = _offices(body)
    assert (kept["Como"]["phone"], kept["Como"]["id"], kept["Lecco"]["phone"]) == ("031 2", None, "0341 1")


def test_offices_wait_in_the_form_until_they_are_approved(editor, region, body):
    factories.office(partner=body, name="Como")
    opened = values(editor.get(address(body)))
    new = {"offices-TOTAL_FORMS": 2, "offices-1-name": "Lecco", "offices-1-city": "Lecco", "offices-0-name": "Como 2"}

    editor.post(address(body), {**opened, **new})

    assert [office.name for office in body.offices.all()] == ["Como"]
    page = editor.get(address(body))
    shown = values(page)
    assert (shown["offices-0-name"], shown["offices-1-name"]) == ("Como 2", "Lecco")
    editor.post(address(body), shown)  # saved again as it is: nothing is doubled
    assert [row["name"] for row in changes.working_values(body)["offices"]] == ["Como 2", "Lecco"]
    act(region, body, "approve")
    assert sorted(body.offices.values_list("name", flat=True)) == ["Como 2", "Lecco"]


def test_a_bulk_action_during_an_edit_is_told(editor, region, body):
    entry = factories.service(partner=body)
    opened = values(editor.get(address(entry)))
    chosen = {"action": "withdraw", "_selected_action": [entry.pk], "index": "0"}
    region.post(reverse("admin:catalog_service_changelist"), chosen)

    page = editor.post(address(entry), {**opened, "title_it": "Mio"})

    assert page.status_code == 200
    assert values(page)["title_it"] == "Mio"
    assert "mentre scrivevate" in page.content.decode()


def test_of_an_entry_deleted_during_an_edit_nothing_typed_is_lost(editor, colleague, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.DRAFT, summary_it="Prima", slug="voce")
    opened = values(editor.get(address(entry)))
    typed = {**opened, "title_it": "Titolo mio", "description_it": "Uno\n\n<due>", "need": "nessuno"}
    colleague.post(address(entry, "delete"), {"post": "yes"})

    page = editor.post(address(entry), {**typed, "_submit": "1"})

    told = page.content.decode()
    assert page.status_code == 410
    assert f"Carla Neri ha eliminato “{entry.title_it}”" in told
    assert [difference.name for difference in page.context["differences"]] == ["title_it", "description_it"]
    assert "nessuno" in told, "what cannot be read is shown as it was typed"
    again = dict(page.context["again"])
    made = editor.post(page.context["new"], {**again, "need": opened["need"], "_continue": "1"}, follow=True)
    new = Service.objects.get(slug="voce")
    assert made.redirect_chain[0][0] == address(new)
    assert (new.title_it, new.summary_it, new.description_it) == ("Titolo mio", "Prima", "Uno\n\n<due>")
    comment = editor.post(address(entry, "move"), {"verb": "comment", "version": "1", "text": "Un commento lungo"})
    assert (comment.status_code, "Un commento lungo" in comment.content.decode()) == (410, True)


def test_a_body_deleted_during_an_edit_comes_back_with_its_offices(region, body):
    other = factories.partner(editorial_status=EditorialStatus.DRAFT)
    factories.office(partner=other, name="Como")
    form = address(other)
    opened = values(region.get(form))
    other.delete()

    page = region.post(form, {**opened, "offices-0-name": "Lecco"})

    assert [difference.name for difference in page.context["differences"]] == ["offices"]
    region.post(page.context["new"], {**dict(page.context["again"]), "_continue": "1"})
    assert Office.objects.get().name == "Lecco"


def test_who_types_in_an_entry_that_is_not_theirs_any_more_is_told_nothing_of_it(editor, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.DRAFT, title_it="Uno")
    opened = values(editor.get(address(entry)))
    type(entry).objects.update(partner=factories.partner(), title_it="Canarino")
    for deleted in (False, True):
        Service.objects.filter(pk=entry.pk if deleted else 0).delete()
        page = editor.post(address(entry), {**opened, "title_it": "Mio", "read": "[1]"})
        assert (page.status_code, page.context["deleted"]) == (404, None)
        assert "Canarino" not in page.content.decode()
        assert "Mio" in page.content.decode()


def test_a_form_without_its_version_saves_nothing(editor, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.DRAFT, title_it="Uno")
    posted = {**values(editor.get(address(entry))), "title_it": "Due"}

    for forged in ({"version": ""}, {"version": "x"}, {"version": "9999"}, {"read": "{"}):
        assert editor.post(address(entry), {**posted, **forged}).status_code == 200

    entry.refresh_from_db()
    assert entry.title_it == "Uno"
    assert editor.post(address(entry), {**posted, "read": "[1]"}).status_code == 302
