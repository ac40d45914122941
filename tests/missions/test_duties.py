"""What a firm has to do now, and its missions and those to come, in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from missions.duties import duties
from missions.models import Mission, Registration
from missions.views.area_rows import coming_rows, registration_rows
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 28, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 28)


@pytest.fixture(autouse=True)
def _italian():
    with override("it"):
        yield


@pytest.fixture
def firm():
    return factories.firm()


def _duties(firm, mandate=None, invitations=()):
    mandate = mandate or firm.mandates.get(role="legal-representative")
    return duties(mandate, Registration.objects.filter(firm=firm).order_by("pk"), invitations, NOW)


def test_a_firm_with_nothing_to_do_has_no_duties(firm):
    assert _duties(firm) == []


def test_the_nearest_day_comes_first_and_what_has_none_last(firm):
    later = factories.open_mission(NOW, title_it="Lione")
    factories.draft(later, firm, step=1)
    sooner = factories.open_mission(NOW, title_it="Zurigo")
    factories.draft(sooner, firm, status="offered", offer_expires_at=NOW + timedelta(days=3))
    seated = factories.open_mission(NOW, title_it="Monaco")
    seated.document_requests.create(title_it="Presentazione", due=TODAY + timedelta(days=10))
    seated.document_requests.create(title_it="Visura, se volete", required=False, due=TODAY + timedelta(days=10))
    factories.draft(seated, firm, status="seated").surveys.create(moment="end", asked_at=NOW)

    found = _duties(firm)

    assert [duty.title for duty in found] == [
        "Si è liberato un posto: Zurigo",
        "Manca: Presentazione",
        "Finite l’iscrizione: Lione",
        "Diteci com’è andata: Monaco",
    ]
    assert [duty.urgent for duty in found] == [True, False, False, False]
    assert found[0].text == "È vostro se rispondete entro giovedì 1°\u00a0ottobre 2026, ore 10:00."
    assert found[0].distance(TODAY) == "mancano 3 giorni"
    assert "passo 2 di 6" in found[2].text
    assert found[2].distance(TODAY) == ""


def test_a_document_handed_in_is_no_longer_due_and_a_late_one_still_is(firm):
    mission = factories.open_mission(NOW)
    late = mission.document_requests.create(title_it="Visura", due=TODAY - timedelta(days=2))
    registration = factories.draft(mission, firm, status="seated")

    [duty] = _duties(firm)
    assert (duty.title, duty.distance(TODAY)) == ("Manca: Visura", "in ritardo")

    registration.documents.create(request=late, name="visura.pdf", size=1)
    assert _duties(firm) == []


@pytest.mark.parametrize("gone", ["expired offer", "closed window", "cancelled mission", "begun mission"])
def test_what_can_no_longer_be_done_is_not_asked(firm, gone):
    mission = factories.open_mission(NOW)
    if gone == "expired offer":
        factories.draft(mission, firm, status="offered", offer_expires_at=NOW)
    elif gone == "closed window":
        mission.registration_closes = NOW - timedelta(hours=1)
        mission.save()
        factories.draft(mission, firm)
    else:
        mission.document_requests.create(title_it="Visura", due=TODAY)
        factories.draft(mission, firm, status="seated")
        changed = {"cancelled_at": NOW} if gone == "cancelled mission" else {"starts": TODAY}
        Mission.objects.filter(pk=mission.pk).update(**changed)

    assert _duties(firm) == []


def test_a_mandate_sees_the_duties_it_covers():
    firm = factories.firm(stage_confirmed_at=None)
    factories.draft(factories.open_mission(NOW, title_it="Lione"), firm)
    for scope, title in (
        ("registrations", "Finite l’iscrizione: Lione"),
        ("profile", "Completate il profilo dell’impresa"),
    ):
        mandate = factories.mandate(user=factories.person(), firm=firm, role="export-manager", scopes=[scope])
        assert [duty.title for duty in _duties(firm, mandate)] == [title]


def test_who_looks_after_people_hears_of_what_is_missing_and_of_mandates_that_end(firm):
    firm.mandates.all().delete()
    manager = factories.mandate(
        user=factories.person(), firm=firm, role="export-manager", scopes=["people", "registrations"]
    )
    consultant = factories.person(first_name="Marco", last_name="Brivio")
    factories.mandate(user=consultant, firm=firm, role="consultant", ends=TODAY + timedelta(days=5))
    factories.mandate(user=factories.person(), firm=firm, role="consultant", ends=TODAY + timedelta(days=90))

    assert [duty.title for duty in _duties(firm, manager)] == [
        "Sta per finire l’incarico di Marco Brivio",
        "Invitate il vostro legale rappresentante",
    ]


def test_invitations_one_received_are_ones_own(firm):
    offer = factories.invitation(firm=factories.firm(name="Seteria"), expires_at=NOW + timedelta(days=4))

    [duty] = _duties(firm, invitations=[offer])

    assert (duty.title, duty.day) == ("Siete invitati ad agire per Seteria", TODAY + timedelta(days=4))


def _rows(firm):
    rows = Registration.objects.filter(firm=firm).select_related("mission", "firm").order_by("pk")
    return registration_rows(rows, NOW)


def test_a_mission_says_its_state_who_travels_and_its_support(firm):
    mission = factories.open_mission(NOW)
    registration = factories.draft(mission, firm, status="seated", submitted_at=NOW)
    offer = mission.support_offers.create(kind="interpreter", title_it="Interprete")
    registration.support_requests.create(offer=offer, status="confirmed", asked_at=NOW)

    [row] = _rows(firm)

    assert (row.state, row.icon) == ("Posto confermato", "check-circle")
    assert row.when.endswith("chi parte: Elena Rusconi")
    assert row.number.startswith(f"Pratica {registration.number}, inviata lunedì 28\u00a0settembre 2026")
    assert row.notes == ("Interprete: confermato",)


def test_a_place_in_the_queue_is_told_and_drawn_while_it_fits(firm):
    mission = factories.open_mission(NOW)
    for number in range(1, 12):
        owner = firm if number == 3 else factories.firm()
        factories.draft(mission, owner, status="waiting", queue_number=number, submitted_at=NOW)

    [row] = _rows(firm)
    assert (row.state, row.queue.circles) == ("Lista d’attesa: numero 3 di 11", ())

    Registration.objects.filter(mission=mission, queue_number__gt=8).delete()
    [row] = _rows(firm)
    assert row.state == "Lista d’attesa: numero 3 di 8"
    assert [circle.mine for circle in row.queue.circles] == [False, False, True, *[False] * 5]


def test_what_is_over_comes_after_what_is_to_come(firm):
    over = factories.mission(title_it="Ieri", starts=TODAY - timedelta(days=9), ends=TODAY - timedelta(days=5))
    factories.draft(over, firm, status="seated", submitted_at=NOW)
    factories.draft(factories.open_mission(NOW, title_it="Ritirata"), firm, status="withdrawn", submitted_at=NOW)
    factories.draft(factories.open_mission(NOW, title_it="Domani"), firm, status="applied", submitted_at=NOW)

    assert [(row.title, row.state) for row in _rows(firm)] == [
        ("Domani", "Candidatura ricevuta"),
        ("Ieri", "Avete partecipato"),
        ("Ritirata", "Ritirato"),
    ]


def test_whoever_has_a_seat_goes_straight_to_its_days_until_they_are_over(firm):
    for title, status, starts in (("Parte", "seated", 0), ("In coda", "waiting", 0), ("Tornata", "seated", -30)):
        days = {"starts": TODAY + timedelta(days=starts), "ends": TODAY + timedelta(days=starts + 2)}
        mission = factories.open_mission(NOW, title_it=title, slug=title.lower().replace(" ", "-"), **days)
        number = 1 if status == "waiting" else None
        factories.draft(mission, firm, status=status, queue_number=number, submitted_at=NOW)

    found = {row.title: row.days for row in _rows(firm)}

    assert found == {"Parte": "/area-impresa/missioni/parte/oggi/", "In coda": "", "Tornata": ""}


def test_only_a_draft_that_can_still_be_sent_is_gone_on_with(firm):
    mission = factories.open_mission(NOW)
    factories.draft(mission, firm, step=3)
    [row] = _rows(firm)
    assert (row.state, row.draft) == ("Bozza, passo 4 di 6", True)

    mission.registration_closes = NOW - timedelta(days=1)
    mission.save()
    assert [row.draft for row in _rows(firm)] == [False]


def test_missions_to_come_say_whether_the_firm_can_take_part_and_why_not(firm):
    factories.open_mission(NOW, title_it="Per tutti")
    factories.open_mission(NOW, title_it="Presto", registration_opens=NOW + timedelta(days=1))
    factories.open_mission(NOW, title_it="Per altri", sectors=[factories.sector("books", label_it="Libri")])
    factories.open_mission(NOW, title_it="Non si iscrive", capacity=None)
    firm.sectors.set([factories.sector("metal")])

    found = coming_rows(firm, Mission.objects.order_by("pk"), NOW, 9)

    assert [(row.title, row.verdict, row.reasons) for row in found] == [
        ("Per tutti", "La vostra impresa può partecipare", ()),
        ("Presto", "La vostra impresa potrà partecipare", ()),
        ("Per altri", "No, questa non fa per voi", ("È per questi settori: Libri.",)),
    ]


def test_what_the_profile_does_not_say_is_asked_for(firm):
    factories.open_mission(NOW, sectors=[factories.sector("wine", label_it="Vino")])
    firm.sectors.clear()

    [row] = coming_rows(firm, Mission.objects.all(), NOW, 9)

    assert row.verdict == "Non lo sappiamo ancora: il profilo non dice abbastanza"
    assert row.remedy == "/area-impresa/profilo/"
