"""What people do about links: each does what it says, to entries that are theirs."""

import pytest
from django.test import Client

from catalog.editorial import changes
from catalog.editorial.changes import NotAllowed
from catalog.enums import LinkState
from catalog.freshness.links import mending
from catalog.models import Link, Service
from tests import factories
from tests.catalog.freshness import people

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = "http://example.org/a", "https://www.example.org/a", "https://example.org/b"


@pytest.fixture
def service():
    return factories.service(url=OLD, sources=[OLD, OTHER, NEW], checked="2026-01-01")


@pytest.fixture
def link(service) -> Link:
    return Link.objects.create(entry=service, url=OLD, host="example.org", state=LinkState.MOVED, new_url=NEW)


def test_the_region_writes_a_new_address_at_once_wherever_the_old_one_stood(service, link):
    outcome = mending.take_new_address(link, by=people.regional())

    assert outcome.kind == "written"
    saved = Service.objects.get()
    assert (saved.url, saved.sources) == (NEW, [NEW, OTHER])


def test_an_editors_new_address_waits_for_approval_beside_what_waits_already(service, link):
    editor = people.editor(service.partner)
    changes.propose(service, {"title_it": "Titolo nuovo"}, author=editor)

    outcome = mending.take_new_address(link, by=editor)

    assert outcome.kind == "pending"
    assert Service.objects.get().url == OLD
    assert outcome.revision.values == {"title_it": "Titolo nuovo", "url": NEW, "sources": [NEW, OTHER]}


def test_an_entry_of_somebody_elses_is_refused(link):
    stranger = people.editor(factories.partner())

    for act in (mending.take_new_address, mending.vouch, mending.try_again):
        with pytest.raises(NotAllowed):
            act(link, by=stranger)


@pytest.mark.parametrize("fields", [{"state": LinkState.OK}, {"new_url": ""}, {"url": "https://example.org/gone"}])
def test_where_there_is_nothing_to_take_it_is_said(link, fields):
    Link.objects.filter(pk=link.pk).update(**fields)

    with pytest.raises(mending.NothingToTakeError):
        mending.take_new_address(Link.objects.get(), by=people.regional())


def test_who_has_opened_a_link_vouches_for_it(service, link):
    editor = people.editor(service.partner)
    Link.objects.update(state=LinkState.REFUSED)
    assert Link.objects.troubled().exists()

    mending.vouch(link, by=editor)

    assert Link.objects.get().vouched_by == editor
    assert not Link.objects.troubled().exists()


def test_nobody_vouches_for_what_is_gone(service, link):
    Link.objects.update(state=LinkState.DEAD)

    mending.vouch(link, by=people.editor(service.partner))

    assert Link.objects.get().vouched_at is None


def test_the_lists_buttons_say_what_they_did(service, link):
    desk = Client()
    desk.force_login(people.editor(service.partner))
    address = "/admin/catalog/link/?which=moved"
    assert "Usate il nuovo indirizzo" in desk.get(address).content.decode()

    page = desk.post(address, {"take": link.pk}, follow=True)

    assert page.redirect_chain == [(address, 302)]
    assert [str(one) for one in page.context["messages"]] == [
        "Il nuovo indirizzo è nella modifica in sospeso della scheda: mandatela in approvazione."
    ]
    again = desk.post(address, {"again": link.pk}, follow=True)
    assert [str(one) for one in again.context["messages"]] == ["Sarà provato al prossimo giro."]
    for wrong in ("x", "0", "9" * 30):
        assert desk.post(address, {"take": wrong}).status_code == 302
