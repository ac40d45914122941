"""The documents of a registration: handed in, replaced, taken back, handed out to who may read them.

The file is written first and the row after it, in one transaction; a file that no row came to name is removed at once,
or by ``remove_strays`` when the process died in between.
"""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from missions.document_checks import content_type, plain_name
from missions.drafts import SENT, changing
from missions.enums import RegistrationStatus
from missions.models import DocumentRequest, Registration, RegistrationDocument
from missions.permissions import may_act, may_run
from missions.time import day_of
from missions.transitions import RefusedError

#: What staff may read: documents of firms that are in, wait, or were turned down and may ask why.
_OPEN_TO_STAFF = (*SENT, RegistrationStatus.REJECTED)
#: A file younger than this may belong to a row that is about to be written.
_SETTLED = timedelta(hours=1)


def may_hand_in(registration: Registration, request: DocumentRequest, now: datetime) -> bool:
    """Whether a document may be added or replaced now: in a draft; once sent, up to its day and before leaving."""
    if registration.status == RegistrationStatus.DRAFT:
        return True
    if registration.status not in SENT or registration.mission.cancelled_at:
        return False
    today, starts = day_of(now), registration.mission.starts
    return bool(request.due and today <= request.due) and not (starts and starts <= today)


def hand_in(registration: Registration, request: DocumentRequest, upload: Any, *, by: Any, now: datetime) -> None:
    """Keeps an uploaded file as a registration's document, in the place of the one that was there.

    Raises ``RefusedError`` where the file is not what was asked for, and where it is too late.
    """
    if request.mission_id != registration.mission_id:
        raise RefusedError(_("This document is not asked for."))
    kind = content_type(upload.file, upload.size, request.allowed_formats)
    written = ""
    try:
        with changing(registration, now=now, sent=True) as current:
            _check_time(current, request, now)
            _remove(RegistrationDocument.objects.filter(registration=current, request=request))
            document = RegistrationDocument(
                registration=current,
                request=request,
                name=plain_name(upload.name, kind),
                content_type=kind,
                size=upload.size,
                uploaded_by=by,
            )
            document.file.save("document", File(upload.file), save=False)
            written = str(document.file.name)
            document.save()
    except BaseException:
        if written:
            default_storage.delete(written)
        raise


def take_back(document: RegistrationDocument, *, now: datetime) -> None:
    """Removes a document and its file. Raises ``RefusedError`` where it may no longer be changed."""
    with changing(document.registration, now=now, sent=True) as current:
        _check_time(current, document.request, now)
        _remove(RegistrationDocument.objects.filter(pk=document.pk))


def may_read(user: Any, document: RegistrationDocument) -> bool:
    """Whether a person may read a document: the firm's own, and who runs the mission while the firm is in it."""
    registration = document.registration
    if may_act(user, registration.firm):
        return True
    return registration.status in _OPEN_TO_STAFF and may_run(user, registration.mission)


def remove_strays(now: datetime) -> int:
    """Removes files that no row names, left by a process that died; how many there were."""
    folder = Path(default_storage.path("documents"))
    found = [path for path in folder.glob("*/*") if path.is_file()]
    named = set(RegistrationDocument.objects.values_list("file", flat=True))
    strays = [
        path
        for path in found
        if path.relative_to(folder.parent).as_posix() not in named
        and path.stat().st_mtime < (now - _SETTLED).timestamp()
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _check_time(registration: Registration, request: DocumentRequest, now: datetime) -> None:
    if not may_hand_in(registration, request, now):
        raise RefusedError(_("It is too late to change this document."))


def _remove(documents: Any) -> None:
    """Deletes rows now and their files when that is certain."""
    for document in documents:
        transaction.on_commit(partial(default_storage.delete, str(document.file.name)))
        document.delete()
