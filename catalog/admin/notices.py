"""What stands on the home page and among the frequent questions, in the admin: for the Region's editors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import is_valid_path
from django.utils.translation import gettext_lazy as _

from catalog.admin.scope import RegionalAdmin
from catalog.corrections.queue import entry_named
from catalog.models import Highlight, Question
from catalog.templatetags.prose import paths


class HighlightForm(forms.ModelForm):
    """Takes the address of a public entry alone: what is not there cannot be shown."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, slug = cleaned.get("kind"), cleaned.get("slug")
        if kind and slug and entry_named(kind, slug) is None:
            self.add_error("slug", _("There is no public entry of this kind at this address."))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        return cleaned


@admin.register(Highlight)
class HighlightAdmin(RegionalAdmin):
    form = HighlightForm
    list_display = ("__str__", "first_day", "last_day", "position")
    fields = ("kind", "slug", ("why_it", "why_en"), ("first_day", "last_day"), "position")


class QuestionForm(forms.ModelForm):
    """Refuses links to pages that the portal does not have."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("answer_it", "answer_en"):
            for path in paths(cleaned.get(name) or ""):
                if not is_valid_path(path):
                    self.add_error(name, _("The portal has no page “%(path)s”.") % {"path": path})
        return cleaned


@admin.register(Question)
class QuestionAdmin(RegionalAdmin):
    """The portal's own are changed or no longer shown, never deleted: loading the catalogue would bring them back."""

    form = QuestionForm
    list_display = ("question_it", "topic", "position", "english", "in_use")
    list_filter = ("topic", "in_use")
    search_fields = ("question_it", "answer_it")
    fields = ("topic", ("question_it", "question_en"), ("answer_it", "answer_en"), ("position", "in_use"))

    @admin.display(description=_("in English"), boolean=True)
    def english(self, question: Question) -> bool:
        return bool(question.question_en and question.answer_en)

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.key is None)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}
