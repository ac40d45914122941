"""The words that staff may change, as the search reads them: from tables, or from the files while those are empty."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.models import NeedWording, SynonymGroup
from catalog.search import data


@dataclass(frozen=True)
class Group:
    """Phrases that mean the same (two-way), or phrases that lead to others (one-way: ``sources`` to ``phrases``)."""

    phrases: tuple[str, ...]
    sources: tuple[str, ...] = ()
    need: str = ""


@dataclass(frozen=True)
class NeedPhrases:
    """How firms tell a need, in both languages."""

    italian: tuple[str, ...]
    english: tuple[str, ...]

    def of(self, language: str) -> tuple[str, ...]:
        return self.english if language == "en" else self.italian


@dataclass(frozen=True)
class Wordings:
    """``phrases`` are by need, in the taxonomy's order."""

    groups: tuple[Group, ...]
    phrases: dict[str, NeedPhrases]


def from_files() -> Wordings:
    """What the project's own files say."""
    listed = data.read("synonyms")
    groups = [Group(_texts(entry["terms"]), (), entry.get("need", "")) for entry in listed["two_way"]]
    groups += [Group(_texts(entry["to"]), _texts(entry["from"]), entry.get("need", "")) for entry in listed["one_way"]]
    phrases = {
        need["slug"]: NeedPhrases(_texts(need["phrases_it"]), _texts(need["phrases_en"])) for need in data.read("needs")
    }
    return Wordings(tuple(groups), phrases)


def from_tables() -> Wordings:
    """What the tables say now: two queries."""
    rows = SynonymGroup.objects.filter(in_use=True).order_by("position", "pk")
    groups = [
        Group(_texts(terms), _texts(sources), need or "")
        for terms, sources, need in rows.values_list("terms", "sources", "need")
    ]
    told = {
        need: NeedPhrases(_texts(italian), _texts(english))
        for need, italian, english in NeedWording.objects.values_list("need", "phrases_it", "phrases_en")
    }
    nothing = NeedPhrases((), ())
    return Wordings(tuple(groups), {need["slug"]: told.get(need["slug"], nothing) for need in data.read("needs")})


def _texts(listed: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, listed))
