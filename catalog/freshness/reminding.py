"""Reminding people of entries to confirm: one letter a person with everything that is new, never one an entry.

Each person hears of each entry once a step: before the day, on it, a month after, and before it is hidden. What was
told is a row of its own, written in one transaction with the letter, so a job that runs twice, at the same time or days
late tells everything once. A late job tells where an entry stands now, not what it missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext, override

from catalog.enums import Kind, ReviewStep, StaffRole
from catalog.freshness import rhythm
from catalog.freshness.reviewing import SHARE
from catalog.letters import letter
from catalog.models import Membership, Partner, ReviewNotice
from catalog.models.reviews import ReviewedEntry
from catalog.permissions import REGIONAL

#: Days before and after the day a confirmation is due at which people hear of it.
BEFORE, LATE = 14, 30
#: Days before an entry is hidden at which its people and the Region hear of it.
WARNED = 21
#: Entries of a step that a letter names, the longest due; of more it says how many. What is to be hidden is named all.
NAMED = 20
#: Days without a letter after each, unless something is about to be hidden: one a week at most.
PAUSE = timedelta(days=6)


@dataclass(frozen=True)
class Reminder:
    """An entry, the day its confirmation is due, and where it stands; ``hidden_on`` is when it will be hidden."""

    entry: ReviewedEntry
    content_type: int
    due: date
    step: ReviewStep
    hidden_on: date | None

    @property
    def key(self) -> tuple[int, int, str, date]:
        """What a person hears once."""
        return self.content_type, self.entry.pk, self.step, self.due


def remind(today: date) -> int:
    """Writes to everybody who has something new to confirm; returns the number of letters."""
    by_person: dict[Any, list[Reminder]] = defaultdict(list)
    people = _People()
    for reminder in reminders(today):
        for person in people.of(reminder):
            by_person[person].append(reminder)
    return sum(_write(person, found, today) for person, found in sorted(by_person.items(), key=lambda item: item[0].pk))


def reminders(today: date) -> Iterator[Reminder]:
    """Every public entry that somebody should hear of, the longest due first within its kind."""
    known = rhythm.rules()
    for kind, model in rhythm.MODELS.items():
        content_type = ContentType.objects.get_for_model(model).pk
        entries = rhythm.due_by(kind, today + timedelta(days=BEFORE), known).select_related("owner")
        if kind != Kind.PARTNER:
            entries = entries.select_related("partner")
        found = [(rhythm.due_day(entry, known), entry) for entry in entries.order_by("pk")]
        for due, entry in sorted(found, key=lambda pair: (pair[0], pair[1].pk)):
            step, hidden_on = standing(due, rhythm.hidden_on(entry, due, known), today)
            yield Reminder(entry, content_type, due, step, hidden_on)


def standing(due: date, hidden_on: date | None, today: date) -> tuple[ReviewStep, date | None]:
    """The last step an entry has come to, and, when that is the last of all, the day it may be hidden."""
    if hidden_on and today >= hidden_on - timedelta(days=WARNED):
        return ReviewStep.LAST, max(hidden_on, today + timedelta(days=WARNED))
    if today >= due + timedelta(days=LATE):
        return ReviewStep.LATE, None
    return (ReviewStep.DUE if today >= due else ReviewStep.SOON), None


class _People:
    """Who hears of an entry: its owner, else the editors of its body; the Region when there is nobody, and at last."""

    def __init__(self) -> None:
        self._editors: dict[int, list[Any]] = defaultdict(list)
        self._region: dict[int, Any] = {}
        self._staff: set[tuple[int, int]] = set()
        rows = Membership.objects.filter(user__is_active=True, user__is_staff=True).select_related("user")
        for membership in rows.order_by("pk"):
            if membership.role == StaffRole.EDITOR:
                self._editors[membership.partner_id].append(membership.user)
                self._staff.add((membership.user_id, membership.partner_id))
            elif membership.role in REGIONAL:
                self._region[membership.user_id] = membership.user

    def of(self, reminder: Reminder) -> Iterable[Any]:
        entry: Any = reminder.entry
        body = entry.pk if isinstance(entry, Partner) else entry.partner_id
        owner = entry.owner if self._may_confirm(entry.owner, body) else None
        people = [owner] if owner else self._editors[body]
        region = self._region.values() if not people or reminder.step == ReviewStep.LAST else ()
        return {person.pk: person for person in (*people, *region)}.values()

    def _may_confirm(self, person: Any, body: int) -> bool:
        """Whether an owner still works for the body; who has left it is not written to."""
        return person is not None and ((person.pk, body) in self._staff or person.pk in self._region)


@transaction.atomic
def _write(person: Any, found: list[Reminder], today: date) -> int:
    """Writes to one person, who is locked meanwhile: another job waits, and then finds that everything was said."""
    get_user_model()._default_manager.select_for_update(of=("self",)).get(pk=person.pk)
    told = ReviewNotice.objects.filter(user=person, due__gte=min(reminder.due for reminder in found))
    known = set(told.values_list("content_type_id", "object_id", "step", "due"))
    new = [reminder for reminder in found if reminder.key not in known]
    urgent = any(reminder.step == ReviewStep.LAST for reminder in new)
    lately = ReviewNotice.objects.filter(user=person, sent_at__gte=rhythm.midnight(today - PAUSE)).exists()
    if not new or (lately and not urgent):
        return 0
    ReviewNotice.objects.bulk_create(
        ReviewNotice(
            content_type_id=reminder.content_type,
            object_id=reminder.entry.pk,
            user=person,
            step=reminder.step,
            due=reminder.due,
        )
        for reminder in new
    )
    _letter(person, new).send()
    return 1


def _letter(person: Any, new: list[Reminder]) -> Any:
    with override(person.language):
        groups = []
        for step in reversed(ReviewStep):
            found = sorted((one for one in new if one.step == step), key=lambda one: one.due)
            shown = found if step == ReviewStep.LAST else found[:NAMED]
            if found:
                groups.append({"heading": step.label, "reminders": shown, "more": len(found) - len(shown)})
        context = {
            "groups": groups,
            "share": SHARE if len(new) > SHARE else 0,
            "address": settings.SITE_URL + reverse("admin:catalog_confirmation_review"),
        }
        subject = ngettext(
            "%(count)d entry to confirm on Porte del Mondo", "%(count)d entries to confirm on Porte del Mondo", len(new)
        ) % {"count": len(new)}
        return letter(person.email, subject, "email/review_reminder.txt", context)
