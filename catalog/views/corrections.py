"""'Report an error': the form, and the page that says it has arrived."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from catalog.corrections.forms import CorrectionForm
from catalog.corrections.queue import TooManyCorrectionsError, entry_named, receive
from catalog.models.publishing import PublishableModel
from catalog.translation import translated
from catalog.views.rows import foreign


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    entry = _entry(kind, slug)
    form, status = CorrectionForm(request.POST or None), HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("subject", "message", "email")}
        try:
            if not form.is_from_a_program:  # a program is told the same as a reader, so that it learns nothing
                receive(kind=kind, slug=slug, **given)
            return redirect("catalog:error-reported", kind=kind, slug=slug)
        except TooManyCorrectionsError as error:
            form.add_error(None, str(error))
            status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "catalog/report_an_error.html", {**_named(entry), "form": form}, status=status)


@require_safe
def reported(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    return render(request, "catalog/error_reported.html", _named(_entry(kind, slug)))


def _named(entry: PublishableModel) -> dict[str, object]:
    """The entry, and the language its name is in where that is not the page's: bodies have Italian names."""
    language = translated(entry, "title").lang if hasattr(entry, "title_it") else "it"
    return {"entry": entry, "entry_lang": foreign(language)}


def _entry(kind: str, slug: str) -> PublishableModel:
    entry = entry_named(kind, slug)
    if entry is None:
        raise Http404
    return entry
