"""Searches that nothing or little answered, kept so that nobody can be told from them.

What looks like somebody's own (an address, a number of five digits or more, a tax code, a long sentence) is not kept
at all. Of the rest a keyed hash and a day are; the text itself only once it was searched for on ``DAYS`` different
days: by then it is a common question, not a person's. No time, no address, no session goes with it.
"""

import datetime
import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, F
from django.utils.timezone import localdate

from catalog.search import analysis, index, labels
from catalog.search.understanding import understand
from catalog.search.vocabulary import lexicon
from portal.numbers.models import MissedSearch, MissedText

#: Answers up to which a search found little.
LITTLE = 2
#: Different days on which a text must have been searched for before it is kept.
DAYS = 3
#: How long hashes wait for that, and how long what was kept stays after it was last searched for.
WAITING, KEPT = datetime.timedelta(days=90), datetime.timedelta(days=365)
LONGEST, MOST_WORDS = 60, 8
#: Different texts that one process holds before it writes them.
MOST = 1_000
#: Five digits, however parted; the letters and digits of a tax code; an address.
_PERSONAL = re.compile(r"(\d[\s./-]*){5,}|\b[a-z]{6}\d{2}[a-z]\d{2}[a-z]\d{3}[a-z]\b|@|https?:|www\.")
FACETS = ("need", "sector", "country", "province", "stage")


class Missed(NamedTuple):
    day: datetime.date
    text: str
    language: str
    found: int


_waiting: Counter[Missed] = Counter()
_guard = Lock()


def common(text: str) -> str:
    """A text as it is compared, folded and in single spaces; '' for one that might say who wrote it."""
    folded = " ".join(analysis.fold(text).split())
    if len(folded) < 3 or len(folded) > LONGEST or len(folded.split()) > MOST_WORDS or _PERSONAL.search(folded):
        return ""
    return folded


def note(text: str, language: str, found: int) -> None:
    """Remembers a search that ``found`` little, until it is written."""
    shared = common(text)
    if shared:
        with _guard:
            if len(_waiting) < MOST:
                _waiting[Missed(localdate(), shared, language, found)] += 1


def take() -> Counter[Missed]:
    """Hands over what is not written yet, and starts anew."""
    with _guard:
        taken = Counter(_waiting)
        _waiting.clear()
    return taken


def give_back(searches: Counter[Missed]) -> None:
    """Takes back what could not be written, for the next time."""
    with _guard:
        _waiting.update(searches)


def add(searches: Counter[Missed]) -> None:
    """Adds searches to the database, and keeps the texts whose time has come. In the caller's transaction."""
    if searches:
        _add(searches)
        _keep_common_ones(searches)


def mark(text: str, language: str) -> str:
    """The keyed hash of a text."""
    return hmac.new(settings.SECRET_KEY.encode(), f"missed:{language}:{text}".encode(), hashlib.sha256).hexdigest()


def erase_old(today: datetime.date) -> int:
    """Deletes hashes that stayed alone, and what has not been searched for since long; returns how many texts."""
    common_ones = MissedText.objects.values("mark")
    MissedSearch.objects.filter(day__lt=today - WAITING).exclude(mark__in=common_ones).delete()
    MissedSearch.objects.filter(day__lt=today - KEPT).delete()
    erased, _by_model = MissedText.objects.exclude(mark__in=MissedSearch.objects.values("mark")).delete()
    return erased


def _add(taken: Counter[Missed]) -> None:
    by_day: Counter[tuple[datetime.date, str]] = Counter()
    for missed, times in taken.items():
        by_day[missed.day, mark(missed.text, missed.language)] += times
    for (day, known), times in sorted(by_day.items()):
        row, new = MissedSearch.objects.get_or_create(mark=known, day=day, defaults={"count": times})
        if not new:
            MissedSearch.objects.filter(pk=row.pk).update(count=F("count") + times)


def _keep_common_ones(taken: Iterable[Missed]) -> None:
    said = {mark(missed.text, missed.language): missed for missed in taken}
    days = MissedSearch.objects.filter(mark__in=said).values("mark").annotate(days=Count("pk"))
    ripe = {row["mark"] for row in days if row["days"] >= DAYS}
    for known in sorted(ripe):
        missed = said[known]
        kept, new = MissedText.objects.get_or_create(
            mark=known,
            defaults={
                "text": missed.text,
                "language": missed.language,
                "found": missed.found,
                "facets": recognised(missed.text, missed.language),
            },
        )
        if not new and kept.found != missed.found:
            MissedText.objects.filter(pk=kept.pk).update(found=missed.found)


def recognised(text: str, language: str) -> dict[str, list[str]]:
    """What a text is about, by facet; of its needs those it says, and the likeliest."""
    held = index.current()
    read = understand(text, language, held, labels.at(held.token), lexicon(held.vocabulary))
    found: dict[str, list[str]] = {}
    for chip in read.reading.recognised:
        if chip.name in FACETS:
            found.setdefault(chip.name, []).append(chip.value)
    likeliest = next(iter(read.needs), None)
    if likeliest and likeliest not in found.get("need", ()):
        found.setdefault("need", []).append(likeliest)
    return found
