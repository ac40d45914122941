"""Rows edited with an entry, as a body's offices: shown as the change that waits has them, saved with the entry."""

from typing import Any

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from catalog.admin.fields import SeenTextAdmin
from catalog.admin.merging import Merging, key_of, rows_read
from catalog.editorial import changes
from catalog.editorial import values as plainly
from catalog.editorial.differences import Difference


class PartFormSet(BaseInlineFormSet):
    """The rows of a part as editors work on them; it writes nothing itself.

    Where somebody else wrote meanwhile, it holds what both changed: ``conflicts`` are the rows about which is asked,
    ``notes`` what else is to be known.
    """

    def __init__(self, data: Any = None, files: Any = None, instance: Any = None, **options: Any) -> None:
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []  # what Django's log would name
        self.new_rows: list[dict[str, Any]] = []
        self.conflicts: list[Difference] = []
        self.notes: list[str] = []
        if data is not None and instance is not None and instance.pk:
            data = self._merged(data, instance, options.get("prefix") or self.part)
        self.waiting = changes.open_revision(instance) if instance is not None and instance.pk else None
        super().__init__(data, files, instance=instance, **options)
        rows = self.waiting.values.get(self.part) if self.waiting else None
        if rows is not None and not self.is_bound:
            present = {row.pk for row in super().get_queryset()}
            self.new_rows = [row for row in rows if row.get("id") not in present]
            self.initial_extra = [{key: cell for key, cell in row.items() if key != "id"} for row in self.new_rows]
            self.extra = len(self.new_rows)

    @property
    def part(self) -> str:
        return self.get_default_prefix()

    def get_queryset(self) -> Any:
        """The stored rows that the change that waits keeps, with what it says of them."""
        if not hasattr(self, "_working"):
            stored = super().get_queryset()
            rows = self.waiting.values.get(self.part) if self.waiting else None
            if rows is None:
                self._working: Any = stored
            else:
                kept = {row["id"]: row for row in rows if row.get("id")}
                self._working = [row for row in stored if row.pk in kept]
                for row in self._working:
                    for field in plainly.part_columns(type(self.instance), self.part):
                        if field.name in kept[row.pk]:
                            setattr(row, field.attname, field.to_python(kept[row.pk][field.name]))
        return self._working

    def _merged(self, data: Any, instance: Any, prefix: str) -> Any:
        """What was posted, with what somebody else wrote meanwhile. The entry is held: nobody writes until then."""
        current = changes.locked(instance)
        if data.get("version", "").strip() == str(current.version) or f"{prefix}-TOTAL_FORMS" not in data:
            return data
        now = changes.working_values(current)[self.part]
        merged = Merging(type(current), self.part, self.form(), data, prefix, now).run()
        self.conflicts, self.notes = merged.conflicts, merged.notes
        return merged.data

    def rows(self) -> list[dict[str, Any]]:
        """The rows as they were posted, as plain data, in order; those that ``theirs`` names as they were read."""
        named = plainly.part_columns(type(self.instance), self.part)[0].name
        posted: Any = self.data
        theirs = set(posted.getlist("theirs"))
        left = {key_of(row, named): row for row in rows_read(posted, self.part)} if theirs else {}
        left = {key: row for key, row in left.items() if f"{self.part}:{key}" in theirs}
        columns = plainly.part_columns(type(self.instance), self.part)
        found = []
        for form in self.forms:
            if form in self.deleted_forms or (form.instance.pk is None and not form.has_changed()):
                continue
            said = {
                field.name: plainly.plain(form.cleaned_data.get(field.name, getattr(form.instance, field.attname)))
                for field in columns
            }
            row = {"id": form.instance.pk, **said}
            found.append(dict(left.get(key_of(row, named), row)))
        return found


class PartInline(SeenTextAdmin, admin.StackedInline):
    """Rows of an entry: who may edit the entry, may edit them."""

    formset = PartFormSet
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the page of the entry has asked

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
