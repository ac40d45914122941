"""The editorial life of entries: who changes what, what waits, what is approved, and what readers see meanwhile."""

import pytest

from catalog import search
from catalog.editorial import changes, moves
from catalog.enums import EditorialStatus, RevisionStatus, StaffRole, Verb
from catalog.models import Comment, Revision, Service
from catalog.permissions import approvable, editable, may_approve, may_edit
from tests import factories
from tests.catalog.staff import member
from tests.search.corpora import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.partner()


@pytest.fixture
def editor(body):
    return member(body, StaffRole.EDITOR)


@pytest.fixture
def stranger():
    return member(factories.partner(), StaffRole.EDITOR)


@pytest.fixture
def region():
    return member(factories.partner(), StaffRole.REGIONAL_EDITOR)


def draft(body, **fields):
    return factories.service(partner=body, editorial_status=EditorialStatus.DRAFT, **fields)


def test_both_shapes_of_a_permission_say_the_same(body, editor, stranger, region):
    entry, officer = factories.service(partner=body), member(body, StaffRole.MISSION_OFFICER)
    mission = factories.mission(partner=body)
    people = {
        "editor": editor,
        "stranger": stranger,
        "region": region,
        "officer": officer,
        "firm": factories.person(),
        "gone": factories.person(is_staff=True),
    }
    edits = {
        name: (may_edit(user, entry), may_edit(user, body), may_edit(user, mission)) for name, user in people.items()
    }
    assert edits == {
        "editor": (True, True, True),
        "stranger": (False, False, False),
        "region": (True, True, True),
        "officer": (False, False, True),
        "firm": (False, False, False),
        "gone": (False, False, False),
    }
    for user in people.values():
        assert may_edit(user, entry) == editable(user, Service.objects.all()).filter(pk=entry.pk).exists()
        assert may_approve(user, entry) == approvable(user, Service.objects.all()).filter(pk=entry.pk).exists()
    assert [name for name, user in people.items() if may_approve(user, entry)] == ["region"]


def test_somebody_disabled_or_moved_may_nothing_from_then_on(body, editor):
    entry = draft(body)
    editor.memberships.update(partner=factories.partner())
    with pytest.raises(changes.NotAllowed):
        changes.propose(entry, {"title_it": "Nuovo"}, author=editor)
    editor.memberships.update(partner=body)
    editor.is_active = False
    with pytest.raises(changes.NotAllowed):
        changes.propose(entry, {"title_it": "Nuovo"}, author=editor)


def test_a_draft_is_written_in_place(body, editor):
    entry = draft(body)
    japan = factories.country()

    outcome = changes.propose(entry, {"title_it": "Zafferano", "countries": [japan]}, author=editor, version=1)

    entry.refresh_from_db()
    assert (outcome.kind, sorted(outcome.changed)) == ("written", ["countries", "title_it"])
    assert (entry.title_it, list(entry.countries.all()), entry.version) == ("Zafferano", [japan], 2)
    line = entry.history.latest()
    assert (line.history_user, line.title_it) == (editor, "Zafferano")
    assert [row.country_id for row in line.countries.all()] == ["JP"]


def test_a_public_entry_keeps_its_text_until_its_change_is_approved(body, editor, region):
    entry = factories.service(partner=body, title_it="Zafferano")
    search.rebuild()

    outcome = changes.propose(entry, {"title_it": "Curcuma"}, author=editor, version=1)
    moves.submit(entry, by=editor, text="È cambiato il nome.")

    entry.refresh_from_db()
    assert (outcome.kind, entry.title_it, entry.slug in found("zafferano")) == ("pending", "Zafferano", True)
    moves.approve(entry, by=region, version=entry.version)
    entry.refresh_from_db()
    assert (entry.title_it, entry.slug in found("curcuma"), entry.slug in found("zafferano")) == (
        "Curcuma",
        True,
        False,
    )
    assert Revision.objects.get().status == RevisionStatus.ACCEPTED


def test_the_region_changes_a_public_entry_at_once(body, region):
    entry = factories.service(partner=body, title_it="Zafferano")
    search.rebuild()

    assert changes.propose(entry, {"title_it": "Curcuma"}, author=region).kind == "written"
    assert entry.slug in found("curcuma")


