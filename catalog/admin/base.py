"""What the pages of every curated entry share: scope, the one door to its fields, the verbs of its editorial life."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import partial_dates
from catalog.admin.forms import EntryForm
from catalog.admin.pages import EntryPages
from catalog.admin.parts import PartFormSet
from catalog.admin.scope import bodies, is_regional
from catalog.editorial import changes, moves
from catalog.editorial import values as plainly
from catalog.enums import EditorialStatus, RevisionStatus, Verb
from catalog.freshness.confirming import confirm
from catalog.models import Revision
from catalog.models.publishing import PublishableModel
from catalog.models.reviews import ReviewedEntry

__all__ = ["EntryAdmin", "EntryForm"]


class EntryAdmin(EntryPages):
    """An entry in the admin. Nothing here writes: saving, deleting and moving go through ``catalog.editorial``."""

    form = EntryForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = ("submit", "publish", "withdraw", "still_true")
    readonly_fields = ("editorial_status", "created_at", "updated_at")
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False  # the page of the entry leads there where readers see it

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With where the change that waits beside it stands."""
        waiting = Revision.objects.open().filter(
            content_type=ContentType.objects.get_for_model(self.model), object_id=OuterRef("pk")
        )
        return super().get_queryset(request).annotate(waiting=Subquery(waiting.values("status")[:1]))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Who works for one body need not read its name in every row."""
        alone = not is_regional(request) and bodies(request, self.model).count() == 1
        return [name for name in self.list_display if not (alone and name == "partner")]

    @admin.display(description=_("status"), ordering="editorial_status")
    def standing(self, entry: Any) -> str:
        """The state, and that of the change that waits."""
        if not entry.waiting:
            return entry.get_editorial_status_display()
        change = _("change: %(status)s") % {"status": RevisionStatus(entry.waiting).label.lower()}
        return format_html("{}<br><em>{}</em>", entry.get_editorial_status_display(), change)

    @admin.display(description=_("last change"), ordering="updated_at")
    def changed(self, entry: Any) -> str:
        return date_format(localtime(entry.updated_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("checked on"), ordering="checked")
    def checked_on(self, entry: Any) -> str:
        return partial_dates.short(entry.checked)

    @admin.display(description=_("in English"), boolean=True)
    def english(self, entry: Any) -> bool:
        """Whether the text readers see first is there in English."""
        return bool(getattr(entry, "title_en", "") or getattr(entry, "role_en", ""))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: an entry is saved together with its links and parts."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        entry, author = form.instance, request.user
        values = form.proposed(set(flatten_fieldsets(self.get_fieldsets(request, entry))))
        read = form.was_read
        own = [formset for formset in formsets if isinstance(formset, PartFormSet)]
        for formset in own:
            rows = formset.rows()
            if not plainly.same(rows, read.get(formset.part)):
                values[formset.part] = rows
        if change:
            outcome = changes.propose(entry, values, author=author, version=form.cleaned_data["version"])
        else:
            entry.pk = changes.create(type(entry), values, author=author).pk
            entry._state.adding = False
            outcome = changes.Outcome("written", entry)
        entry.refresh_from_db()
        request._outcome = outcome  # type: ignore[attr-defined]
        for formset in formsets:
            if formset not in own:
                self.save_formset(request, form, formset, change=change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Saving without a change is no line of the log."""
        outcome = getattr(request, "_outcome", None)
        return None if outcome and outcome.kind == "unchanged" else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        if "_addanother" in request.POST or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._after_saving(request, obj, stay=True)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_popup" in request.POST:
            return super().response_change(request, obj)
        return self._after_saving(request, obj, stay="_continue" in request.POST)

    def _after_saving(self, request: HttpRequest, entry: Any, *, stay: bool) -> HttpResponse:
        kind = request._outcome.kind  # type: ignore[attr-defined]
        name = {"name": entry}
        if kind == "pending":
            told = _(
                "“%(name)s”: the change is kept, readers still see the text of before. Send it for review when done."
            )
        elif kind == "unchanged":
            told = _("“%(name)s”: nothing was changed.")
        elif entry.editorial_status == EditorialStatus.PUBLISHED:
            told = _("“%(name)s” is saved: readers see it now.")
        else:
            told = _("“%(name)s” is saved. Readers do not see it yet.")
        if "_submit" in request.POST:
            self._move(request, entry, Verb.SUBMIT)
        elif "_preview" in request.POST:
            return HttpResponseRedirect(self.address("preview", entry))
        else:
            self.message_user(request, told % name, messages.SUCCESS)
        return (
            HttpResponseRedirect(self.address("change", entry))
            if stay
            else self.response_post_save_change(request, entry)
        )

    def delete_model(self, request: HttpRequest, obj: PublishableModel) -> None:
        obj._history_user = request.user
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for entry in queryset:
            self.delete_model(request, entry)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Publishing is the Region's."""
        actions = super().get_actions(request)
        if not is_regional(request):
            actions.pop("publish", None)
        if not issubclass(self.model, ReviewedEntry):
            actions.pop("still_true", None)
        return actions

    @admin.action(description=_("Send for review"), permissions=["change"])
    def submit(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, Verb.SUBMIT)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, Verb.PUBLISH)

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, Verb.ARCHIVE)

    @admin.action(description=_("Still true"), permissions=["change"])
    def still_true(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = confirm(queryset.order_by("pk"), by=request.user, today=localdate())
        done = ngettext("%(count)d entry is confirmed.", "%(count)d entries are confirmed.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)

    @transaction.atomic
    def _move_all(self, request: HttpRequest, queryset: QuerySet, verb: Verb) -> None:
        """Moves those that can be moved, and names those that cannot."""
        moved, left = 0, []
        for entry in queryset.order_by("pk"):
            try:
                moves.of(verb)(entry, by=request.user, version=entry.version)
                moved += 1
            except (changes.NotAllowed, changes.Stale, moves.WrongState):
                left.append(str(entry))
        if moved:
            done = ngettext("%(count)d entry is moved.", "%(count)d entries are moved.", moved)
            self.message_user(request, done % {"count": moved}, messages.SUCCESS)
        if left:
            told = _("Left as they were, where they stand this cannot be done: %(names)s.")
            self.message_user(request, told % {"names": ", ".join(left)}, messages.WARNING)
