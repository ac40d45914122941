"""The links of entries in the admin: what is in trouble, why, and one click for what can be done about it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog.admin.freshness import KeptAdmin
from catalog.editorial.changes import NotAllowed
from catalog.enums import LinkState
from catalog.freshness.links import mending, wording
from catalog.models import Link
from catalog.views import days

_BUTTONS = {"take": mending.take_new_address, "vouch": mending.vouch, "again": mending.try_again}


class TroubleFilter(admin.SimpleListFilter):
    """Unless something else is chosen, what somebody should look at."""

    title = _("state")
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("all", _("All links")), *((state.value, state.label) for state in LinkState)]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("What needs you")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value == "all":
            return queryset
        return queryset.filter(state=value) if value in LinkState.values else queryset.troubled()  # type: ignore[attr-defined]


@admin.register(Link)
class LinkAdmin(KeptAdmin):
    """A row's buttons belong to the list's own form, and come back to the same list."""

    list_display = ("address", "of_entry", "told", "since_day", "what_to_do")
    list_display_links = None
    list_filter = (TroubleFilter,)
    search_fields = ("url",)
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        pressed = next((name for name in _BUTTONS if name in request.POST), None)
        if request.method == "POST" and pressed:
            self._press(request, pressed, request.POST[pressed])
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, {"title": _("Links on our entries"), **(extra_context or {})})

    @admin.display(description=_("address"), ordering="url")
    def address(self, link: Link) -> SafeString:
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', link.url, link.url)

    @admin.display(description=_("entry"))
    def of_entry(self, link: Link) -> SafeString | str:
        if link.entry is None:
            return "-"
        meta = link.entry._meta
        page = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[link.object_id])
        return format_html('<a href="{}">{}</a>', page, link.entry)

    @admin.display(description=_("what it answers"), ordering="state")
    def told(self, link: Link) -> str:
        return wording.told(link)

    @admin.display(description=_("since"), ordering="since")
    def since_day(self, link: Link) -> str:
        return days.day(localdate(link.since))

    @admin.display(description=_("what you can do"))
    def what_to_do(self, link: Link) -> SafeString:
        return format_html_join(
            " ",
            '<button class="button" name="{}" value="{}" aria-label="{}: {}">{}</button>',
            ((name, link.pk, label, link.url, label) for name, label in wording.ways(link)),
        )

    def _press(self, request: HttpRequest, name: str, pk: str) -> None:
        link = self.get_queryset(request).filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        if link is None:
            self.message_user(request, _("This link is no longer there."), messages.WARNING)
            return
        try:
            outcome = _BUTTONS[name](link, by=request.user)
        except mending.NothingToTakeError:
            self.message_user(request, _("The entry does not hold the old address any more."), messages.WARNING)
        except NotAllowed:
            self.message_user(request, _("This entry is not yours to change."), messages.ERROR)
        else:
            self.message_user(request, wording.done(name, outcome), messages.SUCCESS)
