from django.urls import path
from django.utils.translation import gettext_lazy as _

from catalog.enums import Kind
from catalog.views import calendar_pages
from missions.views import public

app_name = "missions"
urlpatterns = [
    path(_("missions/"), public.missions, name="missions"),
    path(_("missions/<slug:slug>/"), public.mission, name="mission"),
    path(
        _("missions/<slug:slug>/calendar.ics"),
        calendar_pages.entry_file,
        {"kind": Kind.MISSION},
        name="mission-calendar-file",
    ),
    path(_("your-firm/registrations/<uuid:reference>/"), public.registration, name="registration"),
]
