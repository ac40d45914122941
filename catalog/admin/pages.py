"""The pages an entry has beside its form: compare, preview, history; and the buttons that move, restore and copy it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.admin import gone, preview
from catalog.admin.findability import tried
from catalog.admin.scope import ScopedAdmin, is_regional
from catalog.editorial import advice, changes, copies, histories, moves
from catalog.editorial import values as plainly
from catalog.editorial.differences import between
from catalog.enums import EditorialStatus, Verb
from catalog.interchange.tables import without_controls
from catalog.models.publishing import PublishableModel

#: Lines of the diary shown beside an entry.
_LINES = 20


class EntryPages(ScopedAdmin):
    """Every page asks for its entry within the scope of who looks: what is not theirs is not there."""

    change_form_template = "admin/entry/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        own: dict[str, Callable[..., HttpResponse]] = {
            "compare": require_safe(self.compare_view),
            "preview": require_safe(self.preview_view),
            "words": require_safe(self.words_view),
            "move": require_POST(self.move_view),
            "restore": require_POST(self.restore_view),
            "copy": require_POST(self.copy_view),
        }
        pages = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=self._name(name))
            for name, view in own.items()
        ]
        return [*pages, *super().get_urls()]

    def address(self, page: str, entry: PublishableModel) -> str:
        """The address of one of an entry's pages."""
        return reverse(f"admin:{self._name(page)}", args=[entry.pk])

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().add_view(request, form_url, {"advice_rules": advice.rules(), **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        entry = self.get_object(request, unquote(object_id))
        if entry is None and self._typed(request):
            return gone.page(self, request, unquote(object_id))
        context = self._standing(request, entry) if entry is not None else {}
        try:
            return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})
        except self.model.DoesNotExist:  # somebody deletes it this very moment
            if not self._typed(request):
                raise
            return gone.page(self, request, unquote(object_id))

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What readers see beside what they would see, field by field."""
        entry = self._entry(request, object_id)
        public = entry.editorial_status in changes.APPROVED
        now, working = plainly.of(entry), changes.working_values(entry)
        context = {
            **self._frame(request, entry, _("Compare")),
            **self._standing(request, entry),
            "public": public,
            "differences": between(type(entry), now if public else {}, working),
            "advice": advice.of(type(entry), working),
        }
        return render(request, "admin/entry/compare.html", context)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The real page, as readers would see it."""
        entry = self._entry(request, object_id)
        english, back = request.GET.get("lang") == "en", self.address("change", entry)
        return preview.page(request, entry, english=english, back=back)

    def words_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """With which words firms would find it."""
        entry = self._entry(request, object_id)
        context = {**self._frame(request, entry, _("With which words you are found")), **tried(request, entry)}
        return render(request, "admin/entry/words.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        entry = self._entry(request, object_id)
        lines = self.get_paginator(request, histories.lines(entry), _LINES).get_page(request.GET.get("p"))
        context = {
            **self._frame(request, entry, _("History")),
            "lines": histories.told(entry, list(lines)),
            "page": lines,
        }
        return render(request, "admin/entry/history.html", context)

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Submits, sends back, approves ...: one of the verbs that the entry's page offers."""
        if self._typed(request) and self.get_object(request, unquote(object_id)) is None:
            return gone.page(self, request, unquote(object_id))
        entry = self._entry(request, object_id)
        verb, version = request.POST.get("verb", ""), request.POST.get("version", "")
        if verb not in Verb.values or not version.isdecimal() or len(version) > 9:
            raise Http404
        done = self._move(
            request,
            entry,
            Verb(verb),
            version=int(version),
            text=without_controls(request.POST.get("text", "")[:2_000]),
        )
        return HttpResponseRedirect(self.address("change" if done else "compare", entry))

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Takes an earlier text up again, as a change like any other."""
        entry = self._entry(request, object_id)
        line = histories.line(entry, request.POST.get("line", ""))
        if line is None:
            raise Http404
        try:
            outcome = histories.restore(entry, line, by=request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            told = {
                "pending": _("The earlier text is kept as a change: read it and send it for review."),
                "unchanged": _("The entry says so already."),
            }
            self.message_user(request, told.get(outcome.kind, _("The entry says again what it said then.")))
        return HttpResponseRedirect(self.address("change", entry))

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Makes a draft that says the same."""
        entry = self._entry(request, object_id)
        if not self.has_add_permission(request):
            raise Http404
        made = copies.copy(entry, by=request.user)
        self.message_user(request, _("This is the copy: a draft that nobody sees yet."), messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", made))

    def _move(
        self, request: HttpRequest, entry: PublishableModel, verb: Verb, *, version: int | None = None, text: str = ""
    ) -> bool:
        """Whether the verb was done; who asked is told either way."""
        if verb == Verb.SEND_BACK and not text.strip():
            self.message_user(request, _("Say what is to be mended: the editor reads it."), messages.ERROR)
            return False
        try:
            if version is None:
                version = changes.version_of(entry)
            moves.of(verb)(entry, by=request.user, version=version, text=text)
        except changes.Stale:
            told = _("The entry was changed after you opened the page. Nothing was done: read it again.")
        except moves.WrongState:
            told = _("Where the entry stands by now, this cannot be done.")
        except changes.NotAllowed:
            told = _("This is for the Region’s editors to do.")
        except ValidationError as error:
            told = " ".join(error.messages)
        else:
            self.message_user(request, moves.DONE[verb], messages.SUCCESS)
            return True
        self.message_user(request, told, messages.ERROR)
        return False

    @transaction.atomic
    def _entry(self, request: HttpRequest, object_id: str) -> Any:
        entry = self.get_object(request, unquote(object_id))
        if entry is None or not self.has_change_permission(request, entry):
            raise Http404
        return entry

    def _typed(self, request: HttpRequest) -> bool:
        """Whether something was written here that would be lost if the page were only said to be gone."""
        posted = request.POST.get("read") or request.POST.get("text", "").strip()
        return request.method == "POST" and bool(posted) and self.has_change_permission(request)

    def _standing(self, request: HttpRequest, entry: Any) -> dict[str, Any]:
        """Where an entry stands, what who looks may do, and what was said of it."""
        diary = list(entry.comments.select_related("author")[:_LINES])
        said = next((line for line in diary if line.verb in (Verb.SUBMIT, Verb.SEND_BACK)), None)
        return {
            "revision": changes.open_revision(entry),
            "sent_back": said if said and said.verb == Verb.SEND_BACK else None,
            **self._buttons(request, entry),
            "diary": diary,
            "is_shown": entry.editorial_status == EditorialStatus.PUBLISHED,
            "pages": self._pages(entry),
            "advice_rules": advice.rules(),
            "advice": advice.of(type(entry), changes.working_values(entry)),
        }

    def _buttons(self, request: HttpRequest, entry: Any) -> dict[str, Any]:
        """What who looks may do: to decide after comparing, to send in with the form, and the rest."""
        possible = moves.possible(request.user, entry)
        named = [(verb.value, moves.ASKED[verb]) for verb in (Verb.COMMENT, *possible)]
        return {
            "decisions": [(verb, said) for verb, said in named if verb in moves.DECIDED],
            "other_verbs": [(verb, said) for verb, said in named if verb not in (*moves.DECIDED, Verb.SUBMIT)],
            "may_submit": Verb.SUBMIT in possible
            or (entry.editorial_status in changes.APPROVED and not is_regional(request)),
        }

    def _frame(self, request: HttpRequest, entry: Any, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(entry),
            "original": entry,
            "opts": self.opts,
            "pages": self._pages(entry),
        }

    def _pages(self, entry: Any) -> dict[str, str]:
        names = ("change", "compare", "preview", "words", "history", "move", "restore", "copy")
        return {name: self.address(name, entry) for name in names}

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"
