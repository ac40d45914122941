"""Files of entries that staff bring in: what they say row by row, what became of them, and how they spell bodies."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import ImportKind, ImportStatus, RowVerdict
from catalog.models.partners import Partner


class Import(models.Model):
    """One file. ``columns`` are field names by position, '' for a column that is passed over.

    ``answers`` are what its author said when asked: {"bodies": {folded spelling: key}, "rows": {row number: address of
    the entry it is about, '' for none}}. ``notes`` are sentences about the file as a whole.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    kind = models.CharField(_("what it holds"), max_length=12, choices=ImportKind)
    file_name = models.CharField(_("file"), max_length=120)
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus, default=ImportStatus.CHECKED)
    columns = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a file and what the dry run found.

    ``said`` is what the row says by field, ``values`` what of it would be written, both as ``catalog.editorial.values``
    writes them; ``differences`` are [column, before, after] as people read them; ``problems`` are {column, value,
    reason, instead}; ``alike`` are {slug, title, why} of entries it may be about; ``advice`` are sentences on what is
    taken but could be better. ``entry_id`` and ``version`` are the entry it changes, as it was read; ``within`` is the
    name of that row of its part which it changes, where rows are of a part.
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    verdict = models.CharField(_("what would happen"), max_length=10, choices=RowVerdict)
    title = models.CharField(_("title"), max_length=200, blank=True)
    entry_id = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(null=True, blank=True)
    within = models.CharField(max_length=200, blank=True)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    said = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    differences = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    alike = models.JSONField(default=list)
    advice = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("batch", "number")
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class ImportedEntry(models.Model):
    """What files last said of an entry, by field: where staff wrote something else since, a file said before is old.

    Of a part it is kept by the folded name of its rows: {"offices": {"como": {...}}}.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    entry = GenericForeignKey()
    said = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="imported_entry_once")]

    def __str__(self) -> str:
        return str(self.entry)


class BodyAlias(models.Model):
    """Another spelling of a body, folded, as staff once said it is; it counts for who edits that body's entries."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="aliases", verbose_name=_("partner"))
    spelling = models.CharField(_("spelling"), max_length=200)

    class Meta:
        ordering = ("spelling",)
        constraints = [models.UniqueConstraint(fields=["partner", "spelling"], name="body_alias_once")]

    def __str__(self) -> str:
        return f"{self.spelling}: {self.partner}"
