"""Registering for a mission: one page a step, each saved by itself; the last one sends.

Reading a page changes nothing: the draft begins when the first step is sent. Every step can be gone back to, and left
for another day.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.views import days
from missions import documents, drafts, registering
from missions.availability import seats
from missions.enums import MissionPhase, Scope, SupportStatus
from missions.enums import RegistrationStatus as Status
from missions.firms.profile import lacking
from missions.forms.documents import DocumentsForm
from missions.forms.registration import DeclarationForm, QuestionsForm, participants_form
from missions.forms.support import SupportForm
from missions.models import Mandate, Mission, Registration
from missions.support import left
from missions.time import day_of
from missions.transitions import RefusedError
from missions.views import registration_pages as pages
from missions.views.acting import for_firm
from missions.views.firm_and_mission import Reader, told
from missions.views.mission_page import amounts, free_seats
from missions.views.profile_parts import parts

#: The button that was pressed: on to the next step, back to the one before, or away for today.
_GO, _BACK, _LATER = "go", "back", "later"
_form = require_http_methods(["GET", "HEAD", "POST"])


def at_step(name: str) -> Callable[..., Any]:
    """The view of a step that needs a draft: it is given the mandate and the draft, with its mission and firm.

    Without a draft one is led to the first step, or to what became of the registration. A draft that cannot be
    changed any more refuses with a sentence, and so does its mission.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @for_firm(scope=Scope.REGISTRATIONS)
        @_form
        @wraps(view)
        def page(request: HttpRequest, mandate: Mandate, slug: str) -> HttpResponse:
            mission, registration = _found(slug, mandate)
            if registration is None or registration.status != Status.DRAFT or name not in registering.steps_of(mission):
                return redirect("missions:register", slug)
            try:
                return view(request, mandate, registration)
            except RefusedError as refusal:
                messages.warning(request, str(refusal))
                return redirect("missions:register", slug)

        return page

    return decorate


@for_firm(scope=Scope.REGISTRATIONS)
@require_safe
def register(request: HttpRequest, mandate: Mandate, slug: str) -> HttpResponse:
    """Where a firm goes on: the first step, the draft where it was left, or what became of the registration."""
    mission, registration = _found(slug, mandate)
    if registration is None or registration.status in registering.AGAIN:
        return redirect("missions:register_firm", slug)
    if registration.status == Status.DRAFT:
        return redirect(pages.address(mission, pages.resumed(registration)))
    return redirect(registration)


@for_firm(scope=Scope.REGISTRATIONS)
@_form
def firm(request: HttpRequest, mandate: Mandate, slug: str) -> HttpResponse:
    """The firm, as its profile says; nothing of it is asked again. Sent, it begins the draft."""
    mission, there = _found(slug, mandate)
    now = timezone.now()
    out = there is not None and there.status in registering.AGAIN
    if there and not out and there.status != Status.DRAFT:
        return redirect(there)
    if request.method == "POST":
        try:
            registration = registering.draft(mission, mandate.firm, by=request.user, now=now)
            drafts.pass_step(registration, "firm", now=now)
        except RefusedError as refusal:
            messages.warning(request, str(refusal))
            return redirect(mission)
        return _onward(request, registration, "firm")
    if mission.phase(now, day_of(now)) != MissionPhase.OPEN:
        messages.warning(request, _("Registration for this mission is not open."))
        return redirect(mission)
    return _page(
        request,
        mandate,
        mission,
        None if out else there,
        "firm",
        {
            "parts": [(part, [fact for fact in part.facts if fact.value]) for part in parts(mandate.firm)],
            "lacking": lacking(mandate.firm, day_of(now)),
            "verdict": told(mission, Reader(True, mandate), now),
            "again": there if out else None,
        },
    )


@at_step("participants")
def participants(request: HttpRequest, mandate: Mandate, registration: Registration) -> HttpResponse:
    formset = participants_form(registration, mandate, request.POST or None, later=_leaving(request))
    if request.method == "POST" and formset.is_valid():
        drafts.save_participants(registration, formset.people, now=timezone.now())
        return _onward(request, registration, "participants")
    return _page(request, mandate, registration.mission, registration, "participants", {"formset": formset})


@at_step("questions")
def questions(request: HttpRequest, mandate: Mandate, registration: Registration) -> HttpResponse:
    form = QuestionsForm(registration, request.POST or None, later=_leaving(request))
    if request.method == "POST" and form.is_valid():
        drafts.save_answers(
            registration,
            form.answers,
            offers=form.cleaned_data["offers"],
            looks_for=form.cleaned_data["looks_for"],
            now=timezone.now(),
        )
        return _onward(request, registration, "questions")
    return _page(request, mandate, registration.mission, registration, "questions", {"form": form})


@at_step("documents")
def upload(request: HttpRequest, mandate: Mandate, registration: Registration) -> HttpResponse:
    """Files are kept one by one: what is wrong with one loses none of the others."""
    asked = list(registration.mission.document_requests.all())
    form = DocumentsForm(asked, request.POST or None, request.FILES or None)
    now = timezone.now()
    if request.method == "POST" and "remove" in request.POST:
        remove_document(request, registration)
        return redirect(pages.address(registration.mission, "documents"))
    if request.method == "POST":
        keep_documents(request, registration, form)
        if form.is_valid():
            drafts.pass_step(registration, "documents", now=now)
            return _onward(request, registration, "documents")
    context = {"form": form, "documents": document_rows(registration, form)}
    return _page(request, mandate, registration.mission, registration, "documents", context)


