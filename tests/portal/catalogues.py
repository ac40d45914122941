"""A published catalogue of any size, and the addresses of every kind of page that shows it."""

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from catalog import search
from catalog.enums import Cost, Delivery, Stage
from catalog.models import Opportunity, Partner, Service
from missions.models import Mission
from tests import factories

#: Pages without an entry of their own, by the name of their view.
PAGES = (
    "home",
    "catalog:search",
    "catalog:services",
    "catalog:opportunities",
    "catalog:partners",
    "catalog:bodies",
    "catalog:offices",
    "catalog:calendar",
    "missions:missions",
    "catalog:door-first-time",
    "catalog:door-consolidating",
    "catalog:door-established",
    "contacts",
    "questions",
    "privacy",
    "legal-notes",
    "accessibility",
    "credits",
    "site-map",
    "numbers",
)
#: Pages of one entry; the first entry of each kind has the slug 'first'.
ENTRIES = ("catalog:service", "catalog:opportunity", "catalog:partner", "missions:mission")
#: Pages of a place or a time: what is published is in Como, and this month or the next.
PLACES = ("catalog:province", "catalog:month")
LANGUAGES = ("it", "en")
#: How far away the first deadline is.
CLOSES_IN = timedelta(days=5)


def addresses(language: str) -> dict[str, str]:
    """The address of every kind of page in a language, by the name of its view."""
    with override(language):
        closes = localdate() + CLOSES_IN
        arguments = {name: ["first"] for name in ENTRIES}
        arguments |= {"catalog:province": ["como"], "catalog:month": [closes.year, closes.month]}
        return {name: reverse(name, args=arguments.get(name, [])) for name in [*PAGES, *ENTRIES, *PLACES]}


def publish(count: int) -> None:
    """``count`` entries of each kind that share a body, sectors and countries, all of them findable."""
    today = localdate()
    factories.need(label_it="Primi passi", label_en="First steps")
    body = factories.partner(slug="first", provinces=["CO"], sources=["https://body.example/"], checked="2026-10")
    sectors = [factories.sector(f"sector-{number}") for number in range(count)]
    countries = [factories.country(code) for code in ("JP", "DE", "FR")[:count]]
    como = factories.province(name="Como")
    links = {"sectors": sectors, "countries": countries}
    for number in range(count):
        slug = "first" if not number else f"more-{number}"
        own = {"slug": slug, "partner": body, "sources": ["https://body.example/a"], "checked": "2026-10-01"}
        texts = {"summary_en": "What it takes.", "questions_it": ["Come si fa?"]}
        factories.service(
            **own,
            **texts,
            **links,
            title_en=f"Service {number}",
            cost=Cost.FREE,
            delivery=[Delivery.ONLINE],
            stages=[Stage.FIRST_TIME],
        )
        factories.opportunity(
            **own,
            **texts,
            **links,
            title_en=f"Call {number}",
            opens=today - timedelta(days=5),
            closes=today + CLOSES_IN + timedelta(days=number),
            amount_it="10.000 euro",
            url="https://body.example/bando",
        )
        factories.mission(
            **own,
            **links,
            title_en=f"Mission {number}",
            starts=today + timedelta(days=30 + number),
            ends=today + timedelta(days=33 + number),
            cities=["Osaka"],
            support=["interpreter"],
            capacity=10,
        )
        factories.office(
            partner=body, city="Como", province=como, phone="031 1", email="como@body.example", checked="2026-10"
        )
        if number:
            factories.partner(slug=slug, table_member=True)
    search.rebuild()


def clear() -> None:
    """Takes all entries away."""
    for model in (Mission, Opportunity, Service, Partner):
        model.objects.all().delete()
