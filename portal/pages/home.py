"""The home page: what a firm sees before it has said anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.structured_data import website
from portal.home import home_content


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    data = website(reverse("home"), reverse("catalog:search"), request.build_absolute_uri)
    return render(request, "portal/home.html", {**home_content(), "structured_data": data})
