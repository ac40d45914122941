"""What needs hands today: each room registers its duty, the first page of the admin counts those of who looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Duty:
    """One line of the first page: ``name`` as it is read, how many wait for a person, and where they are listed."""

    name: Any
    count: Callable[[Any], int]
    url: Callable[[Any], str]


@dataclass(frozen=True)
class Waiting:
    """A duty that waits for somebody, counted."""

    name: str
    count: int
    url: str


_duties: list[Duty] = []


def register(name: Any, *, count: Callable[[Any], int], url: Callable[[Any], str]) -> None:
    """Adds a duty; called once, from ``AppConfig.ready``. ``name`` is a sentence of gettext's, shown with its count.

    ``count`` is scoped to the person and costs one query; ``url`` leads to the same items.
    """
    _duties.append(Duty(name, count, url))


def waiting(user: Any) -> list[Waiting]:
    """The duties that wait for a person today, in the order in which they were registered."""
    counted = ((duty, duty.count(user)) for duty in _duties)
    return [Waiting(str(duty.name), count, duty.url(user)) for duty, count in counted if count]
