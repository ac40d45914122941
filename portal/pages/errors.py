"""Answers to what went wrong: pages for readers, problem documents (RFC 9457) for programs.

Django's own handlers look for a CSRF token first, and so read again a form that could not be read: they break where
they should explain. Our pages hold no form to send.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from portal.api.problems import problem

_API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(_API):
        return problem(request, 400)
    return HttpResponseBadRequest(get_template("400.html").render())


def too_large(request: HttpRequest) -> HttpResponse:
    """More than any page of ours sends; nothing of it was read."""
    if request.path.startswith(_API):
        return problem(request, 413)
    return HttpResponse(get_template("413.html").render(), status=413)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403) if request.path.startswith(_API) else render(request, "403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not filled in on our pages, or has been open for too long."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404) if request.path.startswith(_API) else render(request, "404.html", status=404)


def busy(request: HttpRequest) -> HttpResponse:
    """Too many at once: nothing was done, and in a few seconds it can be asked again."""
    if request.path.startswith(_API):
        response = problem(request, 503)
    else:
        response = HttpResponse(get_template("503.html").render(), status=503)
    response.headers["Retry-After"] = "5"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(_API):
        return problem(request, 500)
    return HttpResponseServerError(get_template("500.html").render())
