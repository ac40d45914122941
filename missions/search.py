"""How missions become search documents."""

from django.db.models import QuerySet

from catalog.enums import Kind
from catalog.search.documents import Document, Source, joined, register
from catalog.search.sources import last_check, vocabulary_words
from missions.enums import SupportKind
from missions.models import Mission

SUMMARY_LENGTH = 200
#: What every mission is for.
NEED = "finding-partners"
_MISSION_WORDS = "missione all'estero trade mission"
_SUPPORT_WORDS = {
    SupportKind.INTERPRETER: "interprete interpreter",
    SupportKind.B2B_AGENDA: "incontri d'affari b2b agenda business meetings",
    SupportKind.LOGISTICS: "viaggio logistica travel logistics",
    SupportKind.LEGAL_DESK: "assistenza legale legal desk",
    SupportKind.CUSTOMS_DESK: "assistenza doganale customs desk",
    SupportKind.FAIR_STAND: "stand in fiera fair stand",
    SupportKind.MARKET_BRIEFING: "presentazione del mercato market briefing",
    SupportKind.VISA_HELP: "visto visa",
}


def register_all() -> None:
    """Registers missions with the catalogue's search; called when the application is ready."""
    register(Source(Kind.MISSION, Mission, _missions, mission_document, "missions:mission"))


def mission_document(mission: Mission) -> Document:
    """A mission opens and closes with its days abroad: upcoming before, open during, closed after."""
    return Document(
        kind=Kind.MISSION,
        slug=mission.slug,
        title_it=mission.title_it,
        title_en=mission.title_en,
        summary_it=first_sentences(mission.description_it),
        summary_en=first_sentences(mission.description_en),
        body_it=joined(mission.description_it, mission.cities),
        body_en=mission.description_en,
        search_terms_it=mission.search_terms_it,
        search_terms_en=mission.search_terms_en,
        partner_slug=mission.partner.slug,
        partner_name=mission.partner.short_name,
        owner=joined(mission.partner.name, mission.partner.short_name),
        labels=joined(
            vocabulary_words(None, mission.sectors.all(), mission.countries.all()),
            _MISSION_WORDS,
            [_SUPPORT_WORDS[SupportKind(kind)] for kind in mission.support if kind in SupportKind.values],
        ),
        facets={
            "need": [NEED],
            "stage": mission.stages,
            "sector": [sector.pk for sector in mission.sectors.all()],
            "country": [country.pk for country in mission.countries.all()],
            "province": mission.partner.provinces,
        },
        opens=mission.starts,
        closes=mission.last_day,
        dated=mission.starts or last_check(mission.checked),
    )


def first_sentences(text: str) -> str:
    """The first whole sentences of a text that fit a summary; cut at a word when the first is longer."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    end = max(text.rfind(mark, 0, SUMMARY_LENGTH) for mark in (". ", "! ", "? "))
    return text[: end + 1] if end > 0 else text[: text.rfind(" ", 0, SUMMARY_LENGTH)] + " …"


def _missions() -> QuerySet[Mission]:
    return Mission.objects.published().select_related("partner").prefetch_related("sectors", "countries")
