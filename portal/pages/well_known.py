"""What machines ask every site for: what they may read, whom to warn, which icon to show."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

#: ``security.txt`` must be looked at again within a year (RFC 9116, 2.5.5); a copy kept elsewhere ages sooner.
_VALID = datetime.timedelta(days=90)
_THEME = "#00362e"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Every page may be read, and what one word or one filter finds; filters that combine, without end, may not."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?*&",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without an address of its own the contact is the page that says whom to turn to."""
    page = request.build_absolute_uri(reverse("contacts"))
    expires = (timezone.now() + _VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.SECURITY_EMAIL}" if settings.SECURITY_EMAIL else f"Contact: {page}#sicurezza",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: it, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The address browsers try by themselves."""
    return HttpResponseRedirect(static("portal/favicon.ico"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: what the portal is called on the first page of a telephone."""
    sizes = ((192, "any"), (512, "any"), (512, "maskable"))
    icons = [
        {
            "src": static(f"portal/icon-{'maskable-' if purpose == 'maskable' else ''}{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in sizes
    ]
    content = {
        "name": "Porte del Mondo",
        "short_name": "Porte del Mondo",
        "description": _("The single point of access for the firms of Lombardy that go abroad"),
        "lang": get_language(),
        "id": "/",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "browser",
        "theme_color": _THEME,
        "background_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
