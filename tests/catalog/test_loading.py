"""Loading the catalogue's files: all or nothing, twice is once, and what people did to an entry stays."""

from datetime import date

import pytest

from catalog import search
from catalog.enums import EditorialStatus
from catalog.loading import BadRowsError, load
from catalog.models import CatalogLoad, Country, Need, Office, Opportunity, Partner, SearchVersion, Service
from missions.models import Mission
from tests.catalog import files
from tests.search.corpora import find, found

pytestmark = pytest.mark.django_db


def _token():
    return SearchVersion.objects.get().token


def test_the_rows_become_entries_that_are_public_and_found(tmp_path):
    load(files.whole(tmp_path))

    partner, service = Partner.objects.get(), Service.objects.get()
    opportunity, mission = Opportunity.objects.get(), Mission.objects.get()
    assert (partner.slug, partner.name, partner.url, partner.checked) == (
        "ente", "Ente di prova", "https://ente.example/", "2026-10",
    )  # fmt: skip
    assert (Office.objects.get().partner, Office.objects.get().province_id) == (partner, "CO")
    assert (service.partner, service.need_id, service.cost) == (partner, "orientation", "free")
    assert [country.pk for country in service.countries.all()] == ["JP"]
    assert (opportunity.partner, opportunity.closes) == (partner, date(2026, 12, 31))
    assert (mission.partner, mission.starts, mission.support) == (partner, date(2026, 5, 1), ["interpreter"])
    for entry in (partner, service, opportunity, mission):
        assert entry.editorial_status == EditorialStatus.PUBLISHED
    assert set(found()) == {"ente", "servizio", "bando", "missione"}


def test_the_vocabularies_come_along(tmp_path):
    load(files.whole(tmp_path))

    assert Need.objects.get(pk="orientation").phrase_it
    names = Country.objects.values_list("pk", "label_it", "label_en")
    # Greenland is in no vocabulary of ours: the standard's name, in both languages.
    for row in (("JP", "Giappone", "Japan"), ("IT", "Italia", "Italy"), ("GL", "Groenlandia", "Greenland")):
        assert row in names


def test_twice_is_once(tmp_path):
    load(files.whole(tmp_path))
    token, entry = _token(), Service.objects.values().get()

    reports = load(tmp_path)

    assert {(report.new, report.changed, report.unchanged) for report in reports.values()} == {(0, 0, 1)}
    assert Service.objects.values().get() == entry
    assert _token() == token


def test_a_changed_row_changes_its_entry_and_the_search(tmp_path):
    load(files.whole(tmp_path))

    reports = load(files.write(tmp_path, services=[{**files.SERVICE, "title": "Zafferano"}]))

    assert (reports["services.yaml"].changed, reports["partners.yaml"].unchanged) == (1, 1)
    assert Service.objects.get().title_it == "Zafferano"
    assert found("zafferano")[0] == "servizio"


def test_a_link_that_is_taken_out_of_the_file_is_taken_away(tmp_path):
    load(files.whole(tmp_path))

    load(files.write(tmp_path, services=[{**files.SERVICE, "countries": ["DE", "FR"]}]))

    assert [country.pk for country in Service.objects.get().countries.order_by("pk")] == ["DE", "FR"]


def test_what_staff_wrote_stays_and_is_reported(tmp_path):
    load(files.whole(tmp_path))
    Service.objects.update(title_it="Scritto da noi")

    said = []
    report = load(
        files.write(tmp_path, services=[{**files.SERVICE, "title": "Dal file", "summary": "Anche"}]), say=said.append
    )["services.yaml"]

    service = Service.objects.get()
    assert (service.title_it, service.summary_it) == ("Scritto da noi", "Anche")
    assert report.kept == ["Scritto da noi: title_it"]
    assert "  kept as staff edited it: Scritto da noi: title_it" in said


def test_links_that_staff_chose_stay(tmp_path):
    load(files.whole(tmp_path))
    Service.objects.get().countries.set(["FR"])

    report = load(files.write(tmp_path, services=[{**files.SERVICE, "countries": ["DE"]}]))["services.yaml"]

    assert [country.pk for country in Service.objects.get().countries.all()] == ["FR"]
    assert report.kept == ["Titolo: countries"]


