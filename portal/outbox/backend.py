"""Django's mail API, writing rows instead of talking to a server."""

from collections.abc import Sequence
from email.mime.base import MIMEBase
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from post_office.models import PRIORITY, STATUS, Email
from post_office.utils import create_attachments


class OutboxBackend(BaseEmailBackend):
    """Keeps every message as a row, in the transaction its sender is in: what is rolled back is never sent.

    Outside a transaction a row is there at once, and is not refused: allauth writes outside one, and one around its
    pages would hold SQLite's only write lock while a password is hashed. Whoever needs mail and deed to stand or fall
    together, as seats do, is in a transaction anyway.

    A message that cannot be built (a line break in its subject, no address) raises here, in front of who wrote it, and
    not in the night at the sender. ``message.priority`` (``post_office.models.PRIORITY``) says which go first.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for message in email_messages:
                _keep(message)
        return len(email_messages)


def _keep(message: EmailMessage) -> Email:
    headers = {"Auto-Submitted": "auto-generated", **message.extra_headers}
    message_id = headers.pop("Message-ID", None) or f"<{uuid4()}@{_domain()}>"
    if message.reply_to:
        headers["Reply-To"] = ", ".join(map(str, message.reply_to))
    elif settings.EMAIL_REPLY_TO:
        headers.setdefault("Reply-To", settings.EMAIL_REPLY_TO)
    message.message()  # raises for headers that would smuggle in others
    row = Email(
        from_email=message.from_email,
        to=list(message.to),
        cc=list(message.cc),
        bcc=list(message.bcc),
        subject=message.subject,
        message=message.body,
        html_message=_page(message),
        headers={name: str(value) for name, value in headers.items()},
        message_id=message_id,
        status=STATUS.queued,
        priority=getattr(message, "priority", PRIORITY.medium),
    )
    row.save()
    files = dict(map(_file, message.attachments))
    if files:
        row.attachments.add(*create_attachments(files))
    return row


def _page(message: EmailMessage) -> str:
    """The HTML twin of the text, if there is one."""
    alternatives = getattr(message, "alternatives", [])
    return next((str(content) for content, mimetype in alternatives if mimetype == "text/html"), "")


def _file(attachment: Any) -> tuple[str, dict[str, Any]]:
    """An attachment as post-office takes it: name, content, type."""
    if isinstance(attachment, MIMEBase):
        name, content = attachment.get_filename() or "attachment", attachment.get_payload(decode=True)
        mimetype = attachment.get_content_type()
    else:
        name, content, mimetype = attachment
    content = content.encode() if isinstance(content, str) else content
    return name, {"file": ContentFile(content), "mimetype": mimetype or ""}


def _domain() -> str:
    """Whose messages these are, for their Message-IDs: the domain of the sender's address."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
