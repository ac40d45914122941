"""The queue of readers' reports, in the admin: each is read beside the page it is about, and dealt with once."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.scope import StaffAdmin
from catalog.corrections import dealing
from catalog.corrections.parts import Part, as_text, as_value, form_field, part_of
from catalog.corrections.queue import entry_of, within
from catalog.editorial import changes
from catalog.editorial.differences import Difference, shown, words
from catalog.enums import CorrectionRefusal
from catalog.models import Correction
from catalog.search.documents import url_names

#: Characters of a message in the list.
_SHOWN = 120
_LONGEST_NOTE = 2_000


class DealingForm(forms.Form):
    """What a report is answered with. ``words`` is there where the reader suggested some; which button was pressed
    says what is done.
    """

    note = forms.CharField(
        label=_("Words of yours to the reader"),
        help_text=_("Optional. They get a whole letter anyway: what was decided, and why."),
        required=False,
        max_length=_LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )
    reason = forms.ChoiceField(
        label=_("If nothing changes: why"),
        choices=[("", _("Choose")), *CorrectionRefusal.choices],
        required=False,
    )

    def __init__(self, *args: Any, correction: Correction, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part = part_of(entry, correction.part) if entry is not None and correction.part else None
        if part is not None:
            field = form_field(entry, part, required=False)
            field.label, field.initial = _("Words that go on the page"), correction.suggested
            self.fields = {"words": field, **self.fields}
        if not correction.email:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "refuse" in self.data and not cleaned.get("reason"):
            self.add_error("reason", _("Choose why nothing changes: the reader is told."))
        return cleaned


@admin.register(Correction)
class CorrectionAdmin(StaffAdmin):
    """What waits comes first, the oldest at the top; a person sees the reports on entries they may edit."""

    list_display = ("subject", "entry", "beginning", "received_at", "status")
    list_filter = ("status", "kind", "subject")
    search_fields = ("slug", "message")
    ordering = ("-status", "received_at")
    actions = ("discard",)
    list_per_page = 50

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return within(request.user)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One report: what the reader says, what the page says, and what to do about it."""
        correction = self.get_object(request, unquote(object_id))
        if correction is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        entry = entry_of(correction)
        form = DealingForm(request.POST or None, correction=correction, entry=entry)
        if request.method == "POST" and form.is_valid() and self._deal(request, correction, form):
            return redirect("admin:catalog_correction_changelist")
        part = part_of(entry, correction.part) if entry is not None and correction.part else None
        context = {
            **self.admin_site.each_context(request),
            **(extra_context or {}),
            "title": str(correction.get_subject_display()),
            "opts": self.opts,
            "correction": correction,
            "entry": entry,
            "entry_admin": self._address_of(entry),
            "part": part,
            "moved": part is not None and as_text(part.value) != correction.present,
            "differences": [_difference(entry, part, correction)] if part and correction.suggested else [],
            "form": form,
        }
        return render(request, "admin/catalog/correction/deal.html", context)

    def _deal(self, request: HttpRequest, correction: Correction, form: DealingForm) -> bool:
        """Does what the pressed button says; False when it could not be, with the reason on the form."""
        note = form.cleaned_data.get("note", "")
        try:
            if "accept" in request.POST and "words" in form.fields:
                accepted = as_text(form.cleaned_data["words"])
                outcome = dealing.accept(correction, by=request.user, words=accepted, note=note)
                told = gettext("Accepted: the page says the new words.")
                if outcome.kind == "pending":
                    told = gettext("Accepted: the new words wait for the Region’s approval.")
            elif "settle" in request.POST:
                dealing.settle(correction, by=request.user, note=note)
                told = gettext("Closed as put right.")
            elif "refuse" in request.POST:
                reason = CorrectionRefusal(form.cleaned_data["reason"])
                dealing.refuse(correction, by=request.user, reason=reason, note=note)
                told = gettext("Closed: the page stays as it is.")
            elif "discard" in request.POST:
                dealing.discard([correction], by=request.user)
                told = gettext("Closed as no report; nothing of it is kept.")
            else:
                return False
        except (dealing.AlreadyDealtWithError, dealing.GoneError) as error:
            form.add_error(None, str(error))
            return False
        except changes.NotAllowed:
            form.add_error(None, gettext("This entry is not yours to change."))
            return False
        except ValidationError as error:
            form.add_error("words", error.messages)  # type: ignore[arg-type]
            return False
        self.message_user(request, told, messages.SUCCESS)
        return True

    def _address_of(self, entry: Any) -> str:
        """The admin's page of an entry; '' when there is none."""
        if entry is None or type(entry) not in self.admin_site._registry:
            return ""
        return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])

    @admin.display(description=_("entry"), ordering="slug")
    def entry(self, correction: Correction) -> SafeString:
        address = reverse(url_names()[correction.kind], args=[correction.slug])
        return format_html('<a href="{}">{}</a>', address, correction.slug)

    @admin.display(description=_("what it should say"))
    def beginning(self, correction: Correction) -> str:
        return Truncator(correction.message or correction.suggested).chars(_SHOWN)

    @admin.action(description=_("Not reports: throw them away"), permissions=["change"])
    def discard(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        count = dealing.discard(queryset, by=request.user)
        told: Any = ngettext("%(count)d report is closed.", "%(count)d reports are closed.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)


def _difference(entry: Any, part: Part, correction: Correction) -> Difference:
    """What the page says now beside what the reader suggests, as people read them."""
    try:
        before, after = (
            shown(type(entry), part.column, as_value(entry, part.column, text))
            for text in (as_text(part.value), correction.suggested)
        )
    except ValidationError:  # the column takes less than it did
        before, after = as_text(part.value), correction.suggested
    return Difference(part.column, part.label, *words(before, after))
