"""The filters beside the results: each facet a group of check boxes with exact counts; HTML like the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from catalog.search.results import Facet, FacetValue

#: Values of a long facet shown at once; the rest is one step away.
SHORT_LIST = 8
#: Fewer values than this are not worth a further step.
SHORT_REST = 3
#: Facets that are open when the page loads.
OPEN = frozenset({"kind", "status", "stage"})


@dataclass(frozen=True)
class Group:
    """A facet as a group of check boxes: the first values, and the ``rest`` behind a further step."""

    name: str
    label: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]
    open: bool


def groups(facets: Iterable[Facet], *, without_kind: bool) -> list[Group]:
    """The facets that offer a choice. A chosen value is always among the first ones, even when it leaves nothing."""
    found = []
    for facet in facets:
        chosen = any(value.selected for value in facet.values)
        if (facet.name == "kind" and without_kind) or (len(facet.values) < 2 and not chosen):
            continue
        first = tuple(value for place, value in enumerate(facet.values) if place < SHORT_LIST or value.selected)
        rest = tuple(value for place, value in enumerate(facet.values) if place >= SHORT_LIST and not value.selected)
        if len(rest) < SHORT_REST:
            first, rest = facet.values, ()
        found.append(Group(facet.name, facet.label, first, rest, chosen or facet.name in OPEN))
    return found


def html(shown: Iterable[Group]) -> SafeString:
    """The groups as ``details`` with check boxes."""
    icon = f'<svg class="icon" aria-hidden="true"><use href="{static("portal/icons.svg")}#it-expand"/></svg>'
    return mark_safe("".join(_group(group, icon) for group in shown))  # noqa: S308 - every text is escaped below


def _group(group: Group, icon: str) -> str:
    return (
        f'<details class="pm-facet"{" open" if group.open else ""}><summary>{escape(group.label)}{icon}</summary>'
        f"{_boxes(group, group.first)}{_rest(group)}</details>"
    )


def _rest(group: Group) -> str:
    if not group.rest:
        return ""
    more = ngettext("%(count)d more", "%(count)d more", len(group.rest)) % {"count": len(group.rest)}
    return (
        f'<details class="pm-rest"><summary>{escape(more)}'
        f'<span class="visually-hidden">, {escape(group.label)}</span></summary>'
        f"{_boxes(group, group.rest)}</details>"
    )


def _boxes(group: Group, values: Iterable[FacetValue]) -> str:
    """No more elements than a box needs: there are hundreds of them."""
    boxes = "".join(
        f'<label><input class="pm-check" type="checkbox" name="{group.name}" value="{escape(value.value)}"'
        f'{" checked" if value.selected else ""}>{escape(value.label)} <span class="n">{value.count}</span></label>'
        for value in values
    )
    return f'<div class="pm-values" role="group" aria-label="{escape(group.label)}">{boxes}</div>'
