"""Files of entries in the admin: tables to take away, a file to bring in, its dry run, and what became of it."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from catalog.admin.requests import BoundedAdmin
from catalog.admin.scope import is_regional, remembered
from catalog.editorial import waiting
from catalog.enums import ImportStatus, RowVerdict
from catalog.interchange import answers, applying, erasing, intake, kinds, report, running, tables, taking
from catalog.interchange.kinds import TableKind
from catalog.interchange.reading import MAX_BYTES, MAX_ROWS, Unreadable
from catalog.models import Import

_PAGE = 50
#: Seconds after which a page of work that is under way asks again.
_AGAIN = 3


class ImportForm(forms.Form):
    """What a file holds, one of the kinds its author works with, and the file."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=(), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or .xlsx, with the columns of the template, in any order; those you need are enough."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def __init__(self, *args: Any, kinds: Sequence[TableKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            told = _("The file is larger than %(most)d MB. Split it.")
            raise forms.ValidationError(told % {"most": MAX_BYTES // 1_000_000})
        return file


@admin.register(Import)
class ImportAdmin(BoundedAdmin):
    """A person sees the files they brought in, the Region all."""

    list_display = ("file_name", "kind", "status", "author", "created_at", "applied_at")
    list_filter = ("kind", "status")
    list_select_related = ("author",)
    list_per_page = _PAGE
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        """Whether who asks edits entries of any kind that files hold."""
        return bool(self._kinds(request))

    has_add_permission = has_view_permission  # type: ignore[assignment]
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        files = super().get_queryset(request)
        return files if is_regional(request) else files.filter(author=request.user.pk)

    def get_urls(self) -> list[URLPattern]:
        own: dict[str, Callable[..., Any]] = {
            "answer": require_POST(self.answer_view),
            "apply": require_POST(self.apply_view),
            "drop": require_POST(self.drop_view),
            "refused": require_safe(self.refused_view),
        }
        tables_of = "<str:kind>.<str:shape>"
        return [
            path(
                f"template/{tables_of}", self._staffs(require_safe(self.template_view)), name="catalog_import_template"
            ),
            path(f"entries/{tables_of}", self._staffs(require_safe(self.entries_view)), name="catalog_import_entries"),
            *(
                path(f"<path:object_id>/{name}/", self._staffs(view), name=f"catalog_import_{name}")
                for name, view in own.items()
            ),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Brings a file in; beside it the tables to take away and how they are filled in."""
        self._ask(request)
        own = self._kinds(request)
        initial = {"kind": request.GET.get("kind")}
        form = ImportForm(request.POST or None, request.FILES or None, initial=initial, kinds=own)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                batch = intake.take(file.read(), name=file.name, kind=form.cleaned_data["kind"], author=request.user)
            except Unreadable as error:
                form.add_error("file", str(error))
            else:
                return HttpResponseRedirect(self._address("change", batch))
        context = {
            **self._frame(request, gettext("Import and export")),
            "form": form,
            "kinds": [self._kind(request, kind) for kind in own],
            "most": {"rows": MAX_ROWS, "megabytes": MAX_BYTES // 1_000_000},
        }
        return render(request, "admin/catalog/import/bring.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What a file would do, row by row; or what it did."""
        if request.method not in ("GET", "HEAD"):
            raise Http404
        batch = self._batch(request, object_id)
        applying.give_up_interrupted(batch)
        counts = report.counts(batch)
        asked = request.GET.get("verdict", "")
        chosen = RowVerdict(asked) if asked in RowVerdict.values else next(iter(counts), RowVerdict.SAME)
        page = self.get_paginator(request, batch.rows.filter(verdict=chosen), _PAGE).get_page(request.GET.get("p"))
        written = sum(counts.get(verdict, 0) for verdict in applying.WRITTEN)
        waits = batch.status == ImportStatus.CHECKED
        entry = kinds.of(batch.kind).model._meta.label_lower.replace(".", "_")
        context = {
            **self._frame(request, str(batch)),
            "batch": batch,
            "counts": [(verdict, count, verdict == chosen) for verdict, count in counts.items()],
            "chosen": chosen,
            "page": page,
            "repeated": report.repeated(batch) if chosen == RowVerdict.REFUSED else [],
            "rows": [(row, report.changes(row)) for row in page],
            "written": written,
            "refused": counts.get(RowVerdict.REFUSED, 0),
            "open_questions": counts.get(RowVerdict.ASKED, 0),
            "waits": waits,
            "spellings": report.spellings(batch) if waits else [],
            "alike": batch.rows.filter(verdict=RowVerdict.ASKED) if waits else [],
            "erased_at": erasing.erased_at(batch),
            "again": _AGAIN if batch.status == ImportStatus.APPLYING else 0,
            "addresses": {name: self._address(name, batch) for name in ("answer", "apply", "drop", "refused")},
            "unfinished": f"{reverse(f'admin:{entry}_changelist')}?{waiting.PARAMETER}=unfinished",
            "entry_page": f"admin:{entry}_change",
        }
        return render(request, "admin/catalog/import/report.html", context)

    def answer_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Takes what the author says of spellings and of rows, and tries the file out again."""
        batch = self._batch(request, object_id)
        answers.take(batch, request.POST)
        self.message_user(request, gettext("The file was tried out again with your answers."), messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", batch))

    def apply_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        batch = self._batch(request, object_id)
        try:
            with transaction.atomic():
                applying.begin(batch, leave_out="leave_out" in request.POST)
                running.start(batch)
        except applying.NotReady as error:
            self.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(self._address("change", batch))

    def drop_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        applying.drop(self._batch(request, object_id))
        self.message_user(request, gettext("Dropped: nothing of the file was written."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:catalog_import_changelist"))

    def refused_view(self, request: HttpRequest, object_id: str) -> StreamingHttpResponse:
        """The refused rows as they were, with why: to be mended and brought in by themselves."""
        batch = self._batch(request, object_id)
        return self._csv(
            report.refused(batch), f"{slugify(batch.file_name.rpartition('.')[0])}-{slugify(gettext('Refused'))}"
        )

    def template_view(self, request: HttpRequest, kind: str, shape: str) -> HttpResponse | StreamingHttpResponse:
        known = self._known(request, kind, shape)
        name = slugify(known.label)
        if shape == "xlsx":
            return self._workbook(taking.template(known, request.user), name)
        return self._csv([[column.header for column in taking.own_columns(known, request.user)]], name)

    def entries_view(self, request: HttpRequest, kind: str, shape: str) -> HttpResponse | StreamingHttpResponse:
        """The entries of who asks, as they come back in unchanged."""
        known = self._known(request, kind, shape)
        rows = taking.table(known, request.user)
        name = f"{slugify(known.label)}-{localdate().isoformat()}"
        if shape == "xlsx":
            return self._workbook(taking.workbook(rows, known.label), name)
        return self._csv(rows, name)

    def _csv(self, rows: Any, name: str) -> StreamingHttpResponse:
        lines = tables.lines(rows, tables.separator(get_language() or "it"))
        response = StreamingHttpResponse(lines, content_type=tables.CONTENT_TYPE)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response

    def _workbook(self, content: bytes, name: str) -> HttpResponse:
        response = HttpResponse(content, content_type=taking.WORKBOOK_TYPE)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response

    def _kinds(self, request: HttpRequest) -> list[TableKind]:
        """The kinds of tables that who asks works with; found out once a request."""
        return remembered(request, "kinds of tables", lambda: kinds.open_to(request.user))

    def _kind(self, request: HttpRequest, kind: TableKind) -> dict[str, Any]:
        """A kind of table, to take away and explained."""

        def address(page: str, shape: str) -> str:
            return reverse(f"admin:catalog_import_{page}", args=[kind.name, shape])

        return {
            "name": kind.label,
            "value": kind.name,
            "count": kind.count(request.user),
            "template": {shape: address("template", shape) for shape in ("xlsx", "csv")},
            "entries": {shape: address("entries", shape) for shape in ("xlsx", "csv")},
            "columns": [taking.explained(column) for column in taking.own_columns(kind, request.user)],
        }

    def _known(self, request: HttpRequest, name: str, shape: str) -> TableKind:
        kind = next((kind for kind in self._kinds(request) if kind.name == name), None)
        if kind is None or shape not in ("csv", "xlsx"):
            raise Http404
        return kind

    def _ask(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise Http404

    def _batch(self, request: HttpRequest, object_id: str) -> Import:
        self._ask(request)
        batch = self.get_object(request, unquote(object_id))
        if batch is None:
            raise Http404
        return batch

    def _address(self, page: str, batch: Import) -> str:
        return reverse(f"admin:catalog_import_{page}", args=[batch.pk])

    def _staffs(self, view: Callable[..., Any]) -> Callable[..., Any]:
        return self.admin_site.admin_view(view)

    def _frame(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
