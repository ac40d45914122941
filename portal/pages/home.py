"""The home page: what a firm sees before it has said anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.home import home_content


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", home_content())
