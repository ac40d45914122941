"""What a search answers: frozen values that page, API and export render alike."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Recognised:
    """Something understood in the text.

    ``name`` is a facet (country, need, ...) or 'area', ``text`` the words that said it. ``rest`` is the query without
    those words: what remains when the reader takes it away.
    """

    name: str
    value: str
    label: str
    text: str
    rest: str = ""


@dataclass(frozen=True)
class QueryReading:
    """How a text was read: as typed, as corrected (None when nothing was), and what was recognised in it.

    ``unknown`` are the content words that nothing in the catalogue or the vocabularies knows.
    ``without`` is, for an answer that is empty or weak, a shorter query worth trying (None when there is none).
    """

    text: str
    corrected: str | None = None
    recognised: tuple[Recognised, ...] = ()
    unknown: tuple[str, ...] = ()
    without: str | None = None


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """``count`` of a value is what choosing it would leave of the answer with every other filter kept."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Hit:
    """One result. ``title_lang``/``summary_lang`` say which language the text shown is in ('it' or 'en').

    ``title`` is plain text; ``snippet`` is safe HTML (``SafeString``) with <mark> around the matched words.
    ``status`` is an ``Availability`` value or None (a partner, or dates nobody published).
    ``near`` is False for the weaker results that follow the answer.
    """

    kind: str
    slug: str
    title: str
    title_lang: str
    summary: str
    summary_lang: str
    snippet: str
    partner_slug: str
    partner_name: str
    url: str
    opens: date | None
    closes: date | None
    status: str | None
    score: float
    near: bool
    facets: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class SearchPage:
    """One page of an answer. ``count`` answers the query, ``more`` weaker matches follow after them.

    ``pages`` covers count + more. ``ignored`` lists (name, value) pairs of the query string that mean nothing.
    """

    count: int
    more: int
    low_confidence: bool
    page: int
    page_size: int
    pages: int
    reading: QueryReading
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    ignored: tuple[tuple[str, str], ...] = ()
