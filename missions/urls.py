from django.urls import path
from django.utils.translation import gettext_lazy as _

from catalog.enums import Kind
from catalog.views import calendar_pages
from missions.views import area, firms, own_data, people, public

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
    path(_("your-firm/"), area.area, name="area"),
    path(_("your-firm/firms/"), area.firms, name="firms"),
    path(_("your-firm/new/"), firms.new, name="new_firm"),
    path(_("your-firm/profile/"), firms.profile, name="profile"),
    path(_("your-firm/profile/company/"), firms.part, {"part": "company"}, name="profile_company"),
    path(_("your-firm/profile/seat/"), firms.part, {"part": "seat"}, name="profile_seat"),
    path(_("your-firm/profile/sectors/"), firms.part, {"part": "sectors"}, name="profile_sectors"),
    path(_("your-firm/profile/abroad/"), firms.part, {"part": "abroad"}, name="profile_abroad"),
    path(_("your-firm/profile/kind/"), firms.part, {"part": "stage"}, name="profile_stage"),
    path(_("your-firm/profile/contacts/"), firms.part, {"part": "contacts"}, name="profile_contacts"),
    path(_("your-firm/people/"), people.people, name="people"),
    path(_("your-firm/people/invite/"), people.invite, name="invite"),
    path(_("your-firm/people/<int:pk>/"), people.change, name="mandate"),
    path(_("your-firm/people/<int:pk>/end/"), people.end, name="end_mandate"),
    path(_("your-firm/people/invitations/<int:pk>/withdraw/"), people.withdraw, name="withdraw_invitation"),
    path(_("your-firm/data/"), own_data.data, name="data"),
    path(_("your-firm/data/download/"), own_data.export, name="export"),
    path(_("your-firm/registrations/<uuid:reference>/"), public.registration, name="registration"),
    path(_("your-firm/invitations/<int:pk>/"), people.received, name="received_invitation"),
    path(_("invitations/<str:token>/"), people.invitation, name="invitation"),
]
