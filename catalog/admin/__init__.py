"""Curation of the catalogue, in Django's own admin."""

from catalog.admin.corrections import CorrectionAdmin
from catalog.admin.freshness import ConfirmationAdmin, ReviewRuleAdmin
from catalog.admin.imports import ImportAdmin
from catalog.admin.links import LinkAdmin
from catalog.admin.memberships import MembershipAdmin
from catalog.admin.notices import HighlightAdmin, QuestionAdmin
from catalog.admin.offers import OpportunityAdmin, ServiceAdmin
from catalog.admin.partners import PartnerAdmin
from catalog.admin.vocabularies import CountryAdmin, NeedAdmin, SectorAdmin
from catalog.admin.wordings import NeedWordingAdmin, SynonymGroupAdmin

__all__ = [
    "ConfirmationAdmin",
    "CorrectionAdmin",
    "CountryAdmin",
    "HighlightAdmin",
    "ImportAdmin",
    "LinkAdmin",
    "MembershipAdmin",
    "NeedAdmin",
    "NeedWordingAdmin",
    "OpportunityAdmin",
    "PartnerAdmin",
    "QuestionAdmin",
    "ReviewRuleAdmin",
    "SectorAdmin",
    "ServiceAdmin",
    "SynonymGroupAdmin",
]
