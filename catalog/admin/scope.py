"""Who sees what in the admin: every list, page, choice and count of an entry asks ``catalog.permissions``."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from catalog import permissions
from catalog.admin.requests import BoundedAdmin
from catalog.models import Membership, Partner
from catalog.models.publishing import PublishableModel


def is_regional(request: HttpRequest) -> bool:
    """Whether who asks looks after every body; found out once a request."""
    return remembered(request, "regional", lambda: permissions.ask_once(request.user))


def bodies(request: HttpRequest, model: type[PublishableModel]) -> QuerySet[Partner]:
    """The bodies whose entries of a kind who asks may edit."""
    return permissions.bodies_edited(request.user, model)


def remembered(request: HttpRequest, name: str, find: Any) -> Any:
    """What a request has found out of who asks, or finds out now."""
    known: dict[str, Any] = request.__dict__.setdefault("_staff_scope", {})
    if name not in known:
        known[name] = find()
    return known[name]


class StaffAdmin(BoundedAdmin):
    """What everybody who works for a body may look at and choose from, and nobody changes here."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_regional(request) or remembered(
            request,
            "member",
            lambda: permissions.is_staff(request.user) and Membership.objects.filter(user=request.user.pk).exists(),
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RegionalAdmin(BoundedAdmin):
    """What the Region's editors alone see and change."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_regional(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_regional(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_regional(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_regional(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_regional(request)


class ScopedAdmin(BoundedAdmin):
    """Entries of bodies: staff see and edit those of the bodies they work for, the Region all."""

    model: type[PublishableModel]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """One source for lists, pages, history, lookups, autocompletes, filters' choices and bulk actions."""
        entries = super().get_queryset(request)
        return entries if is_regional(request) else permissions.editable(request.user, entries)

    def works(self, request: HttpRequest) -> bool:
        """Whether who asks edits entries of this kind at all."""
        return is_regional(request) or remembered(
            request, f"works:{self.model._meta.label}", bodies(request, self.model).exists
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.works(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.works(request) if obj is None else self._edits(request, obj)

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new body is the Region's to make."""
        return is_regional(request) if self.model is Partner else self.works(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers have seen is withdrawn, never deleted."""
        return self.works(request) if obj is None else not obj.was_public and self._edits(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == self.model.body_path:
            mine = bodies(request, self.model).order_by("short_name")
            options["queryset"] = mine
            if "initial" not in options and not is_regional(request):
                options["initial"] = mine.values_list("pk", flat=True).first()
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Choices lead to no pop-up: what is chosen from is looked after elsewhere."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        widget = getattr(field, "widget", None)
        for way in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(widget, way):
                setattr(widget, way, False)
        return field

    def _edits(self, request: HttpRequest, entry: PublishableModel) -> bool:
        return is_regional(request) or permissions.may_edit(request.user, entry)