def test_an_entry_that_staff_withdrew_stays_withdrawn(tmp_path):
    load(files.whole(tmp_path))
    Service.objects.update(editorial_status=EditorialStatus.ARCHIVED)

    load(files.write(tmp_path, services=[{**files.SERVICE, "title": "Nuovo"}]))

    assert Service.objects.get().editorial_status == EditorialStatus.ARCHIVED
    assert "servizio" not in found()


def test_an_entry_that_left_the_file_stays_and_is_reported(tmp_path):
    load(files.whole(tmp_path))

    report = load(files.write(tmp_path, services=[{**files.SERVICE, "id": "altro", "title": "Altro"}]))["services.yaml"]

    assert report.missing == ["Titolo"]
    assert set(Service.objects.values_list("slug", flat=True)) == {"servizio", "altro"}


def test_an_entry_that_staff_made_is_none_of_the_files_business(tmp_path):
    load(files.whole(tmp_path))
    Service.objects.create(
        slug="loro", title_it="Loro", partner=Partner.objects.get(), need=Need.objects.get(pk="orientation")
    )

    assert load(tmp_path)["services.yaml"].missing == []


def test_a_new_name_of_a_body_reaches_all_it_offers(tmp_path):
    load(files.whole(tmp_path))

    load(files.write(tmp_path, partners=[{**files.PARTNER, "short_name": "Bergamotto"}]))

    assert {hit.partner_name for hit in find().hits} == {"Bergamotto"}
    assert set(found("bergamotto")) == {"ente", "servizio", "bando", "missione"}


def test_a_new_office_makes_its_body_found_by_its_place(tmp_path):
    load(files.whole(tmp_path))

    load(files.write(tmp_path, offices=[files.OFFICE, {**files.OFFICE, "name": "Sede di Zafferana"}]))

    assert found("zafferana") == ["ente"]


def test_a_new_version_of_the_analysis_makes_the_index_anew(tmp_path):
    load(files.whole(tmp_path))
    token = _token()
    CatalogLoad.objects.update(digest="0" * 64)

    said = []
    load(tmp_path, say=said.append)

    assert _token() != token
    assert any(line.startswith("search: 4 entries indexed") for line in said)


def test_one_bad_row_and_nothing_is_loaded(tmp_path):
    with pytest.raises(BadRowsError):
        load(files.whole(tmp_path, missions=[{**files.MISSION, "ends": "2026-04-30"}]))

    assert not Partner.objects.exists()
    assert not Need.objects.exists()


def test_whatever_fails_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "rebuild", lambda progress: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load(files.whole(tmp_path))

    assert not Partner.objects.exists()
    assert not CatalogLoad.objects.exists()


def test_a_folder_may_hold_some_of_the_files(tmp_path):
    load(files.whole(tmp_path))
    other = tmp_path / "other"
    other.mkdir()

    reports = load(files.write(other, services=[{**files.SERVICE, "id": "nuovo"}]))

    assert list(reports) == ["services.yaml"]
    assert Service.objects.count() == 2


def test_each_step_is_said_and_the_index_counts_along(tmp_path):
    said, progress = [], []

    load(files.whole(tmp_path), say=said.append, progress=lambda done, total: progress.append((done, total)))

    assert said[0].startswith("vocabularies: ")
    assert said[1].startswith("partners.yaml: 1 rows, 1 new, 0 changed, 0 unchanged (")
    assert said[-1].startswith("search: 4 entries indexed (")
    assert progress == [(4, 4)]


def test_the_projects_own_files_load_and_every_entry_is_found_by_its_title():
    load()

    titles = [
        (entry.slug, entry.title_it)
        for model in (Service, Opportunity, Mission)
        for entry in model.objects.all()
    ] + [(partner.slug, partner.name) for partner in Partner.objects.all()]  # fmt: skip
    missed = [title for slug, title in titles if slug not in found(title, exact=True, page_size=100)]
    assert len(titles) > 200
    assert missed == []
