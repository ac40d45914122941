"""What the values of the facets are called, in either language, and in which order they are listed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.enums import Availability, Kind, OpportunityType, Stage
from catalog.models import Country, Need, Partner, Province, Sector
from catalog.search import index
from catalog.search.documents import EVERYWHERE

#: The facets in the order they are shown.
FACETS = ("kind", "status", "stage", "need", "type", "sector", "country", "province", "partner")


@dataclass(frozen=True)
class Labels:
    """``names`` and ``values`` by language: the facet's own name, and the label of each of its values in listing order.

    ``partners`` are (slug, full name, short name); ``token`` is the state of the index they were read at.
    """

    names: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, Mapping[str, str]]]
    partners: tuple[tuple[str, str, str], ...]
    token: str

    def of(self, name: str, value: str, language: str) -> str:
        """The label of a value; the value itself when nobody named it."""
        return self.values[language].get(name, {}).get(value, value)


_held: dict[str, Labels] = {}


def current() -> Labels:
    """The labels at the index's present version; read again only when an entry changed."""
    return at(index.current().token)


def at(token: str) -> Labels:
    """The labels at a version of the index."""
    labels = _held.get(token)
    if labels is None:
        labels = _read(token)
        _held.clear()
        _held[token] = labels
    return labels


def forget() -> None:
    """Drops what this process holds; the next reader reads it anew."""
    _held.clear()


def known_values(name: str) -> list[str]:
    """Every value a facet may be asked for, whether or not an entry carries it."""
    return list(current().values["it"][name])


def _read(token: str) -> Labels:
    needs = list(Need.objects.order_by("position").values_list("slug", "label_it", "label_en"))
    sectors = list(Sector.objects.order_by("position").values_list("slug", "label_it", "label_en"))
    countries = list(Country.objects.order_by("code").values_list("code", "label_it", "label_en"))
    provinces = [(code, name, name) for code, name in Province.objects.order_by("position").values_list("code", "name")]
    partners = tuple(Partner.objects.published().order_by("short_name").values_list("slug", "name", "short_name"))
    names: dict[str, Mapping[str, str]] = {}
    values: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for column, language in ((1, "it"), (2, "en")):
        with override(language):
            names[language] = {
                "kind": _("What"),
                "status": _("Open or closed"),
                "stage": _("Your firm"),
                "need": _("Need"),
                "type": _("Kind of opportunity"),
                "sector": _("Sector"),
                "country": _("Country"),
                "province": _("Province"),
                "partner": _("Partner"),
            }
            values[language] = {
                "kind": _plain(Kind),
                "status": _plain(Availability),
                "stage": _plain(Stage),
                "need": {row[0]: row[column] for row in needs},
                "type": _plain(OpportunityType),
                "sector": {EVERYWHERE: _("All sectors"), **{row[0]: row[column] for row in sectors}},
                "country": {EVERYWHERE: _("All countries"), **{row[0]: row[column] for row in countries}},
                "province": {EVERYWHERE: _("All of Lombardy"), **{row[0]: row[column] for row in provinces}},
                "partner": {slug: short_name for slug, _name, short_name in partners},
            }
    return Labels(names, values, partners, token)


def _plain(choices: type[Kind] | type[Availability] | type[Stage] | type[OpportunityType]) -> dict[str, str]:
    return {member.value: str(member.label) for member in choices}
