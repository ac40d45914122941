"""What goes with an entry: the same purpose, country, sector, province or body, open before the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.enums import Kind
from catalog.guidance.bodies import naming_its_help
from catalog.guidance.picking import Pick, Preference, Wish, pick
from catalog.guidance.shelf import Shelf
from catalog.guidance.wording import named, quoted
from catalog.search.documents import FEW_COUNTRIES

#: Entries shown beside one.
MOST = 4
#: An entry for more sectors than these is not about any of them.
FEW_SECTORS = 3


@dataclass(frozen=True)
class Subject:
    """What an entry is about, in the search's own values; empty where nothing narrows it."""

    kind: str
    slug: str
    partner: str
    needs: Sequence[str] = ()
    stages: Sequence[str] = ()
    countries: Sequence[str] = ()
    sectors: Sequence[str] = ()
    provinces: Sequence[str] = ()


def related_offers(subject: Subject, shelf: Shelf, *, language: str) -> list[Pick]:
    """Services, open calls and coming missions that go with an offer."""
    others = shelf.usable & ~shelf.having("kind", Kind.PARTNER)
    same_body = Preference(shelf.having("partner", subject.partner), 2, _("It is by the same body."))
    kinship = [*_purpose(subject, shelf), *_places(subject, shelf), same_body]
    preferences = [*kinship, *_nearness(subject, shelf), Preference(shelf.having("stage", *subject.stages), 1)]
    return _pick(subject, others & _any(kinship) & _reach(subject, shelf), preferences, shelf, language)


def related_bodies(subject: Subject, shelf: Shelf, *, language: str) -> list[Pick]:
    """Other bodies that help the firms of the same provinces with the same things."""
    helpful = [Preference(shelf.having("serves", need), 2) for need in subject.needs]
    preferences = [*_nearness(subject, shelf, local=8), *helpful]
    bodies = shelf.having("kind", Kind.PARTNER) & _any(helpful) & _reach(subject, shelf)
    found = _pick(subject, bodies, preferences, shelf, language)
    return [naming_its_help(body, subject.needs) for body in found]


def _pick(subject: Subject, among: int, preferences: Sequence[Preference], shelf: Shelf, language: str) -> list[Pick]:
    """One more than shown is asked for: the entry itself is the likeliest to be like itself."""
    wishes: Mapping[str, Wish] = {"related": Wish(among, preferences, MOST + 1, "", per_body=2)}
    found = pick(wishes, language=language, today=shelf.today)["related"]
    return [chosen for chosen in found if (chosen.entry.kind, chosen.entry.slug) != (subject.kind, subject.slug)][:MOST]


def _purpose(subject: Subject, shelf: Shelf) -> Iterator[Preference]:
    for need in subject.needs:
        same = shelf.having("need", need)
        words = {"need": quoted("need", need)}
        yield Preference(same & shelf.open_calls, 10, _("It is open today, for the same purpose: %(need)s.") % words)
        yield Preference(same & ~shelf.open_calls, 5, _("It serves the same purpose: %(need)s.") % words)


def _places(subject: Subject, shelf: Shelf) -> Iterator[Preference]:
    if len(subject.countries) <= FEW_COUNTRIES:
        about = shelf.having("reach", "few")
        for country in subject.countries:
            sentence = _("It is about the same country: %(country)s.") % {"country": named("country", country)}
            yield Preference(shelf.having("country", country) & about, 8, sentence)
    if len(subject.sectors) <= FEW_SECTORS:
        for sector in subject.sectors:
            sentence = _("It is about the same sector: %(sector)s.") % {"sector": quoted("sector", sector)}
            yield Preference(shelf.having("sector", sector), 3, sentence)


def _nearness(subject: Subject, shelf: Shelf, *, local: int = 3) -> Iterator[Preference]:
    """What is for the reader's province, worth ``local`` points; while it is not known, for those of the entry."""
    for province in [shelf.province] if shelf.province else subject.provinces:
        sentence = _("It is for the firms of %(province)s.") % {"province": named("province", province)}
        yield Preference(shelf.having("province", province), local, sentence)
    yield Preference(shelf.everywhere, 2)


def _reach(subject: Subject, shelf: Shelf) -> int:
    """Nothing is proposed that the firms this entry is for could not use."""
    if shelf.province or not subject.provinces:
        return shelf.within_reach
    return shelf.having("province", *subject.provinces) | shelf.everywhere


def _any(preferences: Iterable[Preference]) -> int:
    bits = 0
    for preference in preferences:
        bits |= preference.entries
    return bits
