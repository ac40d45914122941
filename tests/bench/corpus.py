"""A synthetic catalogue of any size: the same seed draws the same entries, and a smaller one begins a larger one.

Texts have the lengths of real entries (title 4-9 words, summary 14-26, body 60-140) without their phrases: they
measure speed, not relevance.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from random import Random

from catalog.enums import Kind, OpportunityType, Stage
from catalog.models import Country, Need, Partner, Province, Sector
from catalog.search import Document
from tests.bench import words

SEED = 20261122
#: Entries are drawn in chunks of their own seed, so that a smaller catalogue is the beginning of a larger one.
CHUNK = 10_000
#: The day everything is searched on; deadlines lie up to a year before and after it.
TODAY = datetime.date(2026, 11, 22)

_KINDS = ((Kind.SERVICE, Kind.OPPORTUNITY, Kind.MISSION), (50, 85, 100))
_COUNTRIES, _PARTNERS = 120, 30


@dataclass(frozen=True)
class Entry:
    """One entry; ``facets`` are the values it carries, by facet, as ``Document.facets`` wants them."""

    number: int
    title: str
    summary: str
    body: str
    kind: Kind
    partner: str
    facets: Mapping[str, Sequence[str]]
    opens: datetime.date | None
    closes: datetime.date | None

    @property
    def slug(self) -> str:
        return f"entry-{self.number}"


@dataclass(frozen=True)
class Vocabularies:
    """The values that entries carry, from the loaded catalogue, with the words they are indexed under."""

    needs: Mapping[str, str]
    sectors: Mapping[str, str]
    countries: Mapping[str, str]
    provinces: Sequence[str]
    partners: Mapping[str, str]

    @classmethod
    def read(cls) -> "Vocabularies":
        return cls(
            needs={need.pk: f"{need.label_it}\n{need.label_en}" for need in Need.objects.order_by("position")},
            sectors={
                sector.pk: f"{sector.label_it}\n{sector.label_en}" for sector in Sector.objects.order_by("position")
            },
            countries={
                country.pk: f"{country.label_it}\n{country.label_en}"
                for country in Country.objects.order_by("code")[:_COUNTRIES]
            },
            provinces=list(Province.objects.order_by("position").values_list("code", flat=True)),
            partners=dict(Partner.objects.order_by("slug").values_list("slug", "name")[:_PARTNERS]),
        )

    def document(self, entry: Entry) -> Document:
        """The entry as search indexes it."""
        carried = [
            self.needs[entry.facets["need"][0]],
            *[self.sectors[value] for value in entry.facets["sector"]],
            *[self.countries[value] for value in entry.facets["country"]],
        ]
        return Document(
            kind=entry.kind,
            slug=entry.slug,
            title_it=entry.title,
            summary_it=entry.summary,
            body_it=entry.body,
            partner_slug=entry.partner,
            partner_name=self.partners[entry.partner],
            owner=self.partners[entry.partner],
            labels="\n".join(carried),
            facets=entry.facets,
            opens=entry.opens,
            closes=entry.closes,
            always=entry.kind == Kind.SERVICE,
            dated=entry.opens,
        )


@dataclass(frozen=True)
class Corpus:
    """The first ``size`` entries; iterating draws them anew."""

    size: int
    values: Vocabularies

    def __iter__(self) -> Iterator[Entry]:
        for first in range(0, self.size, CHUNK):
            yield from self._chunk(first, min(CHUNK, self.size - first))

    def keys(self) -> list[tuple[str, str]]:
        """(kind, slug) of every entry, as the index wants to know them beforehand."""
        return [(entry.kind, entry.slug) for entry in self]

    def documents(self) -> Iterator[Document]:
        return map(self.values.document, self)

    @cached_property
    def _draws(self) -> Mapping[str, tuple[Sequence[str], Sequence[float]]]:
        """What is drawn, with cumulative weights: the first value of every list is the commonest."""
        vocabulary = words.ranked(SEED)
        return {
            "word": (vocabulary, words.cumulative_weights(len(vocabulary))),
            "kind": _KINDS,
            "need": _falling(self.values.needs, 0.7),
            "sector": _falling(self.values.sectors, 0.7),
            "country": _falling(self.values.countries, 0.9),
            "province": _falling(self.values.provinces, 0.7),
            "partner": _falling(self.values.partners, 0.7),
            "type": _falling(OpportunityType.values, 0.7),
        }

    def _chunk(self, first: int, count: int) -> Iterator[Entry]:
        random = Random(f"{SEED}:{first // CHUNK}")

        def draw(name: str, count: int = 1) -> list[str]:
            values, weights = self._draws[name]
            return random.choices(values, cum_weights=weights, k=count)

        for number in range(first + 1, first + count + 1):
            lengths = (random.randint(4, 9), random.randint(14, 26), random.randint(60, 140))
            drawn = draw("word", sum(lengths))
            title, summary, body = (
                " ".join(drawn[start:end]) for start, end in pairwise(accumulate(lengths, initial=0))
            )
            kind = Kind(draw("kind")[0])
            partner = draw("partner")[0]
            facets = {
                "need": draw("need"),
                "sector": sorted(set(draw("sector", random.choices((0, 1, 2, 3), (35, 40, 15, 10))[0]))),
                "country": sorted(set(draw("country", random.choices((0, 1, 2, 3, 4), (40, 25, 15, 10, 10))[0]))),
                "stage": random.sample(Stage.values, random.choices((1, 2, 3), (30, 30, 40))[0]),
                "province": draw("province"),
            }
            closes = None
            if kind != Kind.SERVICE:
                closes = TODAY + datetime.timedelta(days=random.randint(-365, 365))
            if kind == Kind.OPPORTUNITY:
                facets["type"] = draw("type")
            opens = closes - datetime.timedelta(days=random.randint(10, 120)) if closes else None
            yield Entry(number, title.capitalize(), f"{summary}.", f"{body}.", kind, partner, facets, opens, closes)


def _falling(values: Mapping[str, str] | Sequence[str], steepness: float) -> tuple[Sequence[str], Sequence[float]]:
    listed = list(values)
    return listed, list(accumulate((place + 2) ** -steepness for place in range(len(listed))))
