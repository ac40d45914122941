"""Behind the three doors: which entries a kind of firm is shown, in which order, and why."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.utils.translation import override

from catalog import guidance
from catalog.enums import Cost, Stage
from catalog.guidance.doors import DOORS
from catalog.guidance.guides import BODIES, CALLS, PER_STEP, guide
from catalog.guidance.shelf import shelf
from catalog.loading import load
from catalog.loading.files import FOLDER, entry_files
from catalog.models import Need
from catalog.search import search
from tests.factories import document
from tests.search.corpora import rebuild

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
BEGINNER = DOORS[Stage.FIRST_TIME]
FIRST_STEP = BEGINNER.steps[0].needs[0]


def offer(slug, *stages, kind="service", need=FIRST_STEP, **fields):
    facets = {"need": [need], "stage": stages or [Stage.FIRST_TIME], **fields.pop("facets", {})}
    return document(kind=kind, slug=slug, partner_slug=slug, facets=facets, **{"always": kind == "service", **fields})


def shown(province="", door=BEGINNER, language="it"):
    with override(language):
        return guide(door, shelf(TODAY, province), language=language)


def slugs(picks):
    return [chosen.entry.slug for chosen in picks]


def first_step(province=""):
    return slugs(shown(province).services[0].picks)


def test_what_is_made_for_this_kind_of_firm_comes_before_what_is_for_all():
    rebuild([offer("all", *Stage), offer("mine"), offer("other", Stage.ESTABLISHED)])

    found = shown().services[0]

    assert slugs(found.picks) == ["mine", "all"]
    assert found.picks[0].reasons[0] == "Nasce per le imprese che non hanno mai venduto all’estero."
    assert found.count == 2


def test_what_is_near_comes_first_and_what_is_for_others_not_at_all():
    rebuild(
        [
            offer("mine-of-como", facets={"province": ["CO"]}),
            offer("all"),
            offer("of-brescia", facets={"province": ["BS"]}),
        ]
    )

    assert first_step("CO") == ["mine-of-como", "all"]
    assert first_step("BS") == ["of-brescia", "all"]
    assert first_step()[0] == "all"


def test_free_comes_before_subsidised_and_both_before_the_rest():
    costs = {"free": [Cost.FREE], "subsidised": [Cost.SUBSIDISED], "unknown": []}
    rebuild([offer(name, facets={"cost": cost}) for name, cost in costs.items()])

    assert first_step() == ["free", "subsidised"]
    assert shown().services[0].picks[0].reasons[-1] == "Non costa nulla."


@pytest.mark.parametrize(
    ("better", "worse"),
    [({"checked": ["2026"]}, {"checked": ["2012"]}), ({}, {"country": ["CN"]}), ({}, {"sector": ["wine"]})],
)
def test_recent_and_general_entries_come_before_old_and_narrow_ones(better, worse):
    rebuild([offer("worse", facets=worse), offer("better", facets=better)])

    assert first_step() == ["better", "worse"]


def test_open_calls_come_by_deadline_then_those_without_and_never_closed_ones():
    days = {"in-a-month": 30, "tomorrow": 1, "yesterday": -1}
    calls = [offer(slug, kind="opportunity", closes=TODAY + timedelta(days=left)) for slug, left in days.items()]
    calls.append(offer("rolling", kind="opportunity", always=True))
    calls.append(offer("not-yet", kind="opportunity", opens=TODAY + timedelta(days=1)))
    rebuild(calls)

    found = shown().calls

    assert slugs(found.picks) == ["tomorrow", "in-a-month", "rolling"]
    assert found.count == 3


def test_the_next_missions_are_those_to_start_next():
    starts = {"later": 60, "soon": 3, "over": -3}
    rebuild(
        [
            document(kind="mission", slug=slug, opens=day, closes=day, dated=day)
            for slug, left in starts.items()
            if (day := TODAY + timedelta(days=left))
        ]
    )

    assert slugs(shown().missions) == ["soon", "later"]


def test_missions_for_other_kinds_of_firm_are_left_out():
    day = TODAY + timedelta(days=9)
    kinds = {"for-all": [], "for-us": [Stage.FIRST_TIME], "for-others": [Stage.ESTABLISHED]}
    rebuild(
        [
            document(kind="mission", slug=slug, opens=day, closes=day, dated=day, facets={"stage": stages})
            for slug, stages in kinds.items()
        ]
    )

    assert set(slugs(shown().missions)) == {"for-all", "for-us"}


def test_bodies_of_the_readers_province_are_met_first_and_say_what_they_help_with():
    Need.objects.create(slug=FIRST_STEP, label_it="Primi passi", label_en="First steps", position=1)
    bodies = {"of-all": [], "of-como": ["CO"], "of-brescia": ["BS"]}
    rebuild(
        [
            document(kind="partner", slug=slug, partner_slug=slug, serves=[FIRST_STEP], facets={"province": provinces})
            for slug, provinces in bodies.items()
        ]
        + [document(kind="partner", slug="no-help", partner_slug="no-help", serves=["tenders"])]
    )

    assert slugs(shown("CO").bodies) == ["of-como", "of-all"]
    assert shown("CO").bodies[0].reasons[-1] == "Vi aiuta con: primi passi."
    assert slugs(shown().bodies)[0] == "of-all"


def test_steps_without_a_service_stay_and_are_empty():
    rebuild([])

    found = shown()

    assert [(services.picks, services.count) for services in found.services] == [([], 0)] * len(BEGINNER.steps)
    assert (found.calls.picks, found.missions, found.bodies, found.count) == ([], [], [], 0)


def test_every_door_of_the_whole_catalogue_has_something_for_every_step_each_with_a_reason():
    load()
    for stage in Stage:
        for language, province in (("it", ""), ("en", "BS"), ("it", "SO")):
            found = shown(province, DOORS[stage], language)
            assert all(0 < len(services.picks) <= PER_STEP for services in found.services)
            assert 0 < len(found.calls.picks) <= CALLS
            assert len(found.bodies) == BODIES
            picks = [
                *found.calls.picks,
                *found.bodies,
                *(pick for services in found.services for pick in services.picks),
            ]
            assert all(pick.reasons and all(reason.endswith(".") for reason in pick.reasons) for pick in picks)


def test_every_count_is_that_of_the_search_it_leads_to():
    load()
    for stage in Stage:
        for province in ("", "BS"):
            found = guide(DOORS[stage], shelf(TODAY, province), language="it")
            for shortlist in (*found.services, found.calls):
                assert search(shortlist.everything, language="it", today=TODAY).count == shortlist.count
            assert search(found.everything, language="it", today=TODAY).count == found.count


def test_steps_are_about_needs_that_exist():
    needs = set(Need.objects.values_list("pk", flat=True)) or {
        row["slug"] for row in yaml.safe_load((FOLDER.parent / "search/data/needs.yaml").read_text())
    }

    for door in DOORS.values():
        assert set(door.needs) <= needs
        assert len({step.key for step in door.steps}) == len(door.steps)


def test_no_entry_is_chosen_by_name():
    code = "".join(path.read_text() for path in Path(guidance.__file__).parent.glob("*.py"))
    names = {row["id"] for file in entry_files() for row in yaml.safe_load(file.path.read_text()) if "id" in row}

    assert [name for name in names if f'"{name}"' in code] == []
