"""Rating a page and reporting a fault: plain steps that work without scripts, and in the page with them."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.feedback import limits, ratings
from portal.feedback.enums import DIFFICULTIES, LIKED, LIKED_FROM, STARS
from portal.feedback.faults import report_fault
from portal.feedback.forms import FaultForm, LaterForm, StarsForm
from portal.feedback.models import LONGEST_PAGE, Rating
from portal.feedback.pages import rated_page
from portal.origin import from_our_pages
from portal.pages.contacts import contacts


@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    """The first step. The form comes from every page; who opens this address by itself is led to the first one."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("home"))
    form = StarsForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    if not limits.messages.allows(request):
        return _too_many(request)
    given = form.cleaned_data
    rating = ratings.rate(
        page=given["page"],
        language=get_language() or "it",
        stars=given["stars"],
        answer=given["answer"] if given["stars"] >= LIKED_FROM else given["difficulty"],
        comment=given["comment"],
    )
    return _to_next_step(rating)


@never_cache
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str) -> HttpResponse:
    """The second and the third step, and the thanks after them."""
    try:
        rating = ratings.by_token(token)
    except ratings.RatingUnknownError as error:
        raise Http404 from error
    if request.method == "POST":
        form = LaterForm(request.POST)
        if form.is_valid():
            ratings.add(rating, answer=form.cleaned_data["answer"], comment=form.cleaned_data["comment"])
            return _to_next_step(rating)
    context = {
        "rating": rating,
        "liked": rating.stars >= LIKED_FROM,
        "answers": [(answer.value, answer.label) for answer in ratings.answers(rating.stars)],
        "back": translate_url(rating.page, get_language() or "it"),
    }
    return render(request, "feedback/step.html", context)


def _to_next_step(rating: Rating) -> HttpResponse:
    response = HttpResponseRedirect(reverse("rating-step", args=[ratings.token(rating)]))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _refused(request: HttpRequest, form: StarsForm) -> HttpResponse:
    """Without stars they are asked for again; any other lack is none of a reader's."""
    page = "" if "page" in form.errors else str(form.cleaned_data["page"])
    context = {"page": page, "stars": STARS, "reason": _("Choose from one to five stars.") if page else ""}
    return render(request, "feedback/refused.html", context, status=400)


def _too_many(request: HttpRequest) -> HttpResponse:
    reason = _("From your network many messages have come in the last minutes. Try again in ten minutes.")
    response = render(request, "feedback/refused.html", {"page": "", "reason": reason}, status=429)
    response.headers["Retry-After"] = "600"
    return response


@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def fault(request: HttpRequest) -> HttpResponse:
    """The form to report a fault, with the address of the page one comes from."""
    if request.method != "POST":
        return _fault_page(request, FaultForm(initial={"page": _page_before(request)}))
    form = FaultForm(request.POST)
    if not form.is_valid():
        return _fault_page(request, form)
    if not limits.messages.allows(request):
        return _too_many(request)
    if not form.is_trapped:
        given = form.cleaned_data
        report_fault(kind=given["kind"], text=given["text"], page=given["page"])
    response = HttpResponseRedirect(reverse("fault-received"))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _page_before(request: HttpRequest) -> str:
    """The page of ours that led here; '' when another site did, nobody says, or the page is somebody's own."""
    before = urlsplit(request.headers.get("Referer", ""))
    return rated_page(before.path)[:LONGEST_PAGE] if before.netloc == request.get_host() else ""


def _fault_page(request: HttpRequest, form: FaultForm) -> HttpResponse:
    return render(request, "feedback/fault.html", {"form": form, "contacts": contacts()})


@require_http_methods(["GET", "HEAD"])
def fault_received(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/fault_received.html", {"contacts": contacts()})


def questions() -> dict[str, list[tuple[str, str]]]:
    """The answers on offer, for the form that every page carries."""
    return {
        "liked": [(answer.value, str(answer.label)) for answer in LIKED],
        "difficulties": [(answer.value, str(answer.label)) for answer in DIFFICULTIES],
    }
