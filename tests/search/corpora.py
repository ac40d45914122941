"""Small catalogues of search documents: one to read, and random ones for properties."""

from datetime import date

from hypothesis import strategies as st

from catalog.enums import Kind
from catalog.search import indexing, search
from catalog.search.documents import Document
from catalog.search.query import SearchFilters
from catalog.search.results import SearchPage
from tests.factories import document

#: Few words, so that entries share them; an accent, an elision, a name that stays whole, words that stem alike.
WORDS = ("vino", "vini", "fiera", "fiere", "export", "l'export", "città", "EUR.1", "B2B", "dogana", "wine", "customs")
DAYS = st.none() | st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
TODAY = date(2026, 6, 15)

#: What both databases can store: no NUL, no half of a surrogate pair.
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join) | st.text(
    characters, min_size=1, max_size=20
)
languages = st.sampled_from(["it", "en"])
keys = st.tuples(st.sampled_from(Kind.values), st.sampled_from(["a", "b", "c", "d", "e", "f"]))


@st.composite
def documents(draw: st.DrawFn, key: tuple[str, str] | None = None) -> Document:
    """Any document; with a kind and a slug given, any version of that one."""
    kind, slug = key or draw(keys)
    opens, closes = draw(DAYS), draw(DAYS)
    return document(
        kind=kind,
        slug=slug,
        title_it=draw(texts),
        title_en=draw(st.just("") | texts),
        summary_it=draw(texts),
        body_it=draw(texts),
        questions_it=draw(st.lists(texts, max_size=2)),
        partner_slug=draw(st.sampled_from(["ice", "sace"])),
        facets={
            "need": draw(st.lists(st.sampled_from(["selling", "starting"]), max_size=1)),
            "country": draw(st.lists(st.sampled_from(["JP", "DE"]), max_size=2, unique=True)),
            "province": draw(st.lists(st.sampled_from(["CO", "MI"]), max_size=1)),
        },
        opens=min(opens, closes) if opens and closes else opens,
        closes=max(opens, closes) if opens and closes else closes,
        always=draw(st.booleans()),
        dated=draw(DAYS),
    )


#: Catalogues in which no kind and slug come twice.
catalogues = st.lists(documents(), max_size=8, unique_by=lambda entry: (entry.kind, entry.slug))


def rebuild(entries: list[Document]) -> None:
    """Makes these documents, and no others, the index."""
    indexing.rebuild([(entry.kind, entry.slug) for entry in entries], entries)


def find(q: str = "", *, language: str = "it", today: date = TODAY, **filters: object) -> SearchPage:
    """One page of the search for these words and filters."""
    return search(SearchFilters(q=q, **filters), language=language, today=today)


def found(q: str = "", **filters: object) -> list[str]:
    """The slugs on that page, in order."""
    return [hit.slug for hit in find(q, **filters).hits]
