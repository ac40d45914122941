from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from catalog.calendar import opportunities  # the models must be loaded first
        from catalog.corrections import queue
        from catalog.editorial import waiting
        from catalog.freshness import duties
        from catalog.interchange import duties as interchange_duties
        from catalog.interchange import kinds
        from catalog.models import Opportunity, Partner, Service
        from catalog.search import sources

        for model in (Service, Opportunity, Partner):
            waiting.register(model)
        sources.register_all()
        opportunities.register_all()
        queue.register_duty()
        duties.register_all()
        interchange_duties.register_duty()
        kinds.register_all()
