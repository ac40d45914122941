"""A registration once it is sent: what became of it, its history, and what the firm may still do.

Reading never decides anything: a seat is taken, let go or given back by a form alone, so that a mail program that
follows every link of a message answers nothing in the firm's name.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions import documents, drafts, registering, seats, selection
from missions.enums import MissionPhase, Scope
from missions.enums import RegistrationStatus as Status
from missions.forms.documents import DocumentsForm
from missions.forms.registration import participants_form
from missions.models import Registration, RegistrationDocument
from missions.notifications import recipients
from missions.permissions import may_act, may_see, read_mandates
from missions.time import day_of
from missions.transitions import RefusedError
from missions.views import registered_pages as pages
from missions.views import registration_pages
from missions.views.acting import private
from missions.views.registration import document_rows, keep_documents, remove_document

_form = require_http_methods(["GET", "HEAD", "POST"])


def of_registration(*, acts: bool = False) -> Callable[..., Any]:
    """The view of a registration, for who may see it; with ``acts`` only for who registers for its firm.

    Whoever may not see it learns not even that it is there; a draft is its firm's own business.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @private
        @wraps(view)
        def page(request: HttpRequest, reference: str, **named: Any) -> HttpResponse:
            rows = Registration.objects.select_related("mission", "firm")
            registration = get_object_or_404(rows, reference=reference)
            read_mandates(registration.firm)
            if not may_see(request.user, registration):
                raise Http404
            if registration.status == Status.DRAFT and not may_act(request.user, registration.firm):
                raise Http404
            if acts and not may_act(request.user, registration.firm, Scope.REGISTRATIONS):
                raise PermissionDenied
            return view(request, registration, **named)

        return page

    return decorate


@of_registration()
@require_safe
def state(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Where a registration stands. A draft is gone on with instead."""
    now = timezone.now()
    acts = may_act(request.user, registration.firm, Scope.REGISTRATIONS)
    if (
        registration.status == Status.DRAFT
        and acts
        and registration.mission.phase(now, day_of(now)) == (MissionPhase.OPEN)
    ):
        return redirect("missions:register", registration.mission.slug)
    registering.read(registration)
    prefetch_related_objects([registration], "support_requests__offer")
    said = registration_pages.summary(registration, registration.firm, day_of(now), change=False)
    context = {
        **pages.situation(registration, now),
        "acts": acts,
        "again": acts and pages.may_begin_again(registration, now),
        "changes": acts and drafts.may_change(registration, now=now, sent=True),
        "documents": pages.documents(registration, now) if acts else [],
        "summary": [section for section in said if section.name != "documents" or not acts],
        "history": pages.history(registration),
        "standing": selection.standing(registration) if registration.mission.ranking_published_at else None,
    }
    return render(request, "missions/registration/state.html", context)


@of_registration(acts=True)
@require_safe
def sent(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The page after sending: the number, the moment, what happens next."""
    if registration.status == Status.DRAFT:
        return redirect("missions:register", registration.mission.slug)
    now = timezone.now()
    prefetch_related_objects([registration.mission], "document_requests")
    context = {
        **pages.situation(registration, now),
        "addresses": [person.email for person in recipients(registration)],
        "follows": registration_pages.what_happens_now(registration, day_of(now)),
    }
    return render(request, "missions/registration/sent.html", context)


@of_registration()
@require_safe
def receipt(request: HttpRequest, registration: Registration) -> HttpResponse:
    """A page to print: what was sent, when, by whom, under which number."""
    if registration.submitted_at is None:
        raise Http404
    registering.read(registration)
    prefetch_related_objects([registration], "support_requests__offer")
    now = timezone.now()
    context = {
        **pages.situation(registration, now),
        "summary": registration_pages.summary(registration, registration.firm, day_of(now), change=False),
    }
    return render(request, "missions/registration/receipt.html", context)


@of_registration(acts=True)
@require_POST
def accept(request: HttpRequest, registration: Registration) -> HttpResponse:
    return _done(request, registration, seats.accept, _("The seat is yours."))


@of_registration(acts=True)
@require_POST
def decline(request: HttpRequest, registration: Registration) -> HttpResponse:
    return _done(request, registration, seats.decline, _("You have let the seat go: the next firm is asked."))


@of_registration(acts=True)
@_form
def withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Asks before it gives back a seat, and says what that means."""
    if request.method == "POST":
        return _done(request, registration, seats.withdraw, _("You have withdrawn from the mission."))
    if registration.status not in drafts.SENT:
        return redirect(registration)
    return render(request, "missions/registration/withdraw.html", pages.situation(registration, timezone.now()))


@of_registration(acts=True)
@require_POST
def reopen(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Begins again what was withdrawn, declined or has expired: a draft, filled in as it was."""
    now = timezone.now()
    try:
        registering.draft(registration.mission, registration.firm, by=request.user, now=now)
    except RefusedError as refusal:
        messages.warning(request, str(refusal))
        return redirect(registration)
    return redirect("missions:register", registration.mission.slug)


@of_registration(acts=True)
@_form
def people(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Who travels may change until the mission leaves."""
    now = timezone.now()
    if registration.status == Status.DRAFT or not drafts.may_change(registration, now=now, sent=True):
        return redirect(registration)
    formset = participants_form(registration, None, request.POST or None)
    if request.method == "POST" and formset.is_valid():
        try:
            drafts.save_participants(registration, formset.people, now=now)
        except RefusedError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
        return redirect(registration)
    context = {"registration": registration, "mission": registration.mission, "formset": formset}
    return render(request, "missions/registration/people.html", context)


@of_registration(acts=True)
@_form
def add_documents(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The documents that may follow after sending."""
    now = timezone.now()
    asked = [
        request_
        for request_ in registration.mission.document_requests.all()
        if documents.may_hand_in(registration, request_, now)
    ]
    if registration.status == Status.DRAFT or not asked:
        return redirect(registration)
    form = DocumentsForm(asked, request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                remove_document(request, registration)
                return redirect("missions:registration_documents", registration.reference)
            keep_documents(request, registration, form)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(registration)
    context = {
        "registration": registration,
        "mission": registration.mission,
        "form": form,
        "documents": [row for row in document_rows(registration, form) if row[2]],
    }
    return render(request, "missions/registration/add_documents.html", context)


@of_registration()
@require_safe
def document(request: HttpRequest, registration: Registration, pk: int) -> FileResponse:
    """A document, as a download: nothing a firm uploads is ever shown on the portal's own address."""
    entry = get_object_or_404(RegistrationDocument, registration=registration, pk=pk)
    entry.registration = registration
    if not documents.may_read(request.user, entry):
        raise Http404
    try:
        file = entry.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=entry.name, content_type=entry.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _done(request: HttpRequest, registration: Registration, act: Callable[..., Any], told: str) -> HttpResponse:
    """Does one thing with a registration and says so; what cannot be done is said too, where one reads the state."""
    try:
        act(registration, now=timezone.now(), by=request.user)
    except RefusedError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect(registration)
