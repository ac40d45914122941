"""What the author of a file says where the dry run asks: which body a spelling means, which entry a row is about."""

from collections.abc import Mapping

from django.db import transaction

from catalog.enums import ImportStatus, RowVerdict
from catalog.interchange import checking, report
from catalog.models import Import


@transaction.atomic
def take(batch: Import, posted: Mapping[str, str]) -> None:
    """Adds answers to those given before and looks at the file again; what is none of the choices is passed over.

    ``posted`` has 'body-<folded spelling>' with a body's key, and 'row-<number>' with an entry's address, or 'new';
    'other-rows' is 'new' when every row without an answer of its own is a new entry.
    """
    batch = Import.objects.select_for_update(of=("self",)).select_related("author").get(pk=batch.pk)
    if batch.status != ImportStatus.CHECKED:
        return
    bodies, rows = dict(batch.answers.get("bodies", {})), dict(batch.answers.get("rows", {}))
    for spelling in report.spellings(batch):
        chosen = posted.get(f"body-{spelling.key}", "")
        for key, _name in spelling.choices:
            if str(key) == chosen:
                bodies[spelling.key] = key
    for row in batch.rows.filter(verdict=RowVerdict.ASKED):
        chosen = posted.get(f"row-{row.number}") or ("new" if posted.get("other-rows") == "new" else "")
        if chosen in ("new", *(alike["slug"] for alike in row.alike)):
            rows[str(row.number)] = "" if chosen == "new" else chosen
    batch.answers, batch.failure = {"bodies": bodies, "rows": rows}, ""
    batch.save(update_fields=["answers", "failure"])
    checking.check(batch)
