"""The catalogue's tables."""

from catalog.models.corrections import Correction
from catalog.models.editorial import Comment, Revision
from catalog.models.interchange import BodyAlias, Import, ImportedEntry, ImportRow
from catalog.models.links import Link
from catalog.models.loading import CatalogLoad
from catalog.models.memberships import Membership
from catalog.models.notices import Highlight, Question
from catalog.models.opportunities import Opportunity
from catalog.models.partners import Office, Partner
from catalog.models.reviews import Confirmation, Lapse, ReviewNotice, ReviewRule
from catalog.models.search import SearchChange, SearchDocument, SearchFacet, SearchTerm, SearchVersion, SearchWord
from catalog.models.services import Service
from catalog.models.vocabularies import Country, MacroArea, Municipality, Need, Province, Sector
from catalog.models.wordings import NeedWording, SynonymGroup

__all__ = [
    "BodyAlias",
    "CatalogLoad",
    "Comment",
    "Confirmation",
    "Correction",
    "Country",
    "Highlight",
    "Import",
    "ImportRow",
    "ImportedEntry",
    "Lapse",
    "Link",
    "MacroArea",
    "Membership",
    "Municipality",
    "Need",
    "NeedWording",
    "Office",
    "Opportunity",
    "Partner",
    "Province",
    "Question",
    "ReviewNotice",
    "ReviewRule",
    "Revision",
    "SearchChange",
    "SearchDocument",
    "SearchFacet",
    "SearchTerm",
    "SearchVersion",
    "SearchWord",
    "Sector",
    "Service",
    "SynonymGroup",
]
