"""What a value in a catalogue file may be. Each check returns the reason it refuses a value, or None."""

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import Choices

from catalog.partial_dates import first_day

Known = Mapping[str, Collection[str]]
Check = Callable[[Any, Known], str | None]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_url = URLValidator(schemes=["http", "https"])


def optional(check: Check) -> Check:
    """Lets null, an absent key and an empty text pass."""
    return lambda value, known: None if value in (None, "") else check(value, known)


def text(longest: int) -> Check:
    """A text that is not blank, at most ``longest`` characters."""

    def check(value: Any, known: Known) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return "must be a text that is not empty"
        if "\x00" in value:
            return "holds a NUL character"
        return f"is {len(value)} characters long, at most {longest} fit" if len(value) > longest else None

    return check


def slug(value: Any, known: Known) -> str | None:
    if not isinstance(value, str) or not _SLUG.fullmatch(value) or len(value) > 120:
        return f"{value!r} is not an address: small letters, digits and single dashes, at most 120"
    return None


def texts(value: Any, known: Known) -> str | None:
    if not isinstance(value, list) or any(text(500)(item, known) for item in value):
        return "must be a list of texts of at most 500 characters"
    return None


def choice(choices: type[Choices]) -> Check:
    """One of the values of an enumeration."""
    return lambda value, known: (
        None if value in choices.values else f"{value!r} is not one of {', '.join(map(str, choices.values))}"
    )


def choices(allowed: type[Choices]) -> Check:
    """A list of values of an enumeration."""

    def check(value: Any, known: Known) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        wrong = [str(item) for item in value if item not in allowed.values]
        return f"{', '.join(wrong)}: not among {', '.join(map(str, allowed.values))}" if wrong else None

    return check


def reference(name: str) -> Check:
    """The key of something that exists, in the files or in the database."""
    return lambda value, known: None if value in known[name] else f"{value!r} is not a known {name}"


def references(name: str) -> Check:
    """A list of keys of things that exist."""

    def check(value: Any, known: Known) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        wrong = [str(item) for item in value if item not in known[name]]
        return f"{', '.join(wrong)}: not a known {name}" if wrong else None

    return check


def day(value: Any, known: Known) -> str | None:
    try:
        as_day(value)
    except (TypeError, ValueError):
        return f"{value!r} is not a date: YYYY-MM-DD"
    return None


def partial_day(value: Any, known: Known) -> str | None:
    try:
        first_day(str(value))
    except ValueError:
        return f"{value!r} is not a date: YYYY, YYYY-MM or YYYY-MM-DD"
    return None


def as_day(value: Any) -> datetime.date | None:
    """A date from a file: an ISO text, or what YAML already made a date of."""
    if value in (None, ""):
        return None
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    return datetime.date.fromisoformat(value)


def yes_no(value: Any, known: Known) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def number(value: Any, known: Known) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 1_000_000:
        return "must be a whole number from 1 to 999999"
    return None


def url(value: Any, known: Known) -> str | None:
    try:
        _url(value)
    except ValidationError:
        return f"{value!r} is not a web address"
    return f"is {len(value)} characters long, at most 500 fit" if len(value) > 500 else None


def urls(value: Any, known: Known) -> str | None:
    if not isinstance(value, list):
        return "must be a list of web addresses"
    return next((reason for item in value if (reason := url(item, known))), None)


def email(value: Any, known: Known) -> str | None:
    try:
        validate_email(value)
    except ValidationError:
        return f"{value!r} is not an e-mail address"
    return f"is {len(value)} characters long, at most 254 fit" if len(value) > 254 else None
