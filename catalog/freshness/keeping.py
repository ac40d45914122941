"""Who keeps an entry true, and how often it is confirmed. Readers do not see it, so it waits for no approval."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.editorial import changes
from catalog.enums import StaffRole
from catalog.models import Membership, Partner
from catalog.models.reviews import ReviewedEntry, Rhythm
from catalog.permissions import REGIONAL, may_edit


def may_keep(user: Any, entry: ReviewedEntry) -> bool:
    """Whether a person may confirm an entry and say who keeps it true: whoever may edit it."""
    return may_edit(user, entry)


def keepers(entry: Any) -> Any:
    """The people who may keep an entry true: editors of its body, and the Region's."""
    body = entry if isinstance(entry, Partner) else entry.partner
    working = Membership.objects.filter(Q(partner=body, role=StaffRole.EDITOR) | Q(role__in=REGIONAL))
    people = get_user_model()._default_manager.filter(is_active=True, is_staff=True, pk__in=working.values("user"))
    return people.order_by("email")


@transaction.atomic
def keep(entry: ReviewedEntry, *, owner: Any, rhythm: int | None, by: Any) -> None:
    """Names who keeps an entry true and how often, as a line of its history. Raises ``NotAllowed``."""
    if not may_keep(by, entry):
        raise changes.NotAllowed
    current = changes.locked(entry)
    current.owner, current.rhythm = owner, rhythm
    current._history_user = by
    current.save(update_fields=["owner", "rhythm"])


class KeepingForm(forms.Form):
    """Owner and rhythm of one entry."""

    owner: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Kept true by"),
        empty_label=_("every editor of the body"),
        help_text=_("Who is reminded to confirm it."),
    )
    rhythm = forms.TypedChoiceField(
        choices=[("", _("as all entries of its kind")), *Rhythm.choices],
        coerce=int,
        empty_value=None,
        required=False,
        label=_("To be confirmed"),
    )

    def __init__(self, *args: Any, entry: ReviewedEntry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"owner": entry.owner_id, "rhythm": entry.rhythm}
        self.fields["owner"].queryset = keepers(entry)  # type: ignore[attr-defined]
