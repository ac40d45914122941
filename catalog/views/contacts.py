"""Whom to turn to about an entry: its body, the offices nearest to the reader, and who else is near."""

from catalog.enums import EditorialStatus
from catalog.guidance.nearby import offices_nearby
from catalog.models import Need, Office, Partner
from catalog.territory.nearness import Nearness, by_nearness, nearness
from catalog.views.neighbourhood import neighbourhood

#: Offices shown at once on a sheet; the others unfold.
MOST = 3


def contacts(partner: Partner, province: str, need: Need | None = None) -> dict[str, object]:
    """The context of ``catalog/_contact.html``. ``province`` is the reader's; the body's offices are fetched already.

    ``far`` says that none of its offices is near the reader; then others are named that help with the same need.
    """
    offices = by_nearness(partner.offices.all(), province) if province else list(partner.offices.all())
    far = bool(province) and not any(_is_near(office, province) for office in offices)
    return {
        **named_body(partner),
        **neighbourhood(province),
        "offices": offices[:MOST],
        "other_offices": offices[MOST:],
        "far": far,
        "nearby": offices_nearby(need, province, besides=partner) if far and need else [],
    }


def named_body(partner: Partner) -> dict[str, object]:
    """The body, and the address of its page, '' while that is not public."""
    public = partner.editorial_status == EditorialStatus.PUBLISHED
    return {"partner": partner, "partner_url": partner.get_absolute_url() if public else ""}


def _is_near(office: Office, province: str) -> bool:
    return nearness(office, province) <= Nearness.PROVINCE
