"""The editorial life as people work it in the admin: forms, buttons, two people at once, what readers see meanwhile."""

import html
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import search
from catalog.editorial import changes, moves
from catalog.enums import EditorialStatus, StaffRole
from catalog.models import Partner, Service
from tests import factories
from tests.catalog.staff import member, signed_in, values
from tests.search.corpora import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.partner()


@pytest.fixture
def editor(body):
    return signed_in(member(body, first_name="Paola"))


@pytest.fixture
def colleague(body):
    return signed_in(member(body, first_name="Carla", last_name="Neri"))


@pytest.fixture
def region():
    return signed_in(member(factories.partner(), StaffRole.REGIONAL_EDITOR))


def address(entry, page="change"):
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])


def saved(client, entry, **typed):
    """What a person is answered who opens an entry, types and saves."""
    return client.post(address(entry), {**values(client.get(address(entry))), **typed})


def act(client, entry, verb, *, text="", version=None):
    version = changes.version_of(entry) if version is None else version
    return client.post(address(entry, "move"), {"verb": verb, "version": version, "text": text}, follow=True)


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


def test_offices_collide_too(editor, colleague, body):
    factories.office(partner=body, name="Como")
    opened = values(editor.get(address(body)))
    saved(colleague, body, **{"offices-0-phone": "031 1"})

    page = editor.post(address(body), {**opened, "offices-0-email": "como@example.org"})
    assert 'name="theirs" value="offices"' in page.content.decode()
    editor.post(address(body), {**values(page), "theirs": ["offices"], "kind": "network"})

    kept = changes.working_values(body)
    assert (kept["offices"][0]["phone"], kept["offices"][0]["email"], kept["kind"]) == ("031 1", "", "network")


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


def test_an_entry_deleted_during_an_edit_is_said_to_be_gone(editor, colleague, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.DRAFT)
    opened = values(editor.get(address(entry)))
    colleague.post(address(entry, "delete"), {"post": "yes"})

    page = editor.post(address(entry), {**opened, "title_it": "Mio"}, follow=True)

    assert page.status_code == 200
    assert str(entry.pk) in "".join(map(str, page.context["messages"]))


def test_a_form_without_its_version_saves_nothing(editor, body):
    entry = factories.service(partner=body, editorial_status=EditorialStatus.DRAFT, title_it="Uno")
    posted = {**values(editor.get(address(entry))), "title_it": "Due"}

    for forged in ({"version": ""}, {"version": "x"}, {"version": "9999"}, {"read": "{"}):
        assert editor.post(address(entry), {**posted, **forged}).status_code == 200

    entry.refresh_from_db()
    assert entry.title_it == "Uno"
    assert editor.post(address(entry), {**posted, "read": "[1]"}).status_code == 302


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


CANARY = "zqcanarino"


@pytest.mark.parametrize("status", [status for status in EditorialStatus if status != EditorialStatus.PUBLISHED])
def test_readers_find_nothing_of_what_is_not_public(client, body, status):
    entry = factories.service(
        partner=body, title_it=CANARY, questions_it=[CANARY], slug="nascosta", editorial_status=status
    )
    public = factories.service(partner=body, title_it="Pubblica", slug="pubblica")
    changes.propose(public, {"title_it": CANARY, "search_terms_it": [CANARY]}, author=member(body))
    search.rebuild()

    assert _seen_by_readers(client, entry, body) == []


def test_readers_find_nothing_of_what_expired(client, body):
    entry = factories.service(partner=body, title_it=CANARY, slug="nascosta", expire_on=localdate() - timedelta(days=1))
    search.rebuild()

    assert _seen_by_readers(client, entry, body) == []


def _seen_by_readers(client, entry, body):
    """The addresses readers may ask in which the canary, or the address of a hidden entry, is found."""
    asked = "zqcana"
    addresses = [
        f"/cerca/?q={asked}",
        "/servizi/",
        f"/api/v1/search?q={asked}",
        "/api/v1/services",
        "/sitemap-services.xml",
        body.get_absolute_url(),
        reverse("catalog:results-feed") + f"?q={asked}",
        reverse("catalog:results-table") + f"?q={asked}",
        reverse("catalog:suggestions") + f"?q={asked}",
        entry.get_absolute_url(),
        f"/api/v1/services/{entry.slug}",
    ]
    found_in = []
    for asked_address in addresses:
        answer = client.get(asked_address)
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        if CANARY in text or (answer.status_code == 200 and "nascosta" in text):
            found_in.append(asked_address)
    return found_in


#: What a script would look like, in every place where staff's words are shown.
VECTORS = [
    f"{opening}{payload}"
    for opening in ("", '">', "'>", "</title>", "</textarea>", "</script>", "</option>", "-->", "]]>", "{{7*7}}")
    for payload in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<body onload=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<math><mtext></p><script>alert(1)</script>",
        '" onfocus=alert(1) autofocus x="',
        "' onmouseover=alert(1) x='",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<input autofocus onfocus=alert(1)>",
        "<style>@import 'javascript:alert(1)'</style>",
        "<object data=javascript:alert(1)>",
        "<form action=javascript:alert(1)><button>x",
        "<marquee onstart=alert(1)>",
        "<video><source onerror=alert(1)>",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "<!--<img src=--><img src=x onerror=alert(1)//>",
        "<template><script>alert(1)</script></template>",
    )
]


def test_no_word_of_staff_becomes_part_of_a_page(region, body):
    """All 200 at once, a line each, in a text; the longest one also as a title."""
    assert len(VECTORS) == 200
    title = max((v for v in VECTORS if len(v) < 200), key=len)
    entry = factories.service(
        partner=body, title_it=title, description_it="Prima", questions_it=VECTORS[:50], search_terms_it=VECTORS
    )
    user = member(factories.partner(), StaffRole.REGIONAL_EDITOR)
    changes.propose(entry, {"description_it": "\n".join(VECTORS)}, author=user)
    moves.comment(entry, by=user, text="\n".join(VECTORS)[:2_000])
    draft = factories.service(partner=body, title_it=title, editorial_status=EditorialStatus.DRAFT)
    search.rebuild()
    pages = [
        region.get(place)
        for place in (
            *(address(entry, page) for page in ("change", "compare", "history", "preview")),
            address(draft, "delete"),
            reverse("admin:catalog_service_changelist"),
            entry.get_absolute_url(),
            "/admin/",
            "/cerca/",
        )
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        for vector in VECTORS:
            assert "<" not in vector or vector not in text
        assert not re.search(r"<(img src=x|svg/onload|marquee|iframe|body onload|math)", text)
        assert "49" not in html.unescape(text).split("{{7*7}}")[0][-2:]


def test_lists_and_pages_cost_the_same_however_much_there_is(editor, region, body, django_assert_max_num_queries):
    def costs():
        entry = Service.objects.filter(partner=body).first()
        pages = (
            reverse("admin:catalog_service_changelist"),
            reverse("admin:catalog_service_changelist") + "?waiting=unfinished&q=offerta",
            address(entry),
            address(entry, "compare"),
            "/admin/",
        )
        found_costs = []
        for client in (editor, region):
            for page in pages:
                with django_assert_max_num_queries(60) as queries:
                    assert client.get(page).status_code == 200
                found_costs.append(len(queries))
        return found_costs

    def more():
        for _number in range(3):
            entry = factories.service(partner=body)
            changes.propose(entry, {"title_it": "Cambiato"}, author=member(body))

    more()
    costs()  # what a process keeps is read once
    before = costs()
    more()
    assert costs() == before


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
