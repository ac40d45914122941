"""The real page of an entry before readers see it.

The change is written and the page made in a transaction that is then undone: the page is the one readers will get, by
the same view and template, and nothing of it stays.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation

from catalog.editorial import changes
from catalog.enums import EditorialStatus
from catalog.models.publishing import PublishableModel


def page(request: HttpRequest, entry: PublishableModel, *, english: bool, back: str) -> HttpResponse:
    """The page as it will be, marked as a preview; for nobody to keep or to index. ``back`` is the entry's form."""
    asked: Any = (request.path, request.path_info, request.resolver_match)
    with translation.override("en" if english else "it"), transaction.atomic():
        shown = changes.as_it_would_be(entry)
        shown.editorial_status, shown.expire_on = EditorialStatus.PUBLISHED, None
        shown.skip_history_when_saving = True
        shown.save()
        address = shown.get_absolute_url()  # type: ignore[attr-defined]
        match = resolve(address)
        request.path = request.path_info = address
        request.resolver_match = match
        # Read by the frame of every page: it says that this is a preview, and leads back.
        request.preview = {  # type: ignore[attr-defined]
            "back": back,
            "other": f"{asked[0]}?lang={'it' if english else 'en'}",
            "other_name": "Italiano" if english else "English",
        }
        response = match.func(request, *match.args, **match.kwargs)
        transaction.set_rollback(True)
    request.path, request.path_info, request.resolver_match = asked
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response
