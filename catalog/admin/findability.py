"""'Con quali parole vi trovano': an entry's searches tried before readers see it, its waiting change included."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from catalog.editorial import changes
from catalog.enums import EditorialStatus
from catalog.models.publishing import PublishableModel
from catalog.search import documents
from catalog.search.documents import Document
from catalog.search.trying import Place, places

#: Texts that are tried at most in each language, and how long one may be.
MOST, LONGEST = 12, 200


def tried(request: HttpRequest, entry: PublishableModel) -> dict[str, Any]:
    """What the page shows: the texts typed and the entry's own, by language, and where each would find it."""
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST].replace("\x00", "")
    document = as_it_would_be_found(entry)
    own = {
        "it": [*document.search_terms_it, *document.questions_it],
        "en": [*document.search_terms_en, *document.questions_en],
    }
    today = localdate()
    found: dict[str, list[Place]] = {
        language: places(document, list(dict.fromkeys(texts))[:MOST], language=language, today=today)
        for language, texts in own.items()
    }
    return {
        "typed": typed,
        "typed_place": places(document, [typed], language="it", today=today) if typed else [],
        "own": found,
    }


def as_it_would_be_found(entry: PublishableModel) -> Document:
    """The search document of an entry with its waiting change, as if it were public; nothing of it stays."""
    source = documents.source_of(entry)
    with transaction.atomic():
        shown = changes.as_it_would_be(entry)
        shown.editorial_status, shown.expire_on = EditorialStatus.PUBLISHED, None
        shown.skip_history_when_saving = True
        shown.save()
        document = source.build(source.published().get(pk=shown.pk))
        transaction.set_rollback(True)
    return document
