"""What a firm finds behind its door: services step by step, open calls, the next missions, whom to meet; by rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalog.enums import Availability, Cost, Kind, Stage
from catalog.guidance.bodies import naming_its_help
from catalog.guidance.doors import Door
from catalog.guidance.picking import Pick, Preference, Wish, pick
from catalog.guidance.shelf import Shelf
from catalog.guidance.wording import named
from catalog.search.documents import EVERYWHERE
from catalog.search.query import SearchFilters

#: Entries under each step, calls and missions shown, bodies to meet.
PER_STEP, CALLS, MISSIONS, BODIES = 2, 5, 3, 4
#: Years, this one included, in which a check still counts as recent.
RECENT_YEARS = 2


@dataclass(frozen=True)
class Shortlist:
    """A few entries of many: those chosen, how many there are, and the search that finds them all."""

    picks: list[Pick]
    count: int
    everything: SearchFilters


@dataclass(frozen=True)
class Guide:
    """All that a door's page shows, for one reader on one day. ``services`` follow the door's steps."""

    door: Door
    services: list[Shortlist]
    calls: Shortlist
    missions: list[Pick]
    bodies: list[Pick]
    count: int
    everything: SearchFilters


def guide(door: Door, shelf: Shelf, *, language: str) -> Guide:
    """What a firm finds behind a door: services step by step, what is open, the next missions, whom to meet."""
    mine = shelf.having("stage", door.stage) & shelf.within_reach
    offered = mine & shelf.having("kind", Kind.SERVICE)
    services = [_services(door, shelf, offered & shelf.having("need", *step.needs)) for step in door.steps]
    calls = _calls(door, shelf, mine & shelf.open_calls)
    wishes = {
        **{step.key: wish for step, wish in zip(door.steps, services, strict=True)},
        "calls": calls,
        "missions": _missions(door, shelf),
        "bodies": _bodies(door, shelf),
    }
    picks = pick(wishes, language=language, today=shelf.today)
    everything = SearchFilters(stage=(door.stage,), province=_reach(shelf))
    open_now = (Availability.OPEN.value, Availability.ROLLING.value)
    return Guide(
        door,
        [
            _shortlist(picks[step.key], wish, everything.changed(kind=(Kind.SERVICE.value,), need=step.needs))
            for step, wish in zip(door.steps, services, strict=True)
        ],
        _shortlist(picks["calls"], calls, everything.changed(kind=(Kind.OPPORTUNITY.value,), status=open_now)),
        picks["missions"],
        [naming_its_help(body, door.needs) for body in picks["bodies"]],
        mine.bit_count(),
        everything,
    )


def _shortlist(picks: list[Pick], wish: Wish, everything: SearchFilters) -> Shortlist:
    return Shortlist(picks, wish.among.bit_count(), everything)


def _reach(shelf: Shelf) -> tuple[str, ...]:
    """The reader's province as a search asks for it: what is for all Lombardy is for it too."""
    return (shelf.province, EVERYWHERE) if shelf.province else ()


def _services(door: Door, shelf: Shelf, among: int) -> Wish:
    """For this kind of firm alone before for others too, near before far, free before paid, lately checked first."""
    return Wish(
        among,
        (
            *_fitting(door, shelf),
            Preference(shelf.local, 6, _of_your_province(shelf)),
            Preference(shelf.having("cost", Cost.FREE), 3, _("It is free.")),
            Preference(shelf.having("cost", Cost.SUBSIDISED), 2, _("Part of the cost is covered.")),
            Preference(
                shelf.having("sector", EVERYWHERE) & shelf.having("country", EVERYWHERE),
                5,
                _("It is for every sector and every country."),
            ),
            Preference(shelf.having("checked", *_recent_years(shelf.today)), 3),
            Preference(shelf.everywhere, 2 if shelf.province else 6),
        ),
        PER_STEP,
        str(door.also_for),
    )


def _calls(door: Door, shelf: Shelf, among: int) -> Wish:
    """What closes next first, then what stays open until the funds run out, by the same preferences as services."""
    return Wish(
        among,
        (
            *_fitting(door, shelf),
            Preference(shelf.local, 6, _of_your_province(shelf)),
            Preference(shelf.having("type", "grant"), 3, _("It is a grant: you do not pay it back.")),
            Preference(shelf.having("type", "loan"), 1, _("It is a loan: you pay it back.")),
            Preference(shelf.having("need", *door.needs), 2),
            Preference(shelf.having("checked", *_recent_years(shelf.today)), 2),
        ),
        CALLS,
        str(door.also_for),
        first=shelf.by("closes", among & shelf.standing(Availability.OPEN)),
        per_body=2,
    )


def _missions(door: Door, shelf: Shelf) -> Wish:
    """The next missions for this kind of firm or for all, whoever organises them."""
    fitting = shelf.having("stage", door.stage) | ~shelf.having("stage", *Stage)
    coming = shelf.having("kind", Kind.MISSION) & shelf.standing(Availability.UPCOMING) & shelf.within_reach & fitting
    reason = _("It is one of the next to leave.")
    return Wish(coming, (), MISSIONS, reason, first=shelf.by("dated", coming), per_body=MISSIONS)


def _bodies(door: Door, shelf: Shelf) -> Wish:
    """Those of the reader's province before those of all Lombardy, and who serves the first steps before the others."""
    served = [Preference(shelf.having("serves", need), _weight(door, need)) for need in door.needs]
    helpful = shelf.having("serves", *door.needs)
    return Wish(
        shelf.having("kind", Kind.PARTNER) & shelf.within_reach & helpful,
        (
            Preference(shelf.local, 16, _of_your_province(shelf)),
            Preference(shelf.everywhere, 4, _("It works for the firms of all Lombardy.")),
            *served,
        ),
        BODIES,
        "",
    )


def _weight(door: Door, need: str) -> int:
    return 2 if need in door.steps[0].needs else 1


def _fitting(door: Door, shelf: Shelf) -> Iterator[Preference]:
    others = [shelf.having("stage", stage) for stage in Stage if stage != door.stage]
    for_all = others[0] & others[1]
    yield Preference(shelf.having("stage", door.stage) & ~others[0] & ~others[1], 8, str(door.made_for))
    yield Preference(shelf.having("stage", door.stage) & ~for_all, 4)


def _of_your_province(shelf: Shelf) -> str:
    if not shelf.province:
        return ""
    return _("It is for the firms of your province, %(province)s.") % {"province": named("province", shelf.province)}


def _recent_years(today: date) -> list[str]:
    return [str(today.year - ago) for ago in range(RECENT_YEARS)]
