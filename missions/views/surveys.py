"""The survey of a mission: a few questions, and thanks."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from missions.forms.surveys import SurveyForm
from missions.models import Registration, Survey
from missions.surveys import answer
from missions.transitions import RefusedError
from missions.views.registered import of_registration


@of_registration(acts=True)
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, registration: Registration, moment: str) -> HttpResponse:
    """Asks, or thanks whoever has answered; what was answered is not asked again."""
    asked = get_object_or_404(Survey, registration=registration, moment=moment)
    context = {"registration": registration, "mission": registration.mission, "survey": asked}
    if asked.answered_at:
        return render(request, "missions/survey_thanks.html", context)
    form = SurveyForm(request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        with suppress(RefusedError):  # sent twice: the first answers stand, and the page thanks for them
            answer(asked, form.cleaned_data, now=timezone.now())
        return redirect("missions:survey", registration.reference, moment)
    return render(request, "missions/survey.html", {**context, "form": form})
