from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "missions"
    verbose_name = _("Missions")

    def ready(self) -> None:
        from catalog.editorial import waiting  # the models must be loaded first
        from missions import calendar, interchange, loading, search
        from missions.desk import waiting as desk_waiting
        from missions.models import Mission

        search.register_all()
        waiting.register(Mission)
        desk_waiting.register_all()
        calendar.register_all()
        loading.register_file()
        interchange.register_table()
