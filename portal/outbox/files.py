"""Mail as files, for demonstrations and where no server is named: one ``.eml`` a message, for any mail program."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class FileTransport(BaseEmailBackend):
    """Writes messages into ``EMAIL_FILE_PATH``. A message sent again takes the place of its first copy."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


def _write(folder: Path, message: EmailMessage) -> None:
    """The whole file appears at once: whoever watches the folder never reads half a message."""
    content = message.message()
    mark = re.sub(r"[^\w.-]+", "", str(content["Message-ID"]).partition("@")[0])
    earlier = next(folder.glob(f"*-{mark}.eml"), None)
    target = earlier or folder / f"{timezone.now():%Y%m%d-%H%M%S}-{mark}.eml"
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(content.as_bytes())
    unfinished.replace(target)
