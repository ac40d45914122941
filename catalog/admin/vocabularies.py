"""The controlled lists, in the admin: to look at and to choose from. The files are their source."""

from django.contrib import admin

from catalog.admin.scope import StaffAdmin
from catalog.models import Country, Need, Sector


class VocabularyAdmin(StaffAdmin):
    list_display = ("label_it", "label_en", "pk")
    search_fields = ("label_it", "label_en", "pk")


@admin.register(Need)
class NeedAdmin(VocabularyAdmin):
    pass


@admin.register(Sector)
class SectorAdmin(VocabularyAdmin):
    pass


@admin.register(Country)
class CountryAdmin(VocabularyAdmin):
    pass
