"""Which body a cell means. A spelling nobody has settled is asked about, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from catalog.interchange.cells import Cell, Refused, short
from catalog.interchange.spelling import folded
from catalog.models import BodyAlias, Partner
from catalog.models.publishing import PublishableModel
from catalog.permissions import bodies_edited

#: A body whose name is at least this like a spelling (of 100) is proposed for it.
_ALIKE = 60
_PROPOSED = 4


class UnknownBody(Refused):
    """A spelling that no body is known by."""


@dataclass(frozen=True)
class Bodies:
    """The bodies a person edits for, and the folded names each is known by."""

    names: Mapping[int, str]
    known: Mapping[str, frozenset[int]]

    def only(self) -> int | None:
        """The one body there is; None when there are several."""
        return next(iter(self.names)) if len(self.names) == 1 else None

    def find(self, text: str) -> int:
        """The key of the body a text names. Raises ``UnknownBody``."""
        found = self.known.get(folded(text), frozenset())
        if len(found) == 1:
            return next(iter(found))
        near = [self.names[key] for key in self.proposed(text)]
        raise UnknownBody(
            _("“%(value)s” is no body whose entries are yours to edit.") % {"value": short(text)},
            _("Perhaps: %(names)s. Say so above, once for all rows.") % {"names": ", ".join(near)} if near else "",
        )

    def proposed(self, text: str) -> list[int]:
        """The bodies a spelling may mean, the likeliest first."""
        spellings = [(spelling, key) for spelling, keys in self.known.items() for key in keys]
        near = process.extract(
            folded(text),
            [spelling for spelling, _key in spellings],
            scorer=fuzz.token_set_ratio,
            score_cutoff=_ALIKE,
            limit=_PROPOSED * 3,
        )
        return list(dict.fromkeys(spellings[place][1] for _name, _score, place in near))[:_PROPOSED]

    def cell(self) -> Cell:
        return Cell(self.find, lambda key: self.names.get(key, ""))


def of(user: Any, model: type[PublishableModel], answers: Mapping[str, int]) -> Bodies:
    """The bodies a person edits for, as they are known: by name, by address, as staff said before or says now.

    ``answers`` are keys by folded spelling. Two queries.
    """
    bodies = list(bodies_edited(user, model).order_by("short_name"))
    names = {body.pk: body.short_name for body in bodies}
    known: dict[str, set[int]] = {}
    aliases = BodyAlias.objects.filter(partner__in=list(names)).values_list("spelling", "partner_id")
    spellings: Iterable[tuple[str, int]] = [
        *((folded(name), body.pk) for body in bodies for name in (body.short_name, body.name, body.slug)),
        *aliases,
    ]
    for spelling, key in spellings:
        known.setdefault(spelling, set()).add(key)
    known |= {spelling: {key} for spelling, key in answers.items() if key in names}
    return Bodies(names, {spelling: frozenset(keys) for spelling, keys in known.items()})


def remember(answers: Mapping[str, int], names: Iterable[int]) -> None:
    """Keeps what staff said a spelling means, for the bodies that are theirs."""
    allowed = set(Partner.objects.filter(pk__in=names).values_list("pk", flat=True))
    BodyAlias.objects.bulk_create(
        [BodyAlias(partner_id=key, spelling=text[:200]) for text, key in answers.items() if key in allowed],
        ignore_conflicts=True,
    )
