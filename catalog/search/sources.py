"""How services, opportunities and partners become search documents."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from catalog.enums import Cost, Delivery, Kind, OpportunityType, PartnerKind
from catalog.models import Need, Office, Opportunity, Partner, Sector, Service
from catalog.models.offers import Offer
from catalog.models.vocabularies import Country
from catalog.partial_dates import first_day
from catalog.search.documents import Document, Source, joined, register

#: Words a firm uses for a kind of opportunity or a cost, which the entry itself may never say.
_TYPE_WORDS = {
    OpportunityType.GRANT: "contributo bando fondo perduto grant",
    OpportunityType.LOAN: "finanziamento prestito loan",
    OpportunityType.GUARANTEE: "garanzia guarantee",
    OpportunityType.FAIR: "fiera trade fair",
    OpportunityType.TENDER: "gara appalto tender",
    OpportunityType.BUSINESS_REQUEST: "incontri buyer richiesta business request",
    OpportunityType.TRAINING: "corso formazione training course",
    OpportunityType.EVENT: "evento event",
}
_COST_WORDS = {Cost.FREE: "gratuito gratis free", Cost.SUBSIDISED: "agevolato subsidised"}
_PARTNER_WORDS = {
    PartnerKind.REGION: "regione region",
    PartnerKind.CHAMBERS: "camera di commercio chamber of commerce",
    PartnerKind.AGENCY: "agenzia agency",
    PartnerKind.INSURER: "assicurazione assicuratore insurance insurer",
    PartnerKind.FINANCE: "banca finanza bank finance",
    PartnerKind.ASSOCIATION: "associazione di categoria business association",
    PartnerKind.NETWORK: "rete network",
}


def register_all() -> None:
    """Registers the catalogue's own kinds; called when the application is ready."""
    register(Source(Kind.SERVICE, Service, _services, service_document, "catalog:service"))
    register(Source(Kind.OPPORTUNITY, Opportunity, _opportunities, opportunity_document, "catalog:opportunity"))
    register(Source(Kind.PARTNER, Partner, _partners, partner_document, "catalog:partner"))


def service_document(service: Service) -> Document:
    """A service is available without dates; it is local when the body behind it is."""
    return Document(
        kind=Kind.SERVICE,
        slug=service.slug,
        title_it=service.title_it,
        title_en=service.title_en,
        summary_it=service.summary_it,
        summary_en=service.summary_en,
        body_it=joined(service.description_it, service.how_to_access_it),
        body_en=joined(service.description_en, service.how_to_access_en),
        questions_it=service.questions_it,
        questions_en=service.questions_en,
        search_terms_it=service.search_terms_it,
        search_terms_en=service.search_terms_en,
        partner_slug=service.partner.slug,
        partner_name=service.partner.short_name,
        owner=joined(service.partner.name, service.partner.short_name),
        labels=joined(
            vocabulary_words(service.need, service.sectors.all(), service.countries.all()),
            _COST_WORDS.get(Cost(service.cost), "") if service.cost else "",
            [str(Delivery(item).value) for item in service.delivery],
        ),
        facets={
            "need": [service.need_id],
            "stage": service.stages,
            "sector": [sector.pk for sector in service.sectors.all()],
            "country": [country.pk for country in service.countries.all()],
            "province": service.partner.provinces,
            "cost": [service.cost] if service.cost else [],
            "checked": _year(service.checked),
        },
        always=True,
        dated=last_check(service.checked),
    )


def opportunity_document(opportunity: Opportunity) -> Document:
    """A call is found by its dates too; a chamber's or an association's own call is for its own provinces."""
    return Document(
        kind=Kind.OPPORTUNITY,
        slug=opportunity.slug,
        title_it=opportunity.title_it,
        title_en=opportunity.title_en,
        summary_it=opportunity.summary_it,
        summary_en=opportunity.summary_en,
        body_it=joined(opportunity.description_it, opportunity.beneficiaries_it, opportunity.amount_it),
        body_en=joined(opportunity.description_en, opportunity.beneficiaries_en, opportunity.amount_en),
        questions_it=opportunity.questions_it,
        questions_en=opportunity.questions_en,
        search_terms_it=opportunity.search_terms_it,
        search_terms_en=opportunity.search_terms_en,
        partner_slug=opportunity.partner.slug,
        partner_name=opportunity.partner.short_name,
        owner=joined(opportunity.partner.name, opportunity.partner.short_name),
        labels=joined(
            vocabulary_words(opportunity.need, opportunity.sectors.all(), opportunity.countries.all()),
            _TYPE_WORDS.get(OpportunityType(opportunity.type), ""),
        ),
        facets={
            "need": [opportunity.need_id],
            "stage": opportunity.stages,
            "sector": [sector.pk for sector in opportunity.sectors.all()],
            "country": [country.pk for country in opportunity.countries.all()],
            "province": opportunity.partner.provinces,
            "type": [opportunity.type],
            "checked": _year(opportunity.checked),
        },
        opens=opportunity.opens,
        closes=opportunity.closes,
        always=opportunity.rolling,
        dated=opportunity.opens or last_check(opportunity.checked),
    )


def partner_document(partner: Partner) -> Document:
    """A body is found by its names, its role and the places of its offices."""
    offices = list(partner.offices.all())
    offers = [*partner.service_set.all(), *partner.opportunity_set.all()]
    return Document(
        kind=Kind.PARTNER,
        slug=partner.slug,
        title_it=partner.name,
        summary_it=partner.role_it,
        summary_en=partner.role_en,
        body_it=joined([joined(office.name, office.city) for office in offices]),
        partner_slug=partner.slug,
        partner_name=partner.short_name,
        owner=joined(partner.name, partner.short_name),
        search_terms_it=partner.search_terms_it,
        search_terms_en=partner.search_terms_en,
        labels=_PARTNER_WORDS.get(PartnerKind(partner.kind), ""),
        offers=joined([offer.title_it for offer in offers]),
        serves=[offer.need_id for offer in offers],
        facets={"province": partner.provinces, "country": _own_countries(offers)},
        dated=last_check(partner.checked),
    )


def _own_countries(offers: Sequence[Offer]) -> list[str]:
    """The countries a body is about: those of its offers, when each of them is for some countries only."""
    named = [[country.pk for country in offer.countries.all()] for offer in offers]
    return sorted({country for countries in named for country in countries}) if named and all(named) else []


def last_check(checked: str) -> date | None:
    """The day an entry was last checked, for 'newest first'; a month or a year counts as its first day."""
    return first_day(checked) if checked else None


def _year(checked: str) -> list[str]:
    """The year of the last check; none when nobody dated it."""
    return [checked[:4]] if checked else []


def vocabulary_words(need: Need | None, sectors: Iterable[Sector], countries: Iterable[Country]) -> str:
    """The names of an entry's need, sectors and countries in both languages."""
    named: list[Need | Sector | Country] = [*([need] if need else []), *sectors, *countries]
    return joined([joined(item.label_it, item.label_en) for item in named])


def _services() -> QuerySet[Service]:
    return Service.objects.published().select_related("partner", "need").prefetch_related("sectors", "countries")


def _opportunities() -> QuerySet[Opportunity]:
    return Opportunity.objects.published().select_related("partner", "need").prefetch_related("sectors", "countries")


def _partners() -> QuerySet[Partner]:
    return Partner.objects.published().prefetch_related(
        Prefetch("offices", Office.objects.order_by("pk")),
        Prefetch("service_set", Service.objects.published().prefetch_related("countries").order_by("pk")),
        Prefetch("opportunity_set", Opportunity.objects.published().prefetch_related("countries").order_by("pk")),
    )
