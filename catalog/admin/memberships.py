"""Who works for which body, in the admin: the administrators' to say."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from catalog.admin.requests import BoundedAdmin
from catalog.models import Membership
from catalog.permissions import is_administrator


@admin.register(Membership)
class MembershipAdmin(BoundedAdmin):
    list_display = ("user", "partner", "role")
    list_filter = ("role", "partner")
    list_select_related = ("user", "partner")
    search_fields = ("user__email", "partner__short_name")
    autocomplete_fields = ("user",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
