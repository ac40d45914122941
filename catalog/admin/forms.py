"""The form of an entry: it shows what editors work on, and tells when somebody else wrote meanwhile."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from catalog.admin import posting
from catalog.admin.fields import BoxesField, LinesField, UrlLinesField
from catalog.admin.merging import rows_read
from catalog.editorial import changes
from catalog.editorial import values as plainly
from catalog.editorial.differences import Difference, between


@dataclass(frozen=True)
class Collision:
    """Two people wrote at once: what the other changed, and where both changed the same.

    ``mine`` of a conflict is what this form says, ``theirs`` what the entry says by now. Parts ask for themselves.
    """

    who: str
    theirs: list[Difference]
    conflicts: list[Difference]


class EntryForm(forms.ModelForm):
    """The fields of an entry, with the change that waits; lists have one item a line.

    ``version`` and ``read`` are what the entry was when the page was opened. ``theirs`` names fields in which who saves
    leaves what somebody else wrote meanwhile.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    read = forms.JSONField(required=False, widget=forms.HiddenInput)
    sources = UrlLinesField(label=_("sources"), help_text=_("Addresses of the pages that were read, one a line."))
    search_terms_it = LinesField(
        label=_("search terms in Italian"),
        help_text=_("What firms type when they look for this, one a line. Searched, not shown."),
    )
    search_terms_en = LinesField(label=_("search terms in English"))

    collision: Collision | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        entry = options.get("instance")
        if entry is not None and entry.pk:
            self.working = changes.working_values(entry)
            options["initial"] = {
                **_for_fields(type(entry), self.working),
                "version": entry.version,
                "read": self.working,
                **(options.get("initial") or {}),
            }
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Made of the title where nobody wrote one."""
        given = self.cleaned_data.get("slug")
        if given:
            return given
        title = self.data.get(self.add_prefix("title_it")) or self.data.get(self.add_prefix("short_name")) or ""
        return changes.free_slug(type(self.instance), slugify(title)[:100] or "scheda")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            current = changes.locked(self.instance)
            if cleaned.get("version") != current.version:
                self._collide(current)
        return cleaned

    @property
    def was_read(self) -> dict[str, Any]:
        """What the entry said when the page was opened; nothing when that was tampered with."""
        read = self.cleaned_data.get("read")
        if not isinstance(read, dict):
            return {}
        parts = {part: rows_read(self.data, part) for part in type(self.instance).parts if part in read}
        return {**read, **parts}

    def proposed(self, shown: set[str]) -> dict[str, Any]:
        """What this form changes of what was read, as plain data; ``shown`` are the fields that are on the page."""
        model, read = type(self.instance), self.was_read
        theirs = set(self.data.getlist("theirs"))  # type: ignore[attr-defined]
        names = (plainly.names(model) & shown & set(self.cleaned_data)) - theirs
        given = plainly.plained(model, {name: self.cleaned_data[name] for name in names})
        return {name: value for name, value in given.items() if not self._same(name, value, read.get(name))}

    def _same(self, name: str, value: Any, read: Any) -> bool:
        if isinstance(self.fields.get(name), BoxesField):
            return sorted(value or []) == sorted(read or [])
        return plainly.same(value, read)

    def _collide(self, current: Any) -> None:
        """Puts what only the other wrote into the form, and asks about the rest. Nothing typed is lost."""
        model, read = type(current), self.was_read
        names = {name for name in self.fields if name in plainly.names(model)}
        mine = self.proposed(names)
        now = changes.working_values(current)
        theirs = {name: now[name] for name in now if not plainly.same(now[name], read.get(name))}
        both = {name for name in theirs if name in mine and not plainly.same(mine[name], now[name])}
        self.collision = Collision(
            who=changes.last_author(current),
            theirs=between(model, {name: read.get(name) for name in theirs}, theirs),
            conflicts=between(
                model, {name: mine.get(name, now[name]) for name in both}, {n: now[n] for n in both}, all_fields=True
            ),
        )
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for name in set(theirs) - both:
            if name in self.fields:
                value = _for_fields(model, {name: now[name]})[name]
                data: Any = self.data
                posting.write(data, self.add_prefix(name), self.fields[name], value)
        self.data["version"], self.data["read"] = str(current.version), json.dumps(now)  # type: ignore[index]
        raise ValidationError(
            _("Somebody else saved this entry while you were writing. Nothing is saved yet: look below.")
        )


def _for_fields(model: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Plain values as form fields take them."""
    shown = {field.name: field.to_python(given[field.name]) for field in plainly.columns(model) if field.name in given}
    return {**shown, **{link.name: given[link.name] for link in plainly.links(model) if link.name in given}}
