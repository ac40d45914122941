"""What is shown of a file that was tried out: counts, questions, and rows a page at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.editorial.differences import Piece, words
from catalog.enums import RowVerdict
from catalog.interchange import bodies, columns, kinds
from catalog.interchange.spelling import folded
from catalog.models import Import, ImportRow

#: Rows from which on a refusal is told once for all, and how many such are told.
_MANY, _REPEATED = 5, 10


@dataclass(frozen=True)
class Spelling:
    """A spelling of a body that nobody has settled: in how many rows, which bodies it may mean, the likeliest first."""

    text: str
    key: str
    rows: int
    choices: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Change:
    """One column of a row: what the entry says and what it would say, in pieces."""

    header: str
    before: Sequence[Piece]
    after: Sequence[Piece]


def counts(batch: Import) -> dict[RowVerdict, int]:
    """How many rows there are of each verdict, the most urgent first; those without any are left out."""
    found = Counter(batch.rows.values_list("verdict", flat=True))
    return {verdict: found[verdict] for verdict in RowVerdict if found[verdict]}


def spellings(batch: Import) -> list[Spelling]:
    """The spellings of bodies to be settled, the commonest first."""
    refused = batch.rows.filter(verdict=RowVerdict.REFUSED).values_list("problems", flat=True)
    said = [problem["spelling"] for problems in refused for problem in problems if "spelling" in problem]
    if not said:
        return []
    found = bodies.of(batch.author, kinds.of(batch.kind).model, {})
    spelt = Counter(folded(text) for text in said)
    written = {folded(text): text for text in reversed(said)}
    return [Spelling(written[key], key, rows, _choices(found, key)) for key, rows in spelt.most_common()]


def repeated(batch: Import) -> list[tuple[str, str, str, str, int]]:
    """The refusals that many rows share, the commonest first: column, value, reason, what to write, how many rows."""
    said = batch.rows.filter(verdict=RowVerdict.REFUSED).values_list("problems", flat=True)
    found = Counter(
        (one["column"], one["value"], one["reason"], one["instead"]) for problems in said for one in problems
    )
    return [(*what, count) for what, count in found.most_common(_REPEATED) if count >= _MANY]


def changes(row: ImportRow) -> list[Change]:
    """What a row would change, the words that differ marked."""
    return [Change(header, *words(before, after)) for header, before, after in row.differences]


def _choices(found: bodies.Bodies, key: str) -> list[tuple[int, str]]:
    likely = found.proposed(key)
    return [(body, found.names[body]) for body in (*likely, *(other for other in found.names if other not in likely))]


def refused(batch: Import) -> list[list[str]]:
    """The refused rows as the file had them, under the names of their columns, with why in a last one."""
    kind = kinds.of(batch.kind)
    heads = {column.name: column.header for column in columns.of(kind, bodies.of(batch.author, kind.model, {}))}
    places = [place for place, name in enumerate(batch.columns) if name]
    rows = [[*(heads[batch.columns[place]] for place in places), _("Why it was refused")]]
    for row in batch.rows.filter(verdict=RowVerdict.REFUSED):
        why = [f"{said['column']}: {said['reason']} {said['instead']}".strip() for said in row.problems]
        rows.append([*(row.cells[place] for place in places), " | ".join(why)])
    return rows
