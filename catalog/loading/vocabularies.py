"""The controlled lists, from the search's own language data and the provinces' file, into their tables."""

from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import override
from django_countries import countries as iso_countries

from catalog.loading.files import FOLDER
from catalog.loading.rows import read_rows
from catalog.models import Country, MacroArea, Municipality, Need, Province, Sector
from catalog.search import data
from catalog.territory import municipalities


def load_vocabularies() -> dict[str, int]:
    """Writes what differs and returns how many rows each list has. They are ours alone: files win over the tables."""
    needs = [
        Need(
            slug=entry["slug"],
            label_it=entry["it"],
            label_en=entry["en"],
            explanation_it=entry["explanation"],
            explanation_en=entry["explanation_en"],
            phrase_it=_sentence(entry["phrases_it"][0]),
            phrase_en=_sentence(entry["phrases_en"][0]),
            position=position,
        )
        for position, entry in enumerate(data.read("needs"))
    ]
    sectors = [
        Sector(slug=entry["slug"], label_it=entry["it"], label_en=entry["en"], position=position)
        for position, entry in enumerate(data.read("sectors"))
    ]
    names = country_names()
    countries = [Country(code=code, label_it=italian, label_en=english) for code, (italian, english) in names.items()]
    provinces = [
        Province(code=row.values["code"], name=row.values["name"], position=row.number)
        for row in read_rows(FOLDER / "provinces.yaml")
    ]
    areas = data.read("places")["areas"]
    in_lombardy = municipalities.listed({province.code for province in provinces})
    # Two that became one leave the list, and the one may take a name of theirs; nothing refers to a municipality.
    Municipality.objects.exclude(pk__in=[row.pk for row in in_lombardy]).delete()
    for rows in (needs, sectors, countries, provinces, in_lombardy):
        _write(rows)
    for area in areas:
        row, _created = MacroArea.objects.update_or_create(
            slug=area["id"], defaults={"label_it": area["it"], "label_en": area["en"] or area["it"]}
        )
        row.countries.set(area["members"])
    return {
        "needs": len(needs),
        "sectors": len(sectors),
        "countries": len(countries),
        "macro-areas": len(areas),
        "provinces": len(provinces),
        "municipalities": len(in_lombardy),
    }


def _write(rows: Sequence[Model]) -> None:
    model = type(rows[0])
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=[model._meta.pk.attname], update_fields=columns
    )


def country_names() -> dict[str, tuple[str, str]]:
    """Every ISO country with its Italian and English name: ours where the vocabulary has one, else the standard's."""
    names = {}
    for code in dict(iso_countries):
        with override("it"):
            italian = iso_countries.name(code)
        with override("en"):
            english = iso_countries.name(code)
        names[code] = (str(italian), str(english))
    for entry in data.read("places")["countries"]:
        names[entry["iso2"]] = (entry["it"], entry["en"])
    return names


def known_references() -> dict[str, set[str]]:
    """The keys of the vocabularies that rows may refer to."""
    return {
        "need": {entry["slug"] for entry in data.read("needs")},
        "sector": {entry["slug"] for entry in data.read("sectors")},
        "country": set(country_names()),
        "province": {row.values["code"] for row in read_rows(FOLDER / "provinces.yaml")},
    }


def _sentence(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
