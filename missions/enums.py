"""The closed lists of missions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupportKind(TextChoices):
    """What a firm finds on the spot."""

    INTERPRETER = "interpreter", _("Interpreter")
    B2B_AGENDA = "b2b-agenda", _("Agenda of business meetings")
    LOGISTICS = "logistics", _("Travel and logistics")
    LEGAL_DESK = "legal-desk", _("Legal desk")
    CUSTOMS_DESK = "customs-desk", _("Customs desk")
    FAIR_STAND = "fair-stand", _("Stand at a trade fair")
    MARKET_BRIEFING = "market-briefing", _("Market briefing")
    VISA_HELP = "visa-help", _("Help with visas")
