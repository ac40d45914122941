"""Support on the spot, in the admin: what a mission offers, its people there, whom firms may call.

Requests, assignments and appointments are not here: they are made, moved and taken back on the pages of the spot, where
nothing can be given twice.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.admin.fields import LinesField
from catalog.admin.requests import BoundedAdmin
from missions import support
from missions.models import Mission, MissionStop, OnSiteContact, SupportOffer, SupportPerson
from missions.permissions import RUN, missions_run_by

_LANGUAGE = 2


class OfMissionAdmin(BoundedAdmin):
    """Rows that belong to a mission: those who run it, and only they, see and change them.

    ``fixed`` columns stay as they are once something hangs on the row.
    """

    list_select_related: ClassVar[Any] = ("mission",)
    fixed: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """One source for the list, a row's page, its history and every lookup."""
        return super().get_queryset(request).filter(mission__in=missions_run_by(request.user))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        mine = missions_run_by(request.user)
        choices = {Mission: mine, MissionStop: MissionStop.objects.filter(mission__in=mine).select_related("mission")}
        if db_field.related_model in choices:
            options["queryset"] = choices[db_field.related_model]
        return super().formfield_for_foreignkey(db_field, request, **options)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("mission", *self.fixed) if obj and self.in_use(obj) else ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RUN)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RUN)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(RUN)

    has_view_permission = has_change_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(RUN) and not (obj and self.in_use(obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Rows are deleted one by one: some are in use."""
        return {}

    def in_use(self, obj: Model) -> bool:
        return False


class OfferForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        mission = self.cleaned_data.get("mission") or (self.instance.mission if self.instance.pk else None)
        stop = self.cleaned_data.get("stop")
        if stop and mission and stop.mission_id != mission.pk:
            self.add_error("stop", _("This stop is of another mission."))
        return cleaned


@admin.register(SupportOffer)
class SupportOfferAdmin(OfMissionAdmin):
    form = OfferForm
    list_display = ("title_it", "mission", "kind", "stop", "quantity", "ask_until")
    list_filter = ("kind",)
    list_select_related = ("mission", "stop")
    fixed = ("kind", "language", "by_day", "stop")

    def in_use(self, obj: Model) -> bool:
        return obj.requests.exists()  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What a larger quantity makes free goes to who waits."""
        super().save_model(request, obj, form, change)
        support.refresh(obj.mission, now=timezone.now())


class PersonForm(forms.ModelForm):
    languages = LinesField(
        label=_("languages"), max_line=_LANGUAGE, help_text=_("Two letters each, one a line: de, ja, ar.")
    )


@admin.register(SupportPerson)
class SupportPersonAdmin(OfMissionAdmin):
    form = PersonForm
    list_display = ("name", "mission", "kind", "phone")
    list_filter = ("kind",)
    search_fields = ("name",)
    fixed = ("kind", "languages")

    def in_use(self, obj: Model) -> bool:
        return obj.assignments.exists()  # type: ignore[attr-defined]


@admin.register(OnSiteContact)
class OnSiteContactAdmin(OfMissionAdmin):
    list_display = ("name", "mission", "role_it", "phone", "always")
    search_fields = ("name",)
