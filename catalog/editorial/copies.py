"""A new draft that says what another entry says."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.editorial import changes
from catalog.enums import Verb
from catalog.models import Comment
from catalog.models.publishing import PublishableModel

#: What is said of one entry alone.
_OWN = ("publish_on", "expire_on", "checked")


@transaction.atomic
def copy(entry: PublishableModel, *, by: Any) -> Any:
    """A draft with the text an entry has with its change, an address of its own, and nobody's word that it is true."""
    model = type(entry)
    values = changes.working_values(entry)
    values["slug"] = changes.free_slug(model, f"{values['slug'][:100]}-copia")
    for name in _OWN:
        values.pop(name, None)
    for name in ("title_it", "short_name"):
        if name in values:
            values[name] = _("%(name)s (copy)") % {"name": values[name]}
            values[name] = values[name][: model._meta.get_field(name).max_length]  # type: ignore[union-attr]
    for part in model.parts:
        values[part] = [{**row, "id": None} for row in values[part]]
    made = changes.create(model, values, author=by)
    Comment.objects.create(entry=made, version=made.version, verb=Verb.COPY, text=str(entry), author=by)
    return made
