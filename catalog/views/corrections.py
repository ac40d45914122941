"""'Report an error': the form, and the page that says it has arrived."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from catalog.corrections.forms import CorrectionForm
from catalog.corrections.parts import parts
from catalog.corrections.queue import TooManyCorrectionsError, entry_named, receive
from catalog.models.publishing import PublishableModel
from catalog.translation import translated
from catalog.views.rows import foreign


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """What is wrong with an entry; ``?part=closes`` asks for the right words of one of its parts."""
    entry = _entry(kind, slug)
    listed = parts(entry)
    part = next((part for part in listed if part.column == request.GET.get("part")), None)
    form, status = CorrectionForm(request.POST or None, entry=entry, part=part), HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_from_a_program:  # a program is told the same as a reader, so that it learns nothing
                receive(kind=kind, slug=slug, **form.given())
            return redirect("catalog:error-reported", kind=kind, slug=slug)
        except TooManyCorrectionsError as error:
            form.add_error(None, str(error))
            status = HTTPStatus.TOO_MANY_REQUESTS
    context = {**_named(entry), "form": form, "part": part, "parts": listed}
    return render(request, "catalog/report_an_error.html", context, status=status)


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
