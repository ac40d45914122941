"""The controlled lists, in the admin: to look at and to choose from. The files are their source."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from catalog.admin.requests import BoundedAdmin
from catalog.models import Country, Need, Sector


class VocabularyAdmin(BoundedAdmin):
    list_display = ("label_it", "label_en", "pk")
    search_fields = ("label_it", "label_en", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Need)
class NeedAdmin(VocabularyAdmin):
    pass


@admin.register(Sector)
class SectorAdmin(VocabularyAdmin):
    pass


@admin.register(Country)
class CountryAdmin(VocabularyAdmin):
    pass
