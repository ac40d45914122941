"""The words of the files, synonyms and firms' sentences, into the tables that staff edit.

Lists are compared word by word: what a new version of the files adds or drops is added or dropped, what staff added or
dropped stays so.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from catalog.models import NeedWording, SynonymGroup
from catalog.search import analysis, indexing, wordings


def load_wordings() -> dict[str, int]:
    """Writes what the files changed and returns how many rows each list has.

    The search reads them anew where anything differs. In the caller's transaction.
    """
    said = wordings.from_files()
    changed = _write_groups(said)
    changed |= _write_needs(said)
    if changed:
        indexing.renew_vocabulary()
    return {"synonyms": len(said.groups), "sentences of needs": sum(map(_sentences, said.phrases.values()))}


def merged(current: Sequence[str], before: Sequence[str], now: Sequence[str]) -> list[str]:
    """The current list after what the files did to theirs, from ``before`` to ``now``."""
    dropped = set(before) - set(now)
    kept = [word for word in current if word not in dropped]
    added = [word for word in now if word not in before and word not in kept]
    return kept + added


def _write_groups(said: wordings.Wordings) -> bool:
    rows = {row.key: row for row in SynonymGroup.objects.exclude(key=None)}
    changed = False
    for position, (key, group) in enumerate(_keyed(said.groups)):
        now = {"terms": list(group.phrases), "sources": list(group.sources), "need": group.need}
        row = rows.pop(key, None)
        if row is None:
            SynonymGroup.objects.create(
                key=key,
                terms=now["terms"],
                sources=now["sources"],
                need_id=group.need or None,
                position=position,
                loaded=now,
            )
            changed = True
        elif row.loaded != now or row.position != position:
            changed |= _bring_up_to_date(row, now, position)
    for row in rows.values():  # left the files: gone, unless somebody made it theirs
        if _said(row) == row.loaded:
            row.delete()
            changed = True
    return changed


def _bring_up_to_date(row: SynonymGroup, now: dict[str, Any], position: int) -> bool:
    row.terms = merged(row.terms, row.loaded["terms"], now["terms"])
    row.sources = merged(row.sources, row.loaded["sources"], now["sources"])
    if (row.need_id or "") == row.loaded["need"]:
        row.need_id = now["need"] or None
    row.position, row.loaded = position, now
    row.save()
    return True


def _said(row: SynonymGroup) -> dict[str, Any]:
    return {"terms": row.terms, "sources": row.sources, "need": row.need_id or ""}


def _write_needs(said: wordings.Wordings) -> bool:
    rows = {row.pk: row for row in NeedWording.objects.all()}
    changed = False
    for need, phrases in said.phrases.items():
        now = {"phrases_it": list(phrases.italian), "phrases_en": list(phrases.english)}
        row = rows.get(need)
        if row is None:
            NeedWording.objects.create(need_id=need, **now, loaded=now)
        elif row.loaded != now:
            row.phrases_it = merged(row.phrases_it, row.loaded["phrases_it"], now["phrases_it"])
            row.phrases_en = merged(row.phrases_en, row.loaded["phrases_en"], now["phrases_en"])
            row.loaded = now
            row.save()
        else:
            continue
        changed = True
    return changed


def _keyed(groups: Sequence[wordings.Group]) -> Iterator[tuple[str, wordings.Group]]:
    """A group is known again by its first word; a second one that begins alike is numbered."""
    seen: dict[str, int] = {}
    for group in groups:
        way, first = ("leads", group.sources[0]) if group.sources else ("means", group.phrases[0])
        key = f"{way}:{analysis.fold(first)[:100]}"
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}:{seen[key]}"), group


def _sentences(phrases: wordings.NeedPhrases) -> int:
    return len(phrases.italian) + len(phrases.english)