def test_a_change_that_says_again_what_readers_see_is_none(body, editor):
    entry = factories.service(partner=body, title_it="Zafferano")
    changes.propose(entry, {"title_it": "Curcuma"}, author=editor)

    changes.propose(entry, {"title_it": "Zafferano"}, author=editor)

    assert changes.open_revision(entry) is None
    assert changes.propose(entry, {"title_it": "Zafferano"}, author=editor).kind == "unchanged"


def test_who_read_an_older_version_is_told(body, editor):
    entry = factories.service(partner=body)
    changes.propose(entry, {"title_it": "Prima"}, author=editor, version=1)

    with pytest.raises(changes.Stale) as told:
        changes.propose(entry, {"title_it": "Seconda"}, author=editor, version=1)

    assert (told.value.read, told.value.entry.version) == (1, 2)
    assert changes.working_values(entry)["title_it"] == "Prima"


def test_approval_is_of_the_version_that_was_read(body, editor, region):
    entry = draft(body)
    moves.submit(entry, by=editor)
    entry.refresh_from_db()
    read = entry.version
    changes.propose(entry, {"title_it": "Altro"}, author=editor)

    with pytest.raises(changes.Stale):
        moves.approve(entry, by=region, version=read)

    entry.refresh_from_db()
    assert entry.editorial_status == EditorialStatus.IN_REVIEW


def test_offices_wait_with_the_body_they_belong_to(body, editor, region):
    kept, dropped = factories.office(partner=body, name="Como"), factories.office(partner=body, name="Lecco")
    rows = changes.working_values(body)["offices"]
    rows = [{**rows[0], "phone": "031 1"}, {"id": None, "name": "Varese"}]

    changes.propose(body, {"offices": rows}, author=editor)

    assert sorted(body.offices.values_list("name", flat=True)) == ["Como", "Lecco"]
    body.refresh_from_db()
    moves.approve(body, by=region, version=body.version)
    assert sorted(body.offices.values_list("name", "phone")) == [("Como", "031 1"), ("Varese", "")]
    assert not type(dropped).objects.filter(pk=dropped.pk).exists()
    assert body.offices.get(name="Como").pk == kept.pk


def test_nobody_gives_an_entry_to_a_body_of_others(body, editor, stranger):
    theirs = stranger.memberships.get().partner
    with pytest.raises(changes.NotAllowed):
        changes.propose(draft(body), {"partner": theirs}, author=editor)
    with pytest.raises(changes.NotAllowed):
        changes.create(Service, {"partner": theirs, "title_it": "Nuovo"}, author=editor)
    assert not Service.objects.filter(partner=theirs).exists()


def test_a_new_entry_is_a_draft_with_its_links(body, editor):
    values = {
        "partner": body,
        "slug": "nuovo",
        "title_it": "Nuovo",
        "summary_it": "Breve",
        "description_it": "Lungo",
        "need": factories.need(),
        "sectors": [factories.sector()],
    }
    entry = changes.create(Service, values, author=editor)

    assert (entry.editorial_status, entry.sectors.count(), entry.history.count()) == (EditorialStatus.DRAFT, 1, 1)


#: For each verb who may, in which states: everything else is refused.
@pytest.mark.parametrize("verb", [verb for verb in moves.MOVES if verb != Verb.EXPIRE])
@pytest.mark.parametrize("state", EditorialStatus)
@pytest.mark.parametrize("who", ["editor", "stranger", "region"])
def test_only_the_moves_of_the_table_are_made(request, body, verb, state, who):
    user, entry = request.getfixturevalue(who), factories.service(partner=body, editorial_status=state)
    move = moves.MOVES[verb]
    allowed = who == "region" or (who == "editor" and not move.region)
    act = getattr(moves, verb.name.lower())

    if allowed and state in move.sources:
        act(entry, by=user, text="perché", version=1)
        expected = move.target
        assert Comment.objects.get().verb == verb
    else:
        with pytest.raises(moves.WrongState if allowed else changes.NotAllowed):
            act(entry, by=user, text="perché", version=1)
        expected = state

    entry.refresh_from_db()
    assert entry.editorial_status == expected
    assert (verb in moves.possible(user, entry)) == (state == expected and allowed and expected in move.sources)
