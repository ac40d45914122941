"""Curation of the catalogue, in Django's own admin."""

from catalog.admin.corrections import CorrectionAdmin
from catalog.admin.offers import OpportunityAdmin, ServiceAdmin
from catalog.admin.partners import PartnerAdmin
from catalog.admin.vocabularies import CountryAdmin, NeedAdmin, SectorAdmin

__all__ = [
    "CorrectionAdmin",
    "CountryAdmin",
    "NeedAdmin",
    "OpportunityAdmin",
    "PartnerAdmin",
    "SectorAdmin",
    "ServiceAdmin",
]
