"""The pages a public site owes its readers: privacy, legal notes, accessibility, questions, contacts, credits."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.enums import QuestionTopic
from catalog.models import Question
from portal.pages.contacts import contacts
from portal.pages.cookies import cookies

#: When somebody last read these pages against what the portal does.
REVIEWED = datetime.date(2026, 11, 24)


def _notice(request: HttpRequest, name: str, index: list[tuple[str, str]], **more: object) -> HttpResponse:
    context = {"index": index, "contacts": contacts(), "reviewed": REVIEWED, **more}
    return render(request, f"portal/notices/{name}.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    index = [
        ("titolare", _("Who answers for your data")),
        ("dati", _("Which data, and why")),
        ("cookie", _("Cookies")),
        ("destinatari", _("Who else sees them")),
        ("diritti", _("Your rights")),
    ]
    return _notice(request, "privacy", index, cookies=cookies())


@require_safe
def legal_notes(request: HttpRequest) -> HttpResponse:
    index = [
        ("licenza", "Licenza dei contenuti"),
        ("fonti", _("What we publish, and how far it holds")),
        ("collegamenti", _("Links to other sites")),
        ("marchi", _("Names and marks")),
        ("programma", _("The software")),
    ]
    return _notice(request, "legal_notes", index)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    index = [
        ("stato", _("How accessible the portal is")),
        ("limiti", _("What does not work well yet")),
        ("prove", _("How we test")),
        ("segnalazioni", _("Tell us of a barrier")),
        ("difensore", _("If we do not answer")),
    ]
    return _notice(request, "accessibility", index)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What staff answer, topic by topic; a topic without questions is left out."""
    answered: dict[str, list[Question]] = {topic: [] for topic in QuestionTopic.values}
    for question in Question.objects.filter(in_use=True):
        answered[question.topic].append(question)
    topics = [(topic.value, str(topic.label), answered[topic]) for topic in QuestionTopic if answered[topic]]
    index = [(topic, heading) for topic, heading, _questions in topics]
    return _notice(request, "questions", index, topics=topics)


@require_safe
def write_to_us(request: HttpRequest) -> HttpResponse:
    index = [
        ("portale", _("About the portal")),
        ("misure", _("About a service or a call")),
        ("privacy", _("About your data")),
        ("sicurezza", _("About security")),
    ]
    return _notice(request, "contacts", index)


@require_safe
def credits(request: HttpRequest) -> HttpResponse:
    index = [
        ("contenuti", _("Content")),
        ("interfaccia", _("Design and typeface")),
        ("programmi", _("Free software")),
    ]
    return _notice(request, "credits", index)
