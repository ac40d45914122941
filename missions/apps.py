from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "missions"
    verbose_name = _("Missions")

    def ready(self) -> None:
        from missions import calendar, loading, search  # the models must be loaded first

        search.register_all()
        calendar.register_all()
        loading.register_file()
