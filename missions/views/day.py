"""A firm's own days on the spot: the page for the phone, its calendar file, what keeps it without a network; and what
it asks for before it leaves.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from catalog.views import days
from missions import agenda, agenda_file, drafts, stops, support
from missions.enums import RegistrationStatus as Status
from missions.enums import Scope, SupportStatus
from missions.forms.support import SupportForm
from missions.models import Mandate, Registration, SupportOffer, SupportRequest
from missions.permissions import may_act
from missions.time import day_of
from missions.transitions import RefusedError
from missions.views import day_pages as pages
from missions.views.acting import for_firm
from missions.views.mission_page import amounts
from missions.views.registered import of_registration

_WORKER = "portal/day_worker.js"


@for_firm()
@require_safe
def day(request: HttpRequest, mandate: Mandate, slug: str) -> HttpResponse:
    """Everything on one small page, so that what was read once can be read without a network."""
    registration = _travelling(mandate, slug)
    mission, now = registration.mission, timezone.now()
    found = agenda.engagements(registration)
    here, stop = pages.clock(mission, now)
    listed = pages.by_day(found, now)
    today = next((one for one in listed if one.date == here.date()), None)
    context = {
        "registration": registration,
        "mission": mission,
        "firm": mandate.firm,
        "days": listed,
        "today": today,
        "others": [one for one in listed if one is not today],
        "next": pages.upcoming(found, here.date(), now),
        "calls": pages.calls(mission, dict.fromkeys(person for one in found for person in one.company)),
        "addresses": [place for city in mission.stops.all() if (place := pages.address(city))],
        "updated": f"{here:%H:%M}",
        "clock": stop.city if stop else "",
        "heading": _heading(mission.starts, mission.ends, here.date()),
        "over": bool(mission.last_day and mission.last_day < day_of(now)),
        "requests": _in_words(registration),
    }
    response = render(request, "missions/day/day.html", context)
    response.headers["X-Kept-On-The-Phone"] = "yes"
    return response


@for_firm()
@require_safe
def calendar(request: HttpRequest, mandate: Mandate, slug: str) -> HttpResponse:
    """The firm's days for its own calendar."""
    registration = _travelling(mandate, slug)
    address = settings.SITE_URL + reverse("missions:day", args=[slug])
    prefetch_related_objects([registration], "support_requests__freed")
    found = agenda.engagements(registration)
    content = agenda_file.calendar_file(registration, found, address=address, now=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{slug}.ics"'}
    return HttpResponse(content, content_type=agenda_file.CONTENT_TYPE, headers=headers)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page of the day. It is served here because its address says which pages it may keep."""
    with staticfiles_storage.open(_WORKER) as file:
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")


@of_registration()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What the firm has asked for and how each stands; what it can still ask for, change or give back."""
    if registration.status == Status.DRAFT:
        return redirect("missions:register", registration.mission.slug)
    now = timezone.now()
    acts = may_act(request.user, registration.firm, Scope.REGISTRATIONS)
    if request.method == "POST" and not acts:
        raise PermissionDenied
    offers = _open_offers(registration, now) if acts else []
    asked = registration.support_requests.filter(offer__in=offers).exclude(status=SupportStatus.WITHDRAWN)
    form = SupportForm(registration, offers, asked, request.POST or None)
    if request.method == "POST" and offers and form.is_valid():
        try:
            support.keep(registration, form.wishes, among=offers, now=now, by=request.user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("missions:registration_support", registration.reference)
    context = {
        "registration": registration,
        "mission": registration.mission,
        "requests": _in_words(registration),
        "form": form,
        "groups": form.groups(amounts(support.left(offers))),
        "closing": [(offer, days.moment(offer.ask_until)) for offer in offers if offer.ask_until],
        "travels": registration.status == Status.SEATED,
    }
    return render(request, "missions/day/ask.html", context)


def _travelling(mandate: Mandate, slug: str) -> Registration:
    """The firm's registration, with everything its days are made of; a firm without a seat has none."""
    rows = Registration.objects.filter(firm=mandate.firm_id, mission__slug=slug, status=Status.SEATED)
    registration = rows.select_related("mission", "firm").prefetch_related(*agenda.READ, "mission__contacts").first()
    if registration is None:
        raise Http404
    return registration


def _open_offers(registration: Registration, now: datetime) -> list[SupportOffer]:
    """What can still be asked for: in time, and not done or declined already."""
    mission = registration.mission
    if registration.status not in drafts.SENT or (mission.last_day and mission.last_day < day_of(now)):
        return []
    settled = registration.support_requests.filter(status__in=(SupportStatus.DELIVERED, SupportStatus.DECLINED))
    offers = mission.support_offers.exclude(pk__in=settled.values("offer")).select_related("stop")
    return [offer for offer in offers if not (offer.ask_until and offer.ask_until < now)]


def _in_words(registration: Registration) -> list[tuple[SupportRequest, str, list[str]]]:
    """(request, how it stands, who gives it and when) of all that was asked for."""
    prefetch_related_objects(
        [registration], "support_requests__offer__stop", "support_requests__assignments__person", "mission__stops"
    )
    asked = [one for one in registration.support_requests.all() if one.status != SupportStatus.WITHDRAWN]
    places = support.places(asked)
    cities = list(registration.mission.stops.all())
    return [(one, _state(one, registration, places.get(one.pk)), _given(one, cities)) for one in asked]


def _state(asked: SupportRequest, registration: Registration, place: int | None) -> str:
    if asked.status == SupportStatus.QUEUED and place:
        return _("On the list: number %(place)d") % {"place": place}
    if asked.status == SupportStatus.ASKED and registration.status != Status.SEATED:
        return _("Asked for: it counts once you have a seat")
    if asked.status == SupportStatus.ASKED:
        return _("Asked for: we will answer you")
    return str(asked.get_status_display())


def _given(asked: SupportRequest, cities: list[Any]) -> list[str]:
    found = []
    for one in asked.assignments.all():
        city = asked.offer.stop or stops.stop_at(cities, one.starts)
        starts, ends = stops.local(one.starts, city), stops.local(one.ends, city)
        who = one.person.name if one.person else ""
        parts = [days.weekday(starts.date()), f"{starts:%H:%M}-{ends:%H:%M}", who, one.place]
        found.append(", ".join(part for part in parts if part))
    return found


def _heading(first: date | None, last: date | None, today: date) -> str:
    """The day it is there; before and after the mission, all its days."""
    if first is None or first <= today <= (last or first):
        return pages.day_name(today)
    return days.stretch(first, last)
