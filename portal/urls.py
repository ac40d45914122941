"""Every address of the portal: Italian at the root, the English twin under /en/, the API in one language-free place."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.api import api
from portal.api.docs import docs
from portal.api.status import status
from portal.pages import errors
from portal.pages.home import home

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("api/v1/docs", docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("status", status, name="status"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("catalog.urls")),
        path("", include("missions.urls")),
        prefix_default_language=False,
    ),
]
