"""Writing to the firms of a mission: the form, what it would look like and who gets it, and what was sent."""

from typing import Any

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from missions import writing
from missions.desk.access import for_mission, page
from missions.desk.forms import MessageForm
from missions.models import Message, Mission
from missions.transitions import RefusedError


@for_mission
@require_safe
def messages(request: HttpRequest, mission: Mission) -> HttpResponse:
    """What was written to the firms of a mission."""
    sent = mission.messages.select_related("by").prefetch_related("registrations__firm")
    return page(request, "messages", {"mission": mission, "sent": sent})


@for_mission
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Write, read it as it will arrive with who gets it, send. Nothing goes out before it was read."""
    form = MessageForm(request.POST or None, instance=Message(mission=mission), rows=writing.reachable(mission))
    context: dict[str, Any] = {"mission": mission, "form": form}
    if request.method == "POST" and form.is_valid():
        message = form.save(commit=False)
        message.key = form.cleaned_data["key"]
        registrations = writing.audience(mission, form.cleaned_data["audience"], form.cleaned_data["registrations"])
        if "send" in request.POST:
            try:
                message = writing.send(message, registrations, now=timezone.now(), by=request.user)
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                count = message.registrations.count()
                text = ngettext("Written to %(count)d firm.", "Written to %(count)d firms.", count)
                notes.success(request, text % {"count": count})
                return redirect("missions:desk_messages", mission.slug)
        elif "change" not in request.POST:
            context |= {"message": message, "readers": writing.readers(registrations)}
    return page(request, "write", context)
