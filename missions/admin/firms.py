"""Firms, in the admin: staff read those of the missions they run; administrators mend what a firm cannot itself.

That is a wrong Partita IVA, and a firm that nobody can act for any more. A firm is erased on its own pages, where it is
said what stays.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.fields import BoxesField
from catalog.admin.requests import BoundedAdmin
from missions.enums import Scope
from missions.models import Firm, Mandate
from missions.permissions import firms_seen_by

#: What an administrator may mend; the rest is the firm's own to say.
_MENDED = ("name", "vat_number", "tax_code")


class MandateInline(admin.TabularInline):
    model = Mandate
    extra = 0
    fields = ("user", "role", "scopes", "ends", "revoked_at")
    readonly_fields = ("revoked_at",)
    autocomplete_fields = ("user",)
    can_delete = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "scopes":
            return BoxesField(label=db_field.verbose_name, choices=Scope.choices)
        return super().formfield_for_dbfield(db_field, request, **options)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    has_add_permission = has_change_permission = has_view_permission


@admin.register(Firm)
class FirmAdmin(BoundedAdmin):
    list_display = ("name", "vat_number", "province", "stage", "employees")
    list_filter = ("stage", "province")
    list_select_related = ("province",)
    search_fields = ("name", "vat_number")
    inlines = (MandateInline,)
    fieldsets = (
        (None, {"fields": ("name", "vat_number", "tax_code", "legal_form", "ateco", "employees", "turnover")}),
        (_("Where it is"), {"fields": ("municipality", "province", "address")}),
        (
            _("Abroad"),
            {"fields": ("stage", "stage_confirmed_at", "export_share", "countries_now", "countries_wanted", "sectors")},
        ),
        (_("Contacts"), {"fields": ("email", "certified_email", "phone", "website")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Firm]:
        """One source for the list, a firm's page, its history and every lookup."""
        firms = super().get_queryset(request)
        return firms if request.user.is_superuser else firms.filter(pk__in=firms_seen_by(request.user).values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = [name for _title, options in self.fieldsets for name in options["fields"]]
        return [str(name) for name in shown if name not in _MENDED]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
