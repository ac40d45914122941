"""A firm's own days: the page for the phone, its calendar file, its square, what it asks for later."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from missions import agenda, assigning, stops, support
from missions.assigning import Span
from missions.models import Registration
from missions.views import day_pages
from tests import factories
from tests.missions.travels import travel

pytestmark = pytest.mark.django_db

#: Half past eight in Vienna.
NOW = datetime(2027, 2, 24, 7, 30, tzinfo=UTC)


@pytest.fixture
def elena():
    return factories.person()


@pytest.fixture
def there(elena):
    return travel(factories.firm(by=elena), NOW)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signed_in(client, elena):
    client.force_login(elena)
    return client


def _page(client, there, language="it"):
    address = reverse("missions:day", args=[there.mission.slug])
    return client.get(address if language == "it" else f"/en/your-firm/missions/{there.mission.slug}/today/")


def test_the_page_says_what_comes_next_with_whom_and_where_by_the_clock_there(signed_in, there):
    response = _page(signed_in, there)

    following = response.context["next"]
    assert (following.item.one.title, following.item.hour, following.item.until) == ("Keller 0", "09:00", "09:45")
    assert following.distance == "Fra 31 minuti"
    text = response.content.decode()
    assert "Aggiornata alle 08:30. Le ore sono quelle di Vienna." in text
    assert 'href="tel:+490000000002"' in text
    assert "8 minuti a piedi dall’albergo." in text
    assert response.headers["Cache-Control"] == "private, no-store"
    assert len(response.content) < 16_000


def test_hours_are_those_of_the_place(signed_in, elena):
    there = travel(factories.firm(by=elena), NOW, zone="Asia/Tokyo")
    signed_in.post(reverse("missions:firms"), {"firm": there.registration.firm_id})

    (today,) = [one for one in _page(signed_in, there).context["days"] if one.items[-1].one.title == "Cena 0"]

    assert today.items[-1].hour == "18:00"
    assert today.items[-1].one.starts.astimezone(UTC) == datetime(2027, 2, 24, 9, tzinfo=UTC)


def test_a_moved_and_a_called_off_appointment_are_said(signed_in, there):
    meeting = there.meeting
    agenda.move_appointment(
        meeting,
        span=Span(meeting.starts + timedelta(hours=1), meeting.ends + timedelta(hours=1)),
        title=meeting.title,
        note="",
        place="Sala 5",
        now=NOW,
        by=None,
    )
    assert "spostato dalle 09:00" in _page(signed_in, there).content.decode()

    agenda.call_off(meeting, now=NOW, by=None)
    response = _page(signed_in, there)
    assert "annullato" in response.content.decode()
    assert response.context["next"].item.one.title == "Interprete 0"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2027, 2, 24, 8, 10, tzinfo=UTC), "Proprio adesso"),
        (datetime(2027, 2, 24, 5, 0, tzinfo=UTC), "Oggi"),
        (datetime(2027, 2, 23, 12, 0, tzinfo=UTC), "Domani"),
        (datetime(2027, 2, 20, 12, 0, tzinfo=UTC), "mercoledì 24\u00a0febbraio 2027"),
    ],
)
def test_how_far_it_is(signed_in, there, moment, expected):
    with time_machine.travel(moment, tick=False):
        assert _page(signed_in, there).context["next"].distance == expected


def test_after_the_mission_it_is_over(signed_in, there):
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        response = _page(signed_in, there)
    assert response.context["next"] is None
    assert "La missione è finita." in response.content.decode()


@pytest.mark.parametrize("status", ["draft", "applied", "waiting", "withdrawn"])
def test_a_firm_without_a_seat_has_no_days(signed_in, there, status):
    Registration.objects.filter(pk=there.registration.pk).update(status=status, queue_number=1)
    for name in ("day", "day_calendar"):
        assert signed_in.get(reverse(f"missions:{name}", args=[there.mission.slug])).status_code == 404
    assert signed_in.get(reverse("missions:square", args=[there.registration.reference])).status_code == 404


@pytest.mark.parametrize("name", ["day", "registration_support"])
def test_a_page_costs_the_same_with_three_of_everything(client, django_assert_max_num_queries, name):
    counts = []
    for number in (1, 3):
        elena = factories.person()
        there = travel(factories.firm(by=elena), NOW, count=number)
        client.force_login(elena)
        argument = there.mission.slug if name == "day" else there.registration.reference
        with django_assert_max_num_queries(40) as queries:
            assert client.get(reverse(f"missions:{name}", args=[argument])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_calendar_file_names_things_for_all_time_and_counts_their_changes(signed_in, there):
    address = reverse("missions:day_calendar", args=[there.mission.slug])

    def events():
        calendar = Calendar.from_ical(signed_in.get(address).content)
        return {str(event["uid"]): event for event in calendar.walk("VEVENT")}

    before = events()
    uid = f"appointment-{there.meeting.pk}.mission@porte-del-mondo"
    assert (before[uid]["sequence"], before[uid]["status"]) == (0, "CONFIRMED")
    assert before[uid].decoded("dtstart") == there.meeting.starts
    assert "Marco Steiner 0 +49 000 0000002" in before[uid]["description"]
    agenda.move_appointment(
        there.meeting,
        span=Span(there.meeting.starts, there.meeting.ends + timedelta(minutes=5)),
        title="Keller\r\n",
        note="",
        place="",
        now=NOW,
        by=None,
    )
    agenda.call_off(there.meeting, now=NOW, by=None)

    after = events()
    assert set(after) == set(before) | {f"assignment-{there.given.pk}.mission@porte-del-mondo"}
    assert (after[uid]["sequence"], after[uid]["status"]) == (2, "CANCELLED")


def test_what_is_taken_back_goes_from_the_calendar_whoever_takes_it_back(signed_in, there):
    address, given = reverse("missions:day_calendar", args=[there.mission.slug]), there.given
    uid = f"assignment-{given.pk}.mission@porte-del-mondo"
    agenda.call_off(there.meeting, now=NOW, by=None)  # the interpreter stands for itself then

    def event():
        calendar = Calendar.from_ical(signed_in.get(address).content)
        (found,) = [event for event in calendar.walk("VEVENT") if event["uid"] == uid]
        return found["status"], found["sequence"], found.decoded("dtstart")

    assert event() == ("CONFIRMED", 2, given.starts)  # made and called off: the calendar drops what it had before
    assigning.move(given, person=given.person, span=Span(given.starts, given.ends), place="Uscita", now=NOW, by=None)
    assert event() == ("CONFIRMED", 3, given.starts)
    assigning.free(given, now=NOW, by=None)
    assigning.free(given, now=NOW, by=None)
    assert event() == ("CANCELLED", 4, given.starts)

    (again,) = assigning.assign(
        there.asked, person=given.person, spans=[Span(given.starts, given.ends)], now=NOW, by=None
    )
    uid = f"assignment-{again.pk}.mission@porte-del-mondo"
    assert event()[0] == "CONFIRMED"
    assert event()[1] == 2
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):  # a meeting takes the interpreter in
        span = Span(given.starts, given.ends)
        agenda.appoint(there.registration, stop=there.stop, span=span, title="Holzer", now=NOW, by=None)
    assert event()[:2] == ("CANCELLED", 3)
    support.withdraw(there.asked, now=NOW)
    assert event()[:2] == ("CANCELLED", 4)


def test_the_square_opens_the_firms_check_in_and_says_nothing_of_it(signed_in, there, settings):
    settings.SITE_URL = "https://portal.example"
    response = signed_in.get(reverse("missions:square", args=[there.registration.reference]))

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert b"style=" not in BytesIO(response.content).read()


def test_gaps_and_clashes_of_a_firm(there):
    registration = Registration.objects.prefetch_related(*agenda.READ).get(pk=there.registration.pk)
    found = agenda.engagements(registration)
    free = agenda.gaps(found, time(9), time(18), least=timedelta(minutes=30))

    assert day_pages.gaps_in_words(free) == ["mercoledì 24\u00a0febbraio 2027, 09:45-18:00"]
    assert agenda.clashes(found) == []
    starts = stops.at(date(2027, 2, 24), time(9, 30), there.stop)
    registration.appointments.create(stop=there.stop, starts=starts, ends=starts + timedelta(hours=1), title="Doppio")
    again = Registration.objects.prefetch_related(*agenda.READ).get(pk=registration.pk)
    assert [(one.title, other.title) for one, other in agenda.clashes(agenda.engagements(again))] == [
        ("Keller 0", "Doppio")
    ]


def test_a_firm_asks_later_changes_its_mind_and_reads_how_it_stands(signed_in, there):
    desk = there.mission.support_offers.create(kind="legal-desk", title_it="Sportello legale", quantity=1)
    address = reverse("missions:registration_support", args=[there.registration.reference])
    interpreter, days = f"s{there.asked.offer_id}", there.asked.days

    response = signed_in.post(
        address,
        {interpreter: "on", f"{interpreter}_days": days, f"s{desk.pk}": "on", f"s{desk.pk}_note": "Agenti"},
        follow=True,
    )
    assert "Chiesto: vi rispondiamo noi" in response.content.decode()
    assert there.registration.support_requests.get(offer=desk).note == "Agenti"

    signed_in.post(address, {f"s{desk.pk}": "on", f"s{desk.pk}_note": "Agenti"})
    there.asked.refresh_from_db()
    assert (there.asked.status, there.asked.assignments.count()) == ("withdrawn", 0)


def test_what_cannot_be_had_is_said_and_what_was_written_stays(signed_in, there):
    other = factories.draft(there.mission, factories.firm(), status="seated")
    other.support_requests.create(offer=there.asked.offer, status="confirmed", taken=3, asked_at=NOW)
    name = f"s{there.asked.offer_id}"
    days = [(there.stop.starts + timedelta(days=number)).isoformat() for number in range(3)]

    response = signed_in.post(
        reverse("missions:registration_support", args=[there.registration.reference]),
        {name: "on", f"{name}_days": days, f"{name}_note": "Tornitura"},
    )

    text = response.content.decode()
    assert "Vi resta solo 1 giorno." in text
    assert "Tornitura" in text
    there.asked.refresh_from_db()
    assert there.asked.days == [NOW.date().isoformat()]


def test_nothing_is_asked_for_after_its_time_and_what_was_stays(signed_in, there):
    there.asked.offer.ask_until = NOW - timedelta(hours=1)
    there.asked.offer.save()
    address = reverse("missions:registration_support", args=[there.registration.reference])

    assert "Qui non si può più chiedere niente." in signed_in.get(address).content.decode()
    signed_in.post(address, {})

    there.asked.refresh_from_db()
    assert there.asked.status == "confirmed"


def test_the_worker_keeps_its_own_pages_only(client):
    response = client.get(reverse("missions:day_worker"))

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in response.headers["Cache-Control"]
    assert b"oggi" in response.content
