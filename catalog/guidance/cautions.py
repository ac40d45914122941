"""What to look out for before one applies, from what is known of an opportunity."""

from datetime import date

from django.utils.translation import gettext as _

from catalog.availability import availability
from catalog.enums import Availability, OpportunityType
from catalog.guidance.wording import named
from catalog.models import Opportunity

#: More countries or sectors than these are a list to be read elsewhere on the page.
FEW = 5
_MONEY = (OpportunityType.GRANT, OpportunityType.LOAN, OpportunityType.GUARANTEE)


def cautions(entry: Opportunity, today: date) -> list[str]:
    """Sentences, the gravest first; none where nothing is known that would need one."""
    status = availability(entry.opens, entry.closes, entry.rolling, today)
    said = []
    if status == Availability.ROLLING and entry.type in _MONEY:
        said.append(_("The money may run out before you apply: ask whether there is some left."))
    if status is None:
        said.append(_("Nobody has published the dates: it may be over."))
    if entry.type == OpportunityType.LOAN:
        said.append(_("It is a loan: you pay it back."))
    if entry.type == OpportunityType.GUARANTEE:
        said.append(_("It is a guarantee: the money comes from a bank, which decides on its own."))
    if entry.partner.provinces:
        provinces = ", ".join(named("province", code) for code in entry.partner.provinces)
        said.append(_("It is only for the firms of these provinces: %(names)s.") % {"names": provinces})
    said += _limits(entry)
    return said


def _limits(entry: Opportunity) -> list[str]:
    countries = [country.label for country in entry.countries.all()]
    sectors = [sector.label for sector in entry.sectors.all()]
    said = []
    if 0 < len(countries) <= FEW:
        said.append(_("It is only about these countries: %(names)s.") % {"names": ", ".join(countries)})
    elif countries:
        said.append(
            _("It is only about %(count)d countries: check that yours is among them.") % {"count": len(countries)}
        )
    if 0 < len(sectors) <= FEW:
        said.append(_("It is only for these sectors: %(names)s.") % {"names": ", ".join(sectors)})
    return said
