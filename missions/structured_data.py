"""What a mission's page tells programs: a business event of schema.org in JSON-LD, as a plain dictionary."""

from catalog.structured_data import CONTEXT, Absolute, Data, organisation
from missions.models import Mission


def mission(entry: Mission, absolute: Absolute) -> Data:
    """The event with what is known of its days, places and seats."""
    countries = [country.pk for country in entry.countries.all()]
    known = {
        "startDate": entry.starts.isoformat() if entry.starts else None,
        "endDate": entry.ends.isoformat() if entry.ends else None,
        "location": _places(entry.cities, countries) or None,
        "maximumAttendeeCapacity": entry.capacity,
    }
    return {
        "@context": CONTEXT,
        "@type": "BusinessEvent",
        "name": entry.title,
        "description": entry.description,
        "url": absolute(entry.get_absolute_url()),
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if entry.cancelled_at else 'EventScheduled'}",
        "organizer": organisation(entry.partner, absolute),
        **{name: value for name, value in known.items() if value is not None},
    }


def _places(cities: list[str], countries: list[str]) -> list[Data]:
    """The cities, or else the countries: which city is in which of several countries is not known."""
    if not cities:
        return [{"@type": "Country", "name": code} for code in countries]
    country = {"addressCountry": countries[0]} if len(countries) == 1 else {}
    return [
        {"@type": "Place", "name": city, "address": {"@type": "PostalAddress", "addressLocality": city, **country}}
        for city in cities
    ]
