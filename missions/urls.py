from django.urls import path
from django.utils.translation import gettext_lazy as _

from missions import views

app_name = "missions"
urlpatterns = [
    path(_("missions/"), views.missions, name="missions"),
    path(_("missions/<slug:slug>/"), views.mission, name="mission"),
    path(_("your-firm/registrations/<uuid:reference>/"), views.registration, name="registration"),
]
