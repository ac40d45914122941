"""What a search finds today, and what it would find if the search knew a group of words as it is written now."""

from dataclasses import dataclass
from datetime import date

from catalog import search
from catalog.search import index
from catalog.search.query import SearchFilters
from catalog.search.results import Hit
from catalog.search.vocabulary import Lexicon, build, lexicon
from catalog.search.wordings import Group, Wordings

#: Results that are compared.
SHOWN = 5


@dataclass(frozen=True)
class Found:
    """The first results, each with whether the other search does not show it."""

    count: int
    low_confidence: bool
    hits: tuple[tuple[Hit, bool], ...]


@dataclass(frozen=True)
class Trial:
    """One text, searched for with the words as they are and as they would be."""

    text: str
    before: Found
    after: Found


def try_group(group: Group, texts: list[str], *, instead_of: Group | None, language: str, today: date) -> list[Trial]:
    """Searches for each text with and without ``group``, which may stand ``instead_of`` the same group as saved."""
    known = lexicon(index.current().vocabulary)
    others = tuple(other for other in known.wordings.groups if other != instead_of)
    taught = build(Wordings((*others, group), known.wordings.phrases))

    def found(text: str, words: Lexicon, shown: set[tuple[str, str]]) -> Found:
        # Not corrected: a word that nobody knew is what one wants to teach.
        asked = SearchFilters(q=text, page_size=SHOWN, exact=True)
        page = search.search(asked, language=language, today=today, known=words)
        hits = tuple((hit, bool(shown) and (hit.kind, hit.slug) not in shown) for hit in page.hits)
        return Found(page.count, page.low_confidence, hits)

    trials = []
    for text in texts:
        before = found(text, known, set())
        shown = {(hit.kind, hit.slug) for hit, _new in before.hits} or {("", "")}
        trials.append(Trial(text, before, found(text, taught, shown)))
    return trials
