"""The catalogue as sets of entries, for one reader on one day: what the rules of guidance combine.

Sets are the bitmaps of the search index, so that a rule costs the same whatever the catalogue's size, and entries that
other applications register, as missions, take part without being known here.
"""

from dataclasses import dataclass
from datetime import date

from catalog.enums import Availability, Kind
from catalog.search import index
from catalog.search.documents import EVERYWHERE
from catalog.search.index import Index
from catalog.search.postings import ordinals


@dataclass(frozen=True)
class Shelf:
    """Sets of entries on ``today``; ``province`` is the reader's, two letters, '' when not known."""

    held: Index
    today: date
    province: str = ""

    def having(self, name: str, *values: str) -> int:
        """The entries that carry any of some values of a facet."""
        bits = 0
        for value in values:
            bits |= self.held.facet(name, value)
        return bits

    def standing(self, *states: str) -> int:
        """The entries at any of some ``Availability`` values."""
        bits = 0
        for state in states:
            bits |= self.held.status(state, self.today)
        return bits

    @property
    def usable(self) -> int:
        """What one can turn to: no call or mission that is over, or that may be as nobody published its dates."""
        undated = self.having("kind", Kind.PARTNER)
        return undated | self.standing(Availability.OPEN, Availability.UPCOMING, Availability.ROLLING)

    @property
    def open_calls(self) -> int:
        """The opportunities one can ask for today, with a deadline or until the funds run out."""
        return self.having("kind", Kind.OPPORTUNITY) & self.standing(Availability.OPEN, Availability.ROLLING)

    @property
    def everywhere(self) -> int:
        """What is for the firms of all Lombardy."""
        return self.having("province", EVERYWHERE)

    @property
    def local(self) -> int:
        """What is for the firms of the reader's province and not of all Lombardy; nothing while it is not known."""
        return self.having("province", self.province) if self.province else 0

    @property
    def within_reach(self) -> int:
        """What a firm of the reader's province may use; everything while it is not known."""
        return self.local | self.everywhere if self.province else self.held.everything

    def by(self, column: str, among: int) -> list[int]:
        """The ordinals of some entries by a sort column of the index, ascending; the undated left out."""
        members = set(ordinals(among))
        return [ordinal for ordinal in self.held.order(column) if ordinal in members]


def shelf(today: date, province: str = "") -> Shelf:
    """What stands on the shelf now, for a reader of a province."""
    return Shelf(index.current(), today, province)
