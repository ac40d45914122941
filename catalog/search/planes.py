"""Scores of all entries at once, as bit planes.

Plane p is the bitmap of the entries whose integer score has bit p set. Adding a weight to a set of entries is a
ripple-carry addition over the planes; the best are found by walking the planes from the top. The order is exact, and
100,000 entries cost microseconds a step.
"""

from collections.abc import Sequence

from catalog.search.postings import ordinals, without

Planes = list[int]


def add(planes: Planes, entries: int, weight: int) -> None:
    """Adds ``weight`` (>= 0) to the score of every entry in the bitmap ``entries``."""
    position = 0
    while weight and entries:
        if weight & 1:
            carry, place = entries, position
            while carry:
                while place >= len(planes):
                    planes.append(0)
                planes[place], carry = planes[place] ^ carry, planes[place] & carry
                place += 1
        weight >>= 1
        position += 1


def add_all(planes: Planes, other: Planes) -> None:
    """Adds the scores in ``other`` to those in ``planes``, entry by entry."""
    carry = 0
    place = 0
    while place < len(other) or carry:
        if place >= len(planes):
            planes.append(0)
        ours = planes[place]
        theirs = other[place] if place < len(other) else 0
        planes[place] = ours ^ theirs ^ carry
        carry = ours & theirs | carry & (ours ^ theirs)
        place += 1


def raise_to(planes: Planes, entries: int, weight: int) -> None:
    """Lifts to ``weight`` the score of every entry in ``entries`` that has less."""
    if weight <= 0:
        return
    low = without(entries, at_least(planes, weight))
    if not low:
        return
    planes.extend([0] * (weight.bit_length() - len(planes)))
    for place in range(len(planes)):
        planes[place] = planes[place] | low if weight >> place & 1 else without(planes[place], low)


def scale(planes: Planes, entries: int, sixteenths: int) -> None:
    """Multiplies the score of every entry in ``entries`` by sixteenths/16 (0 to 15), rounding each part down."""
    if not entries:
        return
    masked = [plane & entries for plane in planes]
    total: Planes = []
    for bit in range(4):
        if sixteenths >> bit & 1:
            shift = 4 - bit
            add_all(total, masked[shift:])
    for place in range(len(planes)):
        planes[place] ^= masked[place] ^ (total[place] if place < len(total) else 0)


def at_least(planes: Planes, threshold: int) -> int:
    """The bitmap of the entries whose score is ``threshold`` (>= 1) or more."""
    if threshold >> len(planes):
        return 0
    above, level = 0, _any(planes)
    for place in range(len(planes) - 1, -1, -1):
        high = level & planes[place]
        if threshold >> place & 1:
            level = high
        else:
            above |= high
            level ^= high
    return above | level if threshold else above


def best(planes: Planes, among: int, count: int) -> list[int]:
    """The ordinals of the ``count`` highest scores among some entries, best first; ties in ordinal order."""
    found: list[int] = []

    def walk(tied: int, place: int, wanted: int) -> int:
        while place >= 0 and wanted > 0 and tied:
            high = tied & planes[place]
            if high and high != tied:
                wanted = walk(high, place - 1, wanted)
                tied ^= high
            place -= 1
        if wanted > 0 and tied:
            lowest = ordinals(tied, wanted)
            found.extend(lowest)
            wanted -= len(lowest)
        return wanted

    walk(among, len(planes) - 1, count)
    return found


def scores(planes: Planes, chosen: Sequence[int]) -> list[int]:
    """The scores of some entries, given by their ordinals."""
    found = [0] * len(chosen)
    for place, plane in enumerate(planes):
        # Shifting the plane for every entry would copy it each time.
        raw = plane.to_bytes((plane.bit_length() + 7) >> 3, "little")
        for position, ordinal in enumerate(chosen):
            byte = ordinal >> 3
            if byte < len(raw) and raw[byte] >> (ordinal & 7) & 1:
                found[position] |= 1 << place
    return found


def highest(planes: Planes) -> int:
    """The highest score of all: from the top, every plane that some entry still in question has counts."""
    level, score = _any(planes), 0
    for place in range(len(planes) - 1, -1, -1):
        with_bit = level & planes[place]
        if with_bit:
            level, score = with_bit, score | 1 << place
    return score


def _any(planes: Planes) -> int:
    bits = 0
    for plane in planes:
        bits |= plane
    return bits
