"""The controlled lists, in the admin: to look at and to choose from. The files are their source."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.scope import StaffAdmin
from catalog.models import Country, Need, Sector


class VocabularyAdmin(StaffAdmin):
    list_display = ("label_it", "label_en", "name_in_files")
    search_fields = ("label_it", "label_en", "pk")

    @admin.display(description=_("code"), ordering="pk")
    def name_in_files(self, value: Any) -> str:
        return value.pk


@admin.register(Need)
class NeedAdmin(VocabularyAdmin):
    pass


@admin.register(Sector)
class SectorAdmin(VocabularyAdmin):
    pass


@admin.register(Country)
class CountryAdmin(VocabularyAdmin):
    pass
