"""A firm takes its data away, and leaves."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.firms.erasure import erase_firm, outcome
from missions.firms.export import archive
from missions.forms.people import ErasureForm
from missions.models import Mandate
from missions.transitions import RefusedError
from missions.views.acting import REMEMBERED, for_firm


@for_firm(representative=True)
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """What we hold, the way to take it away, and the form that erases it."""
    firm, now = mandate.firm, timezone.now()
    form = ErasureForm(request.POST or None, number=firm.vat_number)
    if form.is_valid():
        name = firm.name
        try:
            erase_firm(firm, by=request.user, now=now)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session.pop(REMEMBERED, None)
            messages.success(request, _("The data of %(firm)s are erased.") % {"firm": name})
            return redirect("missions:area")
    return render(request, "missions/area/data.html", {"firm": firm, "form": form, "outcome": outcome(firm, now)})


@for_firm(representative=True)
@require_safe
def export(request: HttpRequest, mandate: Mandate) -> FileResponse:
    name = f"porte-del-mondo-{mandate.firm.vat_number}.zip"
    return FileResponse(archive(mandate.firm), as_attachment=True, filename=name, content_type="application/zip")