@at_step("support")
def support(request: HttpRequest, mandate: Mandate, registration: Registration) -> HttpResponse:
    offers = list(registration.mission.support_offers.select_related("stop"))
    asked = registration.support_requests.exclude(status=SupportStatus.WITHDRAWN)
    form = SupportForm(registration, offers, asked, request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafts.save_support(
            registration,
            form.wishes,
            confidential_note=form.cleaned_data["confidential_note"],
            now=timezone.now(),
        )
        return _onward(request, registration, "support")
    context = {"form": form, "groups": form.groups(amounts(left(offers)))}
    return _page(request, mandate, registration.mission, registration, "support", context)


@for_firm(scope=Scope.REGISTRATIONS)
@_form
def summary(request: HttpRequest, mandate: Mandate, slug: str) -> HttpResponse:
    """Everything once more, the declaration, the button that sends. Sent again, it leads to the same registration."""
    mission, registration = _found(slug, mandate)
    if registration is None or registration.status in registering.AGAIN:
        return redirect("missions:register", slug)
    if registration.status != Status.DRAFT:
        return redirect("missions:sent", registration.reference)
    if request.method == "POST" and _leaving(request):
        return _onward(request, registration, "summary")
    registering.read(registration)
    now = timezone.now()
    form = DeclarationForm(request.POST or None, version=registering.version(registration), rules=pages.rules(mission))
    if request.method == "POST" and form.is_valid():
        try:
            registering.send(registration, by=request.user, now=now, seen=form.cleaned_data["seen"])
        except RefusedError as refusal:
            messages.warning(request, str(refusal))
            return redirect(pages.address(mission, "summary"))
        return redirect("missions:sent", registration.reference)
    prefetch_related_objects([registration], "support_requests__offer")
    return _page(
        request,
        mandate,
        mission,
        registration,
        "summary",
        {
            "form": form,
            "summary": pages.summary(registration, mandate.firm, day_of(now)),
            "missing": pages.by_step(registering.missing(registration, day_of(now)), mission),
            "verdict": told(mission, Reader(True, mandate), now),
            "follows": pages.what_follows(mission),
        },
    )


def document_rows(registration: Registration, form: DocumentsForm) -> list[tuple[Any, Any, Any]]:
    """(what is asked for, what was handed in, its field where it may still be) of a registration's documents."""
    given = registering.handed_in(registration)
    return [
        (request, given.get(request.pk), form[f"d{request.pk}"] if f"d{request.pk}" in form.fields else None)
        for request in registration.mission.document_requests.all()
    ]


def keep_documents(request: HttpRequest, registration: Registration, form: DocumentsForm) -> None:
    """Keeps every file of a form that may be kept; the form says what is wrong with the others."""
    form.is_valid()
    for field, asked, file in list(form.given):
        try:
            documents.hand_in(registration, asked, file, by=request.user, now=timezone.now())
        except RefusedError as refusal:
            form.add_error(field, str(refusal))


def remove_document(request: HttpRequest, registration: Registration) -> None:
    """Takes back the document whose button was pressed; one that is gone already stays gone."""
    wanted = request.POST["remove"]
    for document in registration.documents.select_related("request", "registration__mission"):
        if str(document.pk) == wanted:
            documents.take_back(document, now=timezone.now())
            messages.success(request, _("Removed: %(document)s") % {"document": document.request.title})


def _found(slug: str, mandate: Mandate) -> tuple[Mission, Registration | None]:
    """The mission at an address, and what the firm has of it; read together where it has. Raises ``Http404``."""
    registration: Registration | None
    try:
        registration = Registration.objects.select_related("mission").get(mission__slug=slug, firm=mandate.firm_id)
        registration.firm = mandate.firm
        mission = registration.mission
    except Registration.DoesNotExist:
        registration, mission = None, get_object_or_404(Mission, slug=slug)
    if not mission.is_published:
        raise Http404
    prefetch_related_objects([mission], "document_requests")
    return mission, registration


def _leaving(request: HttpRequest) -> bool:
    """Whether the step is left without being finished: nothing is asked for then."""
    return request.POST.get(_GO) in (_BACK, _LATER)


def _onward(request: HttpRequest, registration: Registration, step: str) -> HttpResponse:
    mission, go = registration.mission, request.POST.get(_GO)
    if go == _LATER:
        messages.success(request, _("Your draft is saved: you find it here whenever you like."))
        return redirect("missions:area")
    there = pages.previous_step(mission, step) if go == _BACK else pages.next_step(mission, step)
    return redirect(pages.address(mission, there))


def _page(
    request: HttpRequest,
    mandate: Mandate,
    mission: Mission,
    registration: Registration | None,
    step: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The page of a step: what all of them show, and its own."""
    now = timezone.now()
    taken = seats(mission, now) if step != "summary" else None
    frame = {
        "mission": mission,
        "firm": mandate.firm,
        "registration": registration,
        "steps": pages.line(mission, registration, step),
        "step": step,
        "when": days.stretch(mission.starts, mission.ends) if mission.starts else "",
        "saved": pages.saved(registration) if registration else "",
        "wrong": _is_wrong(context.get("formset") or context.get("form")),
        "seats": free_seats(taken) if taken else "",
        "queues": bool(taken and (not taken.free or taken.waiting)),
    }
    return render(request, f"missions/registration/{step}.html", {**frame, **context})


def _is_wrong(form: Any) -> bool:
    """Whether a form, or any of a set, was sent with something to put right."""
    return form is not None and form.is_bound and not form.is_valid()
