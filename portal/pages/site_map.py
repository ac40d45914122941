"""The site map for people: every page that is not a single entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.enums import Kind, OpportunityType, Stage
from catalog.models import Need, Province
from portal.navigation import sections


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    search, opportunities = reverse("catalog:search"), reverse("catalog:opportunities")
    groups = [
        (
            _("Sections"),
            [
                *((address, label) for address, label, _mark in sections()),
                (reverse("catalog:bodies"), _("Who does what")),
            ],
        ),
        (_("By kind of firm"), [(reverse(f"catalog:door-{stage}"), label) for stage, label in Stage.choices]),
        (_("By need"), [(f"{search}?need={need.pk}", need.label) for need in Need.objects.all()]),
        (
            str(Kind.OPPORTUNITY.label),
            [(f"{opportunities}?type={kind}", label) for kind, label in OpportunityType.choices],
        ),
        (_("By province"), [(one.get_absolute_url(), one.name) for one in Province.objects.all()]),
        (
            _("The portal"),
            [
                (reverse("home"), _("Home")),
                (search, _("Search the portal")),
                (reverse("catalog:bodies"), _("Who does what")),
                (reverse("contacts"), _("Write to us")),
                (reverse("questions"), _("Frequently asked questions")),
                (reverse("fault"), _("Report a fault")),
                (reverse("numbers"), _("The portal in numbers")),
                (reverse("api-docs"), _("Open data and API")),
                (reverse("privacy"), _("Privacy notice")),
                (reverse("legal-notes"), _("Legal notes")),
                (reverse("accessibility"), _("Accessibility")),
                (reverse("credits"), _("Credits")),
            ],
        ),
    ]
    return render(request, "portal/site_map.html", {"groups": groups})
