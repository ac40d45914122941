"""An entry that is gone while somebody still typed in its form: the text is shown, and can become a new entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.parts import PartFormSet
from catalog.admin.scope import bodies, is_regional
from catalog.editorial.differences import Difference, between
from catalog.models.publishing import PublishableModel

#: What was posted beside the fields: of the form itself, and of the entry that is no more.
_NOT_FIELDS = ("csrfmiddlewaretoken", "version", "read", "theirs")


@dataclass(frozen=True)
class Deletion:
    """That an entry was deleted: what it was called, by whom ('' for nobody of the staff), when."""

    title: str
    who: str
    when: datetime


def deletion(request: HttpRequest, model: type[PublishableModel], key: str) -> Deletion | None:
    """When an entry was deleted that was whose who asks edits; None where it was another's, or never there."""
    if not key.isdecimal() or len(key) > 18:
        return None
    past: Any = model.history  # type: ignore[attr-defined]
    line = past.filter(id=int(key), history_type="-").select_related("history_user").order_by("-history_id").first()
    if line is None:
        return None
    body = line.id if model.body_path == "pk" else line.partner_id
    if not is_regional(request) and not bodies(request, model).filter(pk=body).exists():
        return None
    author = line.history_user
    who = (author.get_full_name() or str(author)) if author else ""
    return Deletion(str(line.instance), who, line.history_date)


def page(model_admin: Any, request: HttpRequest, key: str) -> HttpResponse:
    """What was typed, what of it was new, and a button that makes a new entry of it for who may make one.

    The answer is 410 where the entry was deleted, 404 where it is not said what became of it.
    """
    again = as_new(model_admin.model, request.POST)
    form, rows = _read(model_admin, request, again)
    shown = set(flatten_fieldsets(model_admin.get_fieldsets(request, None)))
    typed = {**form.proposed(shown), **rows}
    deleted = deletion(request, model_admin.model, key)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("This entry is no longer there"),
        "opts": model_admin.opts,
        "deleted": deleted,
        "differences": _differences(model_admin.model, form.was_read, typed),
        "unread": [(form.fields[name].label, _raw(form, name)) for name in form.errors if name in form.fields],
        "comment": request.POST.get("text", ""),
        "again": [(name, value) for name, values in again.lists() for value in values],
        "new": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_add")
        if "read" in request.POST and model_admin.has_add_permission(request)
        else "",
    }
    return render(request, "admin/entry/gone.html", context, status=410 if deleted else 404)


def as_new(model: type[PublishableModel], posted: QueryDict) -> QueryDict:
    """What was posted of an entry, as its form would post it for a new one: the rows of its parts are new as well."""
    found = posted.copy()
    for name in list(found):
        if name in _NOT_FIELDS or name.startswith("_"):
            del found[name]
    for part in model.parts:
        relation: Any = model._meta.get_field(part)
        if f"{part}-TOTAL_FORMS" in found:
            found[f"{part}-INITIAL_FORMS"] = "0"
        for name in [name for name in found if name.startswith(f"{part}-")]:
            if name.endswith(("-id", f"-{relation.field.name}")):
                found[name] = ""
    return found


def _read(model_admin: Any, request: HttpRequest, again: QueryDict) -> tuple[Any, dict[str, Any]]:
    """The form as it was posted, bound to no entry, and the rows of parts that are in order."""
    form = model_admin.get_form(request, None, change=False)(request.POST)
    form.is_valid()
    posted, request.POST = request.POST, again  # type: ignore[assignment]
    try:
        formsets, _inlines = model_admin._create_formsets(request, form.instance, change=False)
        own = [formset for formset in formsets if isinstance(formset, PartFormSet) and formset.is_valid()]
    finally:
        request.POST = posted  # type: ignore[assignment]
    return form, {formset.part: formset.rows() for formset in own}


def _differences(
    model: type[PublishableModel], before: Mapping[str, Any], typed: Mapping[str, Any]
) -> list[Difference]:
    """What was typed beside what the page said when it was opened, unless that was tampered with."""
    unnumbered = {part: _without_keys(before.get(part)) for part in model.parts if part in before}
    after = {name: _without_keys(value) if name in model.parts else value for name, value in typed.items()}
    try:
        return between(model, {name: value for name, value in {**before, **unnumbered}.items() if name in after}, after)
    except (ValidationError, TypeError, ValueError, AttributeError):
        return between(model, {}, after)


def _without_keys(rows: Any) -> list[dict[str, Any]]:
    return [{name: cell for name, cell in row.items() if name != "id"} for row in rows or ()]


def _raw(form: Any, name: str) -> str:
    """What was typed into a field that could not be read."""
    return "\n".join(form.data.getlist(form.add_prefix(name)))
