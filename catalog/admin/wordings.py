"""The words of the search, in the admin: synonyms and needs in firms' words, for the Region's editors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalog.admin.fields import LinesField
from catalog.admin.scope import RegionalAdmin
from catalog.models import NeedWording, SynonymGroup
from catalog.search.wordings import Group
from catalog.vocabularies import rules, teaching
from catalog.vocabularies.trying import try_group

#: Texts that are tried at most.
_TRIED = 6
_LINES: Any = {"rows": 8, "cols": 60}


class SynonymGroupForm(forms.ModelForm):
    """``tried`` is what to search for when the words are tried before they are saved."""

    sources = LinesField(
        label=_("What firms type"),
        help_text=_("One phrase a line. Leave it empty when all the words below mean the same."),
        widget=forms.Textarea(attrs={**_LINES, "rows": 4}),
        max_line=rules.LONGEST,
    )
    terms = LinesField(
        label=_("Words of the catalogue"),
        help_text=_(
            "One phrase a line. With something above, whoever types that finds these too, and not the other way round; "
            "with nothing above, whoever types one of these finds the others."
        ),
        widget=forms.Textarea(attrs=_LINES),
        max_line=rules.LONGEST,
    )
    tried = forms.CharField(
        label=_("Search to try it with"),
        help_text=_("Optional. Without it, the phrases above are tried."),
        required=False,
        max_length=200,
    )

    class Meta:
        model = SynonymGroup
        fields = ("sources", "terms", "need", "in_use")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            known = {*self.initial.get("terms", ()), *self.initial.get("sources", ())} if self.instance.pk else set()
            for problem in rules.problems_of_group(cleaned["terms"], cleaned["sources"], known=known):
                self.add_error(None, problem)
        return cleaned

    def group(self) -> Group:
        """What the form says, as the search would read it. For a form that is valid."""
        cleaned = self.cleaned_data
        return Group(tuple(cleaned["terms"]), tuple(cleaned["sources"]), cleaned["need"].pk if cleaned["need"] else "")


class NeedWordingForm(forms.ModelForm):
    phrases_it = LinesField(
        label=_("sentences in Italian"),
        help_text=_(
            "As a firm would say it, one a line: “non so da dove cominciare”. They are offered while one types."
        ),
        widget=forms.Textarea(attrs={"rows": 24, "cols": 80}),
        max_line=rules.LONGEST,
    )
    phrases_en = LinesField(
        label=_("sentences in English"), widget=forms.Textarea(attrs=_LINES), max_line=rules.LONGEST
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("phrases_it", "phrases_en"):
            for problem in rules.problems_of_sentences(cleaned.get(name, ()), known=self.initial.get(name, ())):
                self.add_error(name, problem)
        return cleaned


class WordsAdmin(RegionalAdmin):
    """What changes every search is for the Region's editors; saved, it is in force everywhere."""

    list_per_page = 50

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        return db_field.formfield(**options)  # a plain list: no pop-up leads away from the form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        teaching.teach(obj)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(WordsAdmin):
    form = SynonymGroupForm
    change_form_template = "admin/catalog/synonymgroup/form.html"
    list_display = ("__str__", "need", "ours", "in_use", "updated_at")
    list_filter = ("in_use", "need")
    search_fields = ("terms", "sources")
    list_select_related = ("need",)
    fields = ("sources", "terms", "need", "in_use", "tried")
    actions = ("take_away",)

    def has_delete_permission(self, request: HttpRequest, obj: SynonymGroup | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.key is None)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The stock deletion would take away what the files bring back."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_model(self, request: HttpRequest, obj: SynonymGroup) -> None:
        teaching.forget(obj)

    def get_urls(self) -> list[URLPattern]:
        own = path("try/", self.admin_site.admin_view(require_POST(self.trial)), name="catalog_synonymgroup_try")
        return [own, *super().get_urls()]

    def trial(self, request: HttpRequest) -> HttpResponse:
        """What the words of an unsaved form would find, beside what is found today."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        number = request.POST.get("group", "")
        saved = SynonymGroup.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None
        form = SynonymGroupForm(request.POST, instance=saved)
        instead = Group(tuple(saved.terms), tuple(saved.sources), saved.need_id or "") if saved else None
        trials = []
        if form.is_valid():
            group = form.group()
            texts = [form.cleaned_data["tried"]] if form.cleaned_data["tried"] else [*group.sources, *group.phrases]
            trials = try_group(
                group,
                texts[:_TRIED],
                instead_of=instead,
                language=get_language() or "it",
                today=localdate(),
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("What it would find"),
            "opts": self.opts,
            "form": form,
            "trials": trials,
        }
        return render(request, "admin/catalog/synonymgroup/try.html", context)

    @admin.display(description=_("whose"))
    def ours(self, group: SynonymGroup) -> str:
        if group.key is None:
            return gettext("Added by staff")
        said = {"terms": group.terms, "sources": group.sources, "need": group.need_id or ""}
        return gettext("Of the portal") if said == group.loaded else gettext("Changed by staff")

    @admin.action(description=_("Take away"), permissions=["change"])
    def take_away(self, request: HttpRequest, queryset: QuerySet[SynonymGroup]) -> None:
        for group in queryset:
            teaching.forget(group)


@admin.register(NeedWording)
class NeedWordingAdmin(WordsAdmin):
    form = NeedWordingForm
    list_display = ("need", "sentences", "updated_at")
    list_select_related = ("need",)
    fields = ("need", "phrases_it", "phrases_en")
    readonly_fields = ("need",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: NeedWording | None = None) -> bool:
        return False

    @admin.display(description=_("sentences"))
    def sentences(self, wording: NeedWording) -> int:
        return len(wording.phrases_it) + len(wording.phrases_en)
