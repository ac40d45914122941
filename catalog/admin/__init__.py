"""Curation of the catalogue, in Django's own admin."""

from catalog.admin.corrections import CorrectionAdmin
from catalog.admin.imports import ImportAdmin
from catalog.admin.memberships import MembershipAdmin
from catalog.admin.offers import OpportunityAdmin, ServiceAdmin
from catalog.admin.partners import PartnerAdmin
from catalog.admin.vocabularies import CountryAdmin, NeedAdmin, SectorAdmin
from catalog.admin.wordings import NeedWordingAdmin, SynonymGroupAdmin

__all__ = [
    "CorrectionAdmin",
    "CountryAdmin",
    "ImportAdmin",
    "MembershipAdmin",
    "NeedAdmin",
    "NeedWordingAdmin",
    "OpportunityAdmin",
    "PartnerAdmin",
    "SectorAdmin",
    "ServiceAdmin",
    "SynonymGroupAdmin",
]
