from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from catalog.calendar import opportunities  # the models must be loaded first
        from catalog.corrections import queue
        from catalog.search import sources

        sources.register_all()
        opportunities.register_all()
        queue.register_duty()
