"""A letter to one person: plain text and the same as HTML, in the active language.

It goes through Django's mail API; the outbox behind it keeps it in the caller's transaction.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

_LONGEST_SUBJECT = 180


def letter(address: str, subject: str, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """The letter that a text template makes; ``site`` is added to its context. No name can break its subject's line."""
    subject = " ".join(subject.split())[:_LONGEST_SUBJECT]
    context = {"site": settings.SITE_URL, **context}
    text = render_to_string(template, context)
    message = EmailMultiAlternatives(subject, text, to=[address])
    message.attach_alternative(
        render_to_string("email/message.html", {**context, "subject": subject, "text": text}), "text/html"
    )
    return message
