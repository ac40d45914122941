from django.urls import path
from django.utils.translation import gettext_lazy as _

from missions.desk import decisions, overview, selecting

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
]
