from django.urls import path
from django.utils.translation import gettext_lazy as _

from catalog.enums import Kind, Stage
from catalog.views import (
    bodies,
    body,
    calendar_pages,
    corrections,
    details,
    doors,
    export,
    listings,
    offices,
    suggestions,
)

app_name = "catalog"
urlpatterns = [
    path(_("search/"), listings.search, name="search"),
    path(_("search/suggestions/"), suggestions.suggestions, name="suggestions"),
    path(_("search/results.csv"), export.table, name="results-table"),
    path(_("search/feed.atom"), export.feed, name="results-feed"),
    path(_("services/"), listings.services, name="services"),
    path(_("services/<slug:slug>/"), details.service, name="service"),
    path(_("opportunities/"), listings.opportunities, name="opportunities"),
    path(_("opportunities/<slug:slug>/"), details.opportunity, name="opportunity"),
    path(
        _("opportunities/<slug:slug>/calendar.ics"),
        calendar_pages.entry_file,
        {"kind": Kind.OPPORTUNITY},
        name="opportunity-calendar-file",
    ),
    path(_("partners/"), listings.partners, name="partners"),
    path(_("partners/<slug:slug>/"), body.partner, name="partner"),
    path(_("who-does-what/"), bodies.who_does_what, name="bodies"),
    path(_("offices/"), offices.offices, name="offices"),
    path(_("offices/suggestions/"), offices.municipality_suggestions, name="municipality-suggestions"),
    path(_("offices/<slug:slug>/"), offices.province, name="province"),
    path(_("firms/first-time/"), doors.door, {"stage": Stage.FIRST_TIME}, name="door-first-time"),
    path(_("firms/a-few-countries/"), doors.door, {"stage": Stage.CONSOLIDATING}, name="door-consolidating"),
    path(_("firms/established/"), doors.door, {"stage": Stage.ESTABLISHED}, name="door-established"),
    path(_("calendar/"), calendar_pages.overview, name="calendar"),
    path(_("calendar/<int:year>/<int:number>/"), calendar_pages.month, name="month"),
    path(_("calendar.ics"), calendar_pages.calendar_file, name="calendar-file"),
    path(_("search/calendar.ics"), calendar_pages.search_file, name="search-calendar-file"),
    path(_("report-an-error/<slug:kind>/<slug:slug>/"), corrections.report, name="report-an-error"),
    path(_("report-an-error/<slug:kind>/<slug:slug>/received/"), corrections.reported, name="error-reported"),
]
