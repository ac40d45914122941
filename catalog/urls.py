from django.urls import path
from django.utils.translation import gettext_lazy as _

from catalog.views import details, listings, offices

app_name = "catalog"
urlpatterns = [
    path(_("search/"), listings.search, name="search"),
    path(_("services/"), listings.services, name="services"),
    path(_("services/<slug:slug>/"), details.service, name="service"),
    path(_("opportunities/"), listings.opportunities, name="opportunities"),
    path(_("opportunities/<slug:slug>/"), details.opportunity, name="opportunity"),
    path(_("partners/"), listings.partners, name="partners"),
    path(_("partners/<slug:slug>/"), details.partner, name="partner"),
    path(_("offices/"), offices.offices, name="offices"),
    path(_("offices/<slug:slug>/"), offices.province, name="province"),
]
