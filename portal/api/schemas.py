"""The shapes of the API's answers; the OpenAPI document is made of them."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import WithJsonSchema

Int = Annotated[int, WithJsonSchema({"type": "integer", "format": "int32", "minimum": 0})]
Text = Annotated[str, Field(max_length=10_000)]
Code = Annotated[str, Field(max_length=120)]


class PartnerRef(Schema):
    slug: Code
    name: Text


class Recognised(Schema):
    name: Code = Field(
        description="Which facet it is: country, area, province, sector, need, stage, type, kind, status, partner."
    )
    value: Code
    label: Text
    text: Text = Field(description="The words of the query that said it.")


class Query(Schema):
    text: Text
    corrected: Text | None = Field(description="The text searched instead, when a word was mistyped.")
    recognised: list[Recognised] = Field(max_length=100)
    unknown: list[Text] = Field(max_length=50, description="Words that nothing in the portal knows.")


class Result(Schema):
    kind: Code
    slug: Code
    title: Text
    summary: Text
    snippet: Text = Field(description="HTML: escaped text with <mark> around the matched words.")
    partner: PartnerRef
    url: Text
    opens: date | None
    closes: date | None
    status: Code | None = Field(description="open, upcoming, closed, rolling; null where no dates were published.")
    score: float


class FacetValue(Schema):
    value: Code
    label: Text
    count: Int
    selected: bool


class Facets(Schema):
    kind: list[FacetValue] = Field(max_length=500)
    need: list[FacetValue] = Field(max_length=500)
    stage: list[FacetValue] = Field(max_length=500)
    sector: list[FacetValue] = Field(max_length=500)
    country: list[FacetValue] = Field(max_length=500)
    province: list[FacetValue] = Field(max_length=500)
    partner: list[FacetValue] = Field(max_length=2_000)
    type: list[FacetValue] = Field(max_length=500)
    status: list[FacetValue] = Field(max_length=500)


class Ignored(Schema):
    name: Text
    value: Text


class SearchAnswer(Schema):
    count: Int = Field(description="How many entries answer the query.")
    more: Int = Field(description="How many weaker matches follow after them.")
    low_confidence: bool = Field(description="True when nothing really answers.")
    page: Int
    page_size: Int
    next: Text | None
    previous: Text | None
    query: Query
    ignored: list[Ignored] = Field(max_length=20)
    results: list[Result] = Field(max_length=100)
    facets: Facets


class Listing(Schema):
    count: Int
    page: Int
    page_size: Int
    next: Text | None
    previous: Text | None
    ignored: list[Ignored] = Field(max_length=20)
    results: list[Result] = Field(max_length=100)


class Entry(Schema):
    """What every entry says. Texts come in the language asked for, Italian where there is no translation."""

    kind: Code
    slug: Code
    title: Text
    description: Text
    partner: PartnerRef
    url: Text = Field(description="Its page in the portal.")
    official_url: Text | None
    sources: list[Text] = Field(max_length=100)
    checked: Text | None = Field(description="When the sources were last checked: YYYY, YYYY-MM or YYYY-MM-DD.")


class OfferEntry(Entry):
    summary: Text
    need: Code
    stages: list[Code] = Field(max_length=10)
    sectors: list[Code] = Field(max_length=100, description="None: all sectors.")
    countries: list[Code] = Field(max_length=300, description="ISO alpha-2; none: all countries.")
    questions: list[Text] = Field(max_length=50)


class ServiceEntry(OfferEntry):
    delivery: list[Code] = Field(max_length=10)
    cost: Code | None
    how_to_access: Text | None


class OpportunityEntry(OfferEntry):
    type: Code
    opens: date | None
    closes: date | None
    rolling: bool
    status: Code | None
    amount: Text | None
    beneficiaries: Text | None


class MissionEntry(Entry):
    countries: list[Code] = Field(max_length=300)
    cities: list[Text] = Field(max_length=50)
    starts: date | None
    ends: date | None
    status: Code | None
    sectors: list[Code] = Field(max_length=100)
    support: list[Code] = Field(max_length=20)
    capacity: Int | None
    demo: bool


class OfficeEntry(Schema):
    name: Text
    address: Text | None
    postcode: Code | None
    city: Text | None
    province: Code | None
    phone: Code | None
    email: Code | None


class PartnerEntry(Entry):
    name: Text
    short_name: Text
    partner_kind: Code
    table_member: bool
    provinces: list[Code] = Field(max_length=12, description="None: all of Lombardy.")
    offices: list[OfficeEntry] = Field(max_length=500)


class Status(Schema):
    status: Code
    entries: Int = Field(description="How many entries the search holds.")


class Problem(Schema):
    """RFC 9457."""

    type: Text
    title: Text
    status: Int
    detail: Text | None = None
    instance: Text


Answers = dict[Any, Any]
PROBLEMS: Answers = {400: Problem, 404: Problem, 500: Problem}
