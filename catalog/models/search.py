"""The search index: a read model, rebuilt from the entries at any time.

No engine of a database takes part: the words of every entry are analysed in Python, and each term's postings are stored
as one row. Both databases therefore match the same entries, and a term costs one primary-key read on either.
"""

from django.db import models

from catalog.enums import Kind


class SearchDocument(models.Model):
    """What search shows of one published entry. The primary key is its ordinal: its bit in every bitmap."""

    kind = models.CharField(max_length=12, choices=Kind)
    slug = models.CharField(max_length=120)
    title_it = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    summary_it = models.TextField()
    summary_en = models.TextField(blank=True)
    body_it = models.TextField(help_text="Plain text that snippets are cut from.")
    body_en = models.TextField(blank=True)
    partner_slug = models.CharField(max_length=120)
    partner_name = models.CharField(max_length=200)
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)
    always = models.BooleanField(default=False, help_text="Available without dates, or until the funds run out.")
    facets = models.JSONField(help_text="Facet name to the list of its values.")
    terms = models.JSONField(help_text="Term to the fields that hold it, as a bit mask; what an update takes back.")
    words = models.JSONField(help_text="The distinct words as written; what an update takes back.")
    sort_title_it = models.CharField(max_length=300)
    sort_title_en = models.CharField(max_length=300)
    dated = models.DateField(null=True, help_text="What 'newest first' goes by: opening, start, or last check.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="search_document_entry")]

    def __str__(self):
        return f"{self.kind}:{self.slug}"


class SearchTerm(models.Model):
    """A term and the entries that hold it, field by field; ``catalog.search.postings`` reads and writes the bytes."""

    term = models.CharField(max_length=64, primary_key=True)
    frequency = models.PositiveIntegerField(db_index=True, help_text="Entries that hold it in any field.")
    postings = models.BinaryField()

    def __str__(self):
        return self.term


class SearchFacet(models.Model):
    """A value of a facet and the entries that carry it."""

    name = models.CharField(max_length=20)
    value = models.CharField(max_length=120)
    postings = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "value"], name="search_facet_value")]

    def __str__(self):
        return f"{self.name}={self.value}"


class SearchWord(models.Model):
    """A word as written somewhere in the catalogue (folded, not stemmed): what a misspelling is corrected to."""

    word = models.CharField(max_length=64, primary_key=True)
    frequency = models.PositiveIntegerField()

    def __str__(self):
        return self.word


class SearchVersion(models.Model):
    """One row: the index's version. Writers lock it; readers compare it once a request."""

    number = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, help_text="Random; two states never share it, whatever was rolled back.")
    vocabulary = models.CharField(
        max_length=32, blank=True, help_text="The same for the words that staff may change; '' while the files speak."
    )

    def __str__(self):
        return str(self.number)


class SearchChange(models.Model):
    """Which entry changed at which version, so that a process applies only what it has not seen."""

    version = models.PositiveBigIntegerField(primary_key=True)
    previous = models.CharField(max_length=32, help_text="The token of the state this change was made to.")
    document_id = models.PositiveBigIntegerField(help_text="0 when it was no entry, but the vocabularies.")

    def __str__(self):
        return f"{self.version}: {self.document_id}"
