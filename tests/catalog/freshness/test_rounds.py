"""A round against a site on this machine: who is asked how often, and what each link of each entry becomes."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.enums import EditorialStatus, LinkState
from catalog.freshness.links import rounds
from catalog.freshness.links.asking import Manners
from catalog.freshness.links.guard import Guard
from catalog.models import Link, Service
from tests import factories

pytestmark = pytest.mark.django_db
QUICK = Manners(connect=1, read=0.3, whole=1)
AT_ONCE = rounds.Pace(delay=0)


@pytest.fixture
def run(site):
    """Runs a round; every link is due for it."""

    def go(pace: rounds.Pace = AT_ONCE, *, due: bool = True) -> rounds.Tally:
        if due:
            Link.objects.update(next_try=timezone.now())
        return rounds.run_round(guard=Guard(allowed=[("127.0.0.1", site.port)]), pace=pace, manners=QUICK)

    return go


def states() -> dict[str, str]:
    """The last part of each link's address and the link's state."""
    return {url.rpartition("/")[2]: state for url, state in Link.objects.values_list("url", "state")}


def test_every_kind_of_answer_ends_as_its_own_state(site, run):
    answers = {
        "200": 200,
        "301": (301, {"Location": "/200"}),
        "302": (302, {"Location": "/200"}),
        "403": 403,
        "404": 404,
        "410": 410,
        "503": 503,
        "slow": 1.0,
        "loop": (302, {"Location": "/loop"}),
        "inside": (302, {"Location": "http://10.0.0.1/"}),
    }
    site.answers = {f"/{name}": answer for name, answer in answers.items()}
    for name in answers:
        factories.service(url=site.url(f"/{name}"))

    run(rounds.Pace(delay=0, most_of_host=20))
    assert states()["404"] == LinkState.UNKNOWN
    Link.objects.filter(missed_on__isnull=False).update(missed_on=timezone.localdate() - timedelta(days=1))
    run(rounds.Pace(delay=0, most_of_host=20))

    assert states() == {
        "200": LinkState.OK,
        "301": LinkState.MOVED,
        "302": LinkState.OK,
        "403": LinkState.REFUSED,
        "404": LinkState.DEAD,
        "410": LinkState.DEAD,
        "503": LinkState.UNREACHABLE,
        "slow": LinkState.UNREACHABLE,
        "loop": LinkState.UNREACHABLE,
        "inside": LinkState.BARRED,
    }
    assert Link.objects.get(state=LinkState.MOVED).new_url == site.url("/200")
    assert set(Service.objects.values_list("editorial_status", flat=True)) == {EditorialStatus.PUBLISHED}


def test_a_good_link_clears_no_bad_one_of_the_same_entry(site, run):
    site.answers = {"/bad": 403}
    factories.service(url=site.url("/bad"), sources=[site.url("/good")])

    run()

    assert states() == {"bad": LinkState.REFUSED, "good": LinkState.OK}


def test_a_site_that_is_away_for_weeks_hides_nothing(site, run):
    site.answers = {"/a": 503}
    service = factories.service(url=site.url("/a"))
    for _day in range(30):
        run()

    service.refresh_from_db()
    assert service.editorial_status == EditorialStatus.PUBLISHED
    assert states() == {"a": LinkState.UNREACHABLE}


def test_an_address_on_many_entries_is_asked_once_for_all(site, run):
    site.answers = {"/a": 403}
    for _entry in range(3):
        factories.service(url=site.url("/a"), sources=[site.url("/a")])

    tally = run()

    assert (tally.asked, tally.states) == (1, {LinkState.REFUSED: 3})
    assert site.methods("/a") == ["HEAD", "GET"]


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_between(site, run):
    for number in range(4):
        factories.service(url=site.url(f"/{number}"))

    run(rounds.Pace(delay=0.2))

    times = [one.at for one in site.asked]
    assert site.most == 1
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.2


def test_a_round_takes_no_more_of_a_host_than_it_may_and_the_next_goes_on(site, run):
    for number in range(5):
        factories.service(url=site.url(f"/{number}"))
    pace = rounds.Pace(delay=0, most_of_host=2)

    assert [run(pace, due=False).asked for _round in range(4)] == [2, 2, 1, 0]


def test_what_another_round_has_taken_is_not_asked(site, run):
    factories.service(url=site.url("/a"), sources=[site.url("/b")])
    rounds.sync()
    rounds._take(rounds.Pace(most_of_host=1))

    assert run(due=False).asked == 0
    assert site.asked == []


def test_the_list_follows_the_entries_and_keeps_what_is_known(site, run):
    service = factories.service(url=site.url("/a"), sources=[site.url("/b")])
    factories.service(url=site.url("/draft"), editorial_status=EditorialStatus.DRAFT)
    run()
    before = Link.objects.get(url=site.url("/a"))

    Service.objects.filter(pk=service.pk).update(sources=[site.url("/c")])
    rounds.sync()

    assert states() == {"a": LinkState.OK, "c": LinkState.UNKNOWN}
    assert Link.objects.get(url=site.url("/a")).tried_at == before.tried_at


def test_we_say_who_we_are(settings):
    settings.SITE_URL, settings.CONTACT_EMAIL = "https://portal.example.org", "desk@example.org"

    assert rounds.agent() == "PorteDelMondo-links/1.0 (+https://portal.example.org; desk@example.org)"


def test_the_number_of_queries_does_not_grow_with_the_links(site, run):
    costs = []
    for count in (1, 8):
        for number in range(count):
            factories.service(url=site.url(f"/{count}-{number}"))
        rounds.sync()
        Link.objects.update(next_try=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            rounds.run_round(guard=Guard(allowed=[("127.0.0.1", site.port)]), pace=AT_ONCE, manners=QUICK)
        costs.append(len(queries))
    assert costs[0] == costs[1]
