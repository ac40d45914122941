"""Which place of Lombardy a reader means: accents, apostrophes, abbreviations and the ends of words are forgiven."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalog.models import Municipality, Province
from catalog.territory.municipalities import key

MAX_TEXT = 80
#: Names spelt at least as nearly as this are offered when none answers, so many at most.
_ALIKE, _FEW = 0.7, 3


@dataclass(frozen=True)
class Place:
    """A municipality with its province, or a province alone."""

    province: Province
    municipality: Municipality | None = None


def places(text: str) -> list[Place]:
    """The places that a text may name, the likeliest first; what names one in full names no other.

    A province answers to its name and its two letters, a municipality to the beginnings of its words: see ``rank``.
    """
    asked = key(text[:MAX_TEXT])
    if not asked:
        return []
    # All names are read: they are 1,501, and an index on how they begin would find no 's. donato'.
    ranks = {slug: found for slug in _slugs() if (found := rank(asked, slug)) is not None}
    if 0 in ranks.values():
        ranks = {slug: found for slug, found in ranks.items() if found == 0}
    else:
        for province in Province.objects.all():
            if asked in (province.slug, province.code.lower()):
                return [Place(province)]
    return _municipalities(sorted(ranks, key=lambda slug: (ranks[slug], slug)))


def alike(text: str) -> list[Place]:
    """A few municipalities whose names are spelt nearly as a text, the nearest first."""
    near = process.extract(
        key(text[:MAX_TEXT]), list(_slugs()), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=_FEW
    )
    return _municipalities([slug for slug, _score, _place in near])


def rank(asked: str, slug: str) -> int | None:
    """How well a name answers what was asked, both as ``key`` writes them: 0 for itself; None when not at all.

    The name begins with it; its letters do, wherever the words are parted ('santangelo'); each word asked for begins a
    word of the name, in order ('s-donato-mil', 'trezzo-adda'), from the first word on, or from a later one.
    """
    if slug == asked:
        return 0
    if slug.startswith(asked):
        return 1
    if slug.replace("-", "").startswith(asked.replace("-", "")):
        return 2
    words = slug.split("-")
    if _begin_in_order(asked.split("-"), words):
        return 3 if words[0].startswith(asked.split("-")[0]) else 4
    return None


def _begin_in_order(beginnings: Iterable[str], words: Iterable[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(beginning) for word in rest) for beginning in beginnings)


def _slugs() -> Iterable[str]:
    return Municipality.objects.order_by("slug").values_list("slug", flat=True)


def _municipalities(slugs: Sequence[str]) -> list[Place]:
    """The municipalities of these addresses, in this order."""
    found = {place.slug: place for place in Municipality.objects.filter(slug__in=slugs).select_related("province")}
    return [Place(found[slug].province, found[slug]) for slug in slugs]
