"""Tables of missions: what a file may write of one. Dates of registration and terms are set at the desk alone."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from catalog.enums import ImportKind
from catalog.interchange import kinds
from catalog.interchange.kinds import TableKind
from missions.enums import SupportKind
from missions.models import Mission, Registration

#: What the page of a mission in the admin holds, and no more.
_FIELDS = (
    *("slug", "partner", "title_it", "title_en", "description_it", "description_en", "sectors"),
    *("starts", "ends", "countries", "cities", "capacity", "support", "search_terms_it", "search_terms_en"),
    *("url", "sources", "checked", "publish_on", "expire_on"),
)


def register_table() -> None:
    """Adds missions to the tables that staff bring in and take away; called once, from ``AppConfig.ready``."""
    lists = {"support": SupportKind.choices}
    periods = (("starts", "ends"),)
    kinds.register(
        TableKind(ImportKind.MISSION, Mission, fields=_FIELDS, lists=lists, periods=periods, settled=_settled)
    )


def _settled(missions: Iterable[Mission]) -> Mapping[int, Mapping[str, str]]:
    """Once firms have registered, seats change at the desk only, where those who wait get what is new."""
    keys = [mission.pk for mission in missions]
    taken = Registration.objects.filter(mission__in=keys).values_list("mission_id", flat=True).distinct()
    why = _("Firms have registered: seats change at the mission’s desk only.")
    return {key: {"capacity": why} for key in taken}
