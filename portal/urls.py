"""Every address of the portal: Italian at the root, the English twin under /en/, what machines ask for in one place."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from catalog.admin.requests import BoundedAutocomplete
from portal.api import api
from portal.api.docs import docs
from portal.api.status import status
from portal.feedback import views as feedback
from portal.numbers import views as numbers
from portal.pages import errors, notices, well_known
from portal.pages.home import home
from portal.pages.site_map import site_map
from portal.sitemaps import SITEMAPS

admin.site.autocomplete_view = BoundedAutocomplete.as_view(admin_site=admin.site)  # type: ignore[method-assign,assignment]
admin.site.site_header = admin.site.site_title = _("Porte del Mondo, editors’ desk")  # type: ignore[assignment]
admin.site.index_title = _("Your desk")  # type: ignore[assignment]
admin.site.enable_nav_sidebar = False  # lists and forms need the width, on a tablet above all
# The admin's own form knows no second factor: it is not used.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("api/v1/docs", docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("status", status, name="status"),
    path("admin/", admin.site.urls),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("portal.accounts.urls")),
        path("", include("catalog.urls")),
        path("", include("missions.urls")),
        path("manifest.webmanifest", well_known.manifest, name="manifest"),
        path(_("contacts/"), notices.write_to_us, name="contacts"),
        path(_("frequently-asked-questions/"), notices.questions, name="questions"),
        path(_("privacy/"), notices.privacy, name="privacy"),
        path(_("legal-notes/"), notices.legal_notes, name="legal-notes"),
        path(_("accessibility/"), notices.accessibility, name="accessibility"),
        path(_("credits/"), notices.credits, name="credits"),
        path(_("site-map/"), site_map, name="site-map"),
        path(_("numbers/"), numbers.numbers, name="numbers"),
        path(_("numbers/all.csv"), numbers.table, name="numbers-table"),
        path(_("numbers/contacts/"), numbers.contact, name="numbers-contact"),
        path(_("fault-report/"), feedback.fault, name="fault"),
        path(_("fault-report/received/"), feedback.fault_received, name="fault-received"),
        path(_("rating/"), feedback.rate, name="rating"),
        path(_("rating/<str:token>/"), feedback.step, name="rating-step"),
        prefix_default_language=False,
    ),
]
