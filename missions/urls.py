from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from catalog.enums import Kind
from catalog.views import calendar_pages
from missions.views import area, firms, own_data, people, public, ranking, registered, registration, surveys

app_name = "missions"
urlpatterns = [
    path(_("missions/"), public.missions, name="missions"),
    path(_("missions/desk/"), include("missions.desk.urls")),
    path(_("missions/<slug:slug>/"), public.mission, name="mission"),
    path(
        _("missions/<slug:slug>/calendar.ics"),
        calendar_pages.entry_file,
        {"kind": Kind.MISSION},
        name="mission-calendar-file",
    ),
    path(_("missions/<slug:slug>/ranking/"), ranking.ranking, name="ranking"),
    path(_("missions/<slug:slug>/registration/"), registration.register, name="register"),
    path(_("missions/<slug:slug>/registration/firm/"), registration.firm, name="register_firm"),
    path(_("missions/<slug:slug>/registration/who-travels/"), registration.participants, name="register_participants"),
    path(_("missions/<slug:slug>/registration/questions/"), registration.questions, name="register_questions"),
    path(_("missions/<slug:slug>/registration/documents/"), registration.upload, name="register_documents"),
    path(_("missions/<slug:slug>/registration/support/"), registration.support, name="register_support"),
    path(_("missions/<slug:slug>/registration/summary/"), registration.summary, name="register_summary"),
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
    path(_("your-firm/registrations/<uuid:reference>/"), registered.state, name="registration"),
    path(_("your-firm/registrations/<uuid:reference>/sent/"), registered.sent, name="sent"),
    path(_("your-firm/registrations/<uuid:reference>/receipt/"), registered.receipt, name="receipt"),
    path(_("your-firm/registrations/<uuid:reference>/accept/"), registered.accept, name="accept"),
    path(_("your-firm/registrations/<uuid:reference>/decline/"), registered.decline, name="decline"),
    path(_("your-firm/registrations/<uuid:reference>/withdraw/"), registered.withdraw, name="withdraw"),
    path(_("your-firm/registrations/<uuid:reference>/again/"), registered.reopen, name="reopen"),
    path(
        _("your-firm/registrations/<uuid:reference>/who-travels/"), registered.people, name="registration_participants"
    ),
    path(
        _("your-firm/registrations/<uuid:reference>/documents/"),
        registered.add_documents,
        name="registration_documents",
    ),
    path(_("your-firm/registrations/<uuid:reference>/documents/<int:pk>/"), registered.document, name="document"),
    path(_("your-firm/registrations/<uuid:reference>/survey/<slug:moment>/"), surveys.survey, name="survey"),
    path(_("your-firm/invitations/<int:pk>/"), people.received, name="received_invitation"),
    path(_("invitations/<str:token>/"), people.invitation, name="invitation"),
]
