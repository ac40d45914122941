from django.urls import path
from django.utils.translation import gettext_lazy as _

from missions.desk import afterwards, decisions, exports, messages, overview, selecting, setting_up

urlpatterns = [
    path("", overview.missions, name="desk"),
    path(_("registrations/<uuid:reference>/"), overview.registration, name="desk_registration"),
    path(_("registrations/<uuid:reference>/seat/"), decisions.seat, name="desk_seat"),
    path(_("registrations/<uuid:reference>/not-admitted/"), decisions.reject, name="desk_reject"),
    path(_("registrations/<uuid:reference>/points/"), selecting.judge, name="desk_judge"),
    path("<slug:slug>/", overview.mission, name="desk_mission"),
    path(_("<slug:slug>/seats/"), decisions.resize, name="desk_resize"),
    path(_("<slug:slug>/cancel/"), decisions.cancel, name="desk_cancel"),
    path(_("<slug:slug>/ranking/"), selecting.ranking, name="desk_ranking"),
    path(_("<slug:slug>/ranking/publish/"), selecting.publish, name="desk_publish"),
    path(_("<slug:slug>/set-up/"), setting_up.set_up, name="desk_set_up"),
    path(_("<slug:slug>/set-up/<slug:part>/"), setting_up.part, name="desk_part"),
    path(_("<slug:slug>/messages/"), messages.messages, name="desk_messages"),
    path(_("<slug:slug>/messages/write/"), messages.write, name="desk_write"),
    path(_("<slug:slug>/who-travels/"), afterwards.participants, name="desk_participants"),
    path(_("<slug:slug>/badges/"), afterwards.badges, name="desk_badges"),
    path(_("<slug:slug>/attendance/"), afterwards.attended, name="desk_attendance"),
    path(_("<slug:slug>/figures/"), afterwards.in_figures, name="desk_figures"),
    path("<slug:slug>/<slug:name>.<slug:kind>", exports.table, name="desk_table"),
]
