"""What a decision would lead to, said before it is taken. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from missions.availability import Seats, seats
from missions.enums import Verb
from missions.models import Mission, Registration
from missions.models.registrations import HOLDING
from missions.seats import offers_seats
from missions.transitions import may


def of_seating(registration: Registration, now: datetime) -> list[str]:
    """An officer seats a firm out of turn."""
    queue = list(registration.mission.registrations.queue().values_list("pk", flat=True))
    before = queue.index(registration.pk) if registration.pk in queue else 0
    free = seats(registration.mission, now).free_for(registration.stage)
    if not free:
        return [_("No seat is free for this kind of firm.")]
    found = [_("The firm has a seat at once, without being asked.")]
    if before:
        text = ngettext(
            "It passes %(count)d firm that has waited longer.",
            "It passes %(count)d firms that have waited longer.",
            before,
        )
        found.append(text % {"count": before})
    text = ngettext(
        "%(count)d seat is free for this kind of firm now.", "%(count)d seats are free for this kind of firm now.", free
    )
    return [*found, text % {"count": free}, _told()]


def of_rejection(registration: Registration, now: datetime) -> list[str]:
    """An officer does not admit a firm."""
    mission = registration.mission
    found = []
    if registration.status in HOLDING:
        state = seats(mission, now)
        held = {**state.held, registration.stage: state.held.get(registration.stage, 0) - 1}
        following = next(iter(_offered(mission, replace(state, held=held), now)), None)
        found.append(
            _("Its seat is offered to %(firm)s, the next in the queue that may have it.") % {"firm": following.firm}
            if following
            else _("Its seat becomes free. Nobody in the queue may have it now.")
        )
    else:
        found.append(_("The firm leaves the list; those after it move up."))
    return [*found, _("It cannot register for this mission again, and this cannot be undone."), _told_why()]


def of_resizing(mission: Mission, capacity: int, now: datetime) -> list[str]:
    """An officer changes the number of seats."""
    state = replace(seats(mission, now), capacity=capacity)
    if capacity < state.taken:
        return [
            _("%(taken)d seats are taken: nobody loses one, and no more are given until fewer than %(capacity)d are.")
            % {"taken": state.taken, "capacity": capacity}
        ]
    offered = list(_offered(mission, state, now))
    if not offered:
        text = ngettext(
            "%(count)d seat will be free. Nobody is written to.",
            "%(count)d seats will be free. Nobody is written to.",
            state.free,
        )
        return [text % {"count": state.free}]
    text = ngettext(
        "%(count)d firm in the queue is offered a seat at once, by e-mail: %(firms)s.",
        "%(count)d firms in the queue are offered a seat at once, by e-mail: %(firms)s.",
        len(offered),
    )
    return [text % {"count": len(offered), "firms": ", ".join(one.firm.name for one in offered)}]


def of_cancelling(mission: Mission) -> list[str]:
    """An officer calls the mission off."""
    told = sum(1 for one in mission.registrations.all() if may(one, Verb.CANCEL))
    text = ngettext(
        "%(count)d firm that is in or waits is told by e-mail, with the reason you write.",
        "%(count)d firms that are in or wait are told by e-mail, with the reason you write.",
        told,
    )
    return [
        text % {"count": told},
        _("Nobody can register any more, and no seat is given. The page says that the mission is cancelled."),
        _("This cannot be undone."),
    ]


def of_publishing(ranked: Iterable[Registration], mission: Mission, now: datetime) -> list[str]:
    """An officer publishes the ranking of a selection."""
    state = seats(mission, now)
    seated = waiting = 0
    for registration in ranked:
        if state.free_for(registration.stage) > 0:
            state = _with_one_more(state, registration.stage)
            seated += 1
        else:
            waiting += 1
    found = [
        ngettext("%(count)d firm gets a seat.", "%(count)d firms get a seat.", seated) % {"count": seated},
        ngettext(
            "%(count)d firm goes on the waiting list, in the order of the ranking.",
            "%(count)d firms go on the waiting list, in the order of the ranking.",
            waiting,
        )
        % {"count": waiting},
    ]
    return [
        *found,
        _("Each firm is told by e-mail and reads its points and their reasons. Points no longer change."),
        _("This cannot be undone."),
    ]


def _offered(mission: Mission, state: Seats, now: datetime) -> Iterable[Registration]:
    """Who would be offered a seat, as ``missions.seats`` does it: in the queue's order, those who may have one."""
    if not offers_seats(mission, now):
        return
    for registration in mission.registrations.queue().select_related("firm"):
        if state.free_for(registration.stage) > 0:
            state = _with_one_more(state, registration.stage)
            yield registration


def _with_one_more(state: Seats, stage: str) -> Seats:
    return replace(state, held={**state.held, stage: state.held.get(stage, 0) + 1})


def _told() -> str:
    return _("The firm is told by e-mail.")


def _told_why() -> str:
    return _("The firm is told by e-mail, with the reason you write.")
