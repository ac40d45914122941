"""A search as it is written where nobody gave it a thought: the ORM, one count, one page, one GROUP BY per list.

On PostgreSQL with a stored, indexed ``SearchVector`` and ``ts_rank``; on SQLite every word by ``icontains``.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import connection, models
from django.db.models import Count, F, Q, QuerySet

from tests.bench.corpus import Corpus, Vocabularies
from tests.bench.queries import Query

_PLAIN, _MANY = (
    ("kind", "need", "partner", "province"),
    {"sector": "sectors", "country": "countries", "stage": "stages"},
)
_COUNTED = ("kind", "need", "partner", "sectors", "countries", "stages")


class Value(models.Model):  # noqa: DJ008 - only here
    value = models.CharField(max_length=40, primary_key=True)

    class Meta:
        app_label = "bench"


class AbstractEntry(models.Model):
    title = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    kind = models.CharField(max_length=40, db_index=True)
    need = models.CharField(max_length=40, db_index=True)
    partner = models.CharField(max_length=120, db_index=True)
    province = models.CharField(max_length=2, db_index=True)
    sectors = models.ManyToManyField(Value, related_name="+")
    countries = models.ManyToManyField(Value, related_name="+")
    stages = models.ManyToManyField(Value, related_name="+")

    class Meta:
        abstract = True


class PlainEntry(AbstractEntry):  # noqa: DJ008
    class Meta:
        app_label = "bench"


class VectorEntry(AbstractEntry):  # noqa: DJ008
    vector = SearchVectorField(null=True)

    class Meta:
        app_label = "bench"
        indexes = [GinIndex(fields=["vector"], name="bench_vector")]


def prepare(size: int, values: Vocabularies) -> Callable[[Query], Any]:
    """Makes and fills the tables in the present database; returns the search."""
    postgresql = connection.vendor == "postgresql"
    model: type[AbstractEntry] = VectorEntry if postgresql else PlainEntry
    with connection.schema_editor() as editor:
        editor.create_model(Value)
        editor.create_model(model)
    entries = list(Corpus(size, values))
    carried = {value for entry in entries for name in _MANY for value in entry.facets[name]}
    Value.objects.bulk_create(Value(value=value) for value in carried)
    model.objects.bulk_create(
        model(
            pk=entry.number,
            title=entry.title,
            summary=entry.summary,
            body=entry.body,
            kind=entry.kind,
            need=entry.facets["need"][0],
            partner=entry.partner,
            province=entry.facets["province"][0],
        )
        for entry in entries
    )
    for name, column in _MANY.items():
        through = getattr(model, column).through
        owner = f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            through(**{owner: entry.number, "value_id": value}) for entry in entries for value in entry.facets[name]
        )
    if postgresql:
        fields = {"title": "A", "summary": "B", "body": "D"}
        vectors = [SearchVector(name, weight=weight, config="italian") for name, weight in fields.items()]
        model.objects.update(vector=vectors[0] + vectors[1] + vectors[2])
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return lambda query: _search(model, query, postgresql)


def _search(model: type[AbstractEntry], query: Query, postgresql: bool) -> tuple[list[Any], int, list[Any]]:
    found: QuerySet[Any] = model.objects.all()
    if postgresql:
        words = SearchQuery(query.text, config="italian")
        found = found.filter(vector=words)
        ranked = found.annotate(rank=SearchRank(F("vector"), words)).order_by("-rank", "pk")
    else:
        for word in query.words:
            found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word))
        ranked = found.order_by("pk")
    for name, value in query.filters:
        narrowing = {_MANY.get(name, name): value}
        found, ranked = found.filter(**narrowing), ranked.filter(**narrowing)
    counts = [
        list(found.values_list(column).annotate(number=Count("pk", distinct=True)).order_by()) for column in _COUNTED
    ]
    return list(ranked.values_list("pk", "title", "summary")[:20]), found.count(), counts
