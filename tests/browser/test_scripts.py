"""Nothing that staff write or bring in is ever run: on no page, in no list of the admin, letter or feed."""

import csv
import io

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import PASSWORD
from tests.catalog.vectors import VECTORS

HEAD = ["Ente", "Titolo", "Sommario", "Descrizione", "Bisogno", "Link"]
#: A public entry and a draft for every script, and the letter that answers a report with all of them.
WRITE = """
from post_office.models import Email
from catalog import search
from catalog.corrections import dealing
from catalog.models import Correction, Need
from django.db import transaction
from tests.catalog.vectors import VECTORS
with transaction.atomic():
    body = factories.partner(slug="vettori", name="Vettori " + VECTORS[1], short_name="Vettori " + VECTORS[0])
    need = Need.objects.first()
    for number, vector in enumerate(VECTORS):
        texts = dict(title_it=vector, summary_it=vector, description_it=vector, questions_it=[vector],
                     search_terms_it=[vector], how_to_access_it=vector, checked="2020-01-01")
        factories.service(slug=f"vettore-{number}", partner=body, need=need, **texts)
        factories.service(slug=f"vettore-bozza-{number}", partner=body, need=need, editorial_status="draft", **texts)
    search.rebuild()
    report = dict(kind="service", slug="vettore-0", subject="gone", message=VECTORS[2], email="vettori@example.org")
    region = User.objects.get(email="regione@example.org")
    dealing.settle(Correction.objects.create(**report), by=region, note=" ".join(VECTORS))
    letter = Email.objects.filter(to__contains="vettori@example.org").get()
    print(body.pk)
    print(letter.html_message)
    letter.delete()
"""
ERASE = """
from catalog import search
from catalog.models import Correction, Import, Partner, Service
from django.db import transaction
with transaction.atomic():
    Import.objects.filter(file_name="vettori.csv").delete()
    Correction.objects.filter(slug__startswith="vettore-").delete()
    Service.objects.filter(slug__startswith="vettore-").delete()
    Partner.objects.get(slug="vettori").delete()
search.rebuild()
"""


@pytest.fixture
def written(run):
    """The key of the body of all these entries, and the letter as a program shows it."""
    yield run(WRITE).split("\n", 1)
    run(ERASE)


@pytest.fixture
def dialogs():
    return []


@pytest.fixture
def desk(visit, dialogs):
    """Somebody of the Region whose every dialog is noted; what the policy has to refuse fails the test by itself."""
    page = visit("/admin/")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.fill("input[name=login]", "regione@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("main [type=submit] >> nth=0")
    page.wait_for_url("**/admin/")
    return page


def _table():
    table = io.StringIO(newline="")
    rows = [["vettori", vector, vector, vector, vector, vector] for vector in VECTORS]
    csv.writer(table, delimiter=";").writerows([HEAD, *rows])
    return {"name": "vettori.csv", "mimeType": "text/csv", "buffer": table.getvalue().encode()}


def test_two_hundred_scripts_are_only_words(desk, dialogs, written):
    body, letter = written
    lists, shown = f"/admin/catalog/service/?partner__id__exact={body}", 0
    for number in range(1, 9):
        desk.goto(f"{lists}&p={number}")
        shown += desk.locator("#result_list tbody tr").count()
    assert shown == 2 * len(VECTORS)
    desk.goto("/admin/catalog/confirmation/review/")
    expect(desk.locator("main")).to_contain_text(VECTORS[0])

    # An entry's own pages, and what asks before it deletes two hundred.
    desk.goto(lists)
    form = desk.locator("#result_list tbody th a").first.get_attribute("href").split("/change/")[0]
    for page in ("change", "compare", "preview", "words", "history"):
        desk.goto(f"{form}/{page}/")
    desk.goto(f"{lists}&editorial_status__exact=draft")
    desk.check("#action-toggle")
    desk.click(".actions .question a")
    desk.select_option("[name=action]", "delete_selected")
    desk.click(".actions [name=index]")
    expect(desk.locator("#content li:has(a)")).to_have_count(len(VECTORS))

    # What a file of them says.
    desk.goto("/admin/catalog/import/add/?kind=service")
    desk.set_input_files("input[name=file]", files=[_table()])
    desk.click("form [type=submit] >> text=Provate")
    expect(desk.locator(".tallies")).to_contain_text(str(len(VECTORS)))
    report = desk.url.split("?")[0]
    for number in range(1, 5):
        desk.goto(f"{report}?p={number}")

    # What readers see: lists, the body, an entry; the letter; the feed.
    for number in range(1, 11):
        desk.goto(f"/servizi/?partner=vettori&page={number}")
    for page in ("/enti/vettori/", "/servizi/vettore-0/", "/segnala-un-errore/service/vettore-0/", "/"):
        desk.goto(page)
    feed = desk.request.get("/cerca/feed.atom?partner=vettori").text()
    desk.goto("about:blank")  # where no policy stands between a script and the browser
    for text in (letter, feed):
        assert "alert(1)" in text
        desk.set_content(text)
    assert dialogs == []
    desk.set_content("<svg/onload=alert(1)>")
    assert dialogs == ["1"]  # so it would have been seen
