"""The site map for search engines: every public page in both languages, each pointing to its twin."""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from catalog.models import Opportunity, Partner, Province, Service
from catalog.models.publishing import PublishableModel
from missions.models import Mission

#: Pages without an entry of their own, by the name of their view.
PAGES = (
    "home",
    "catalog:services",
    "catalog:opportunities",
    "missions:missions",
    "catalog:partners",
    "catalog:bodies",
    "catalog:bodies",
    "catalog:offices",
    "catalog:calendar",
    "catalog:door-first-time",
    "catalog:door-consolidating",
    "catalog:door-established",
    "questions",
    "contacts",
    "fault",
    "numbers",
    "privacy",
    "legal-notes",
    "accessibility",
    "site-map",
    "credits",
)


class PagesSitemap(Sitemap):
    i18n = True
    alternates = True

    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class ProvincesSitemap(Sitemap):
    i18n = True
    alternates = True

    def items(self) -> QuerySet[Province]:
        return Province.objects.all()


class EntriesSitemap(Sitemap):
    """The published entries of one kind."""

    i18n = True
    alternates = True
    limit = 5_000

    def __init__(self, model: type[PublishableModel]) -> None:
        self.model = model

    def items(self) -> QuerySet[Any]:
        return self.model.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: PublishableModel) -> datetime.datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        latest: datetime.datetime | None = self.model.objects.published().aggregate(latest=Max("updated_at"))["latest"]
        return latest


SITEMAPS: dict[str, Any] = {
    "pages": PagesSitemap,
    "provinces": ProvincesSitemap,
    "services": EntriesSitemap(Service),
    "opportunities": EntriesSitemap(Opportunity),
    "partners": EntriesSitemap(Partner),
    "missions": EntriesSitemap(Mission),
}
