"""Bitmaps as plain Python integers, and the bytes they are stored as.

Bit n of a bitmap stands for the entry whose ordinal (``SearchDocument.pk``) is n. An integer ANDs, ORs and counts
100,000 entries in a few microseconds and is the same on every database.

Stored form of one term: for each field that holds it, a header (field, form, byte length) and either the ordinals as
32-bit numbers or, for common terms, the bitmap itself, whichever is shorter.
"""

import struct
from array import array
from collections.abc import Iterable, Mapping

from catalog.search.fields import Field

_HEADER = struct.Struct("<BBI")
_ORDINALS, _BITMAP = 0, 1


def bitmap(ordinals: Iterable[int], size: int) -> int:
    """The bitmap of some ordinals, none of them above ``size``."""
    bits = bytearray((size >> 3) + 1)
    for ordinal in ordinals:
        bits[ordinal >> 3] |= 1 << (ordinal & 7)
    return int.from_bytes(bits, "little")


def ordinals(bits: int, limit: int | None = None) -> list[int]:
    """The ordinals in a bitmap, lowest first, at most ``limit`` of them.

    Works through pieces of 4,096 bits, so that the cost follows what is found and not the square of the size.
    """
    found: list[int] = []
    raw = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    for start in range(0, len(raw), 512):
        piece = int.from_bytes(raw[start : start + 512], "little")
        base = start << 3
        while piece:
            low = piece & -piece
            found.append(base + low.bit_length() - 1)
            if len(found) == limit:
                return found
            piece ^= low
    return found


def without(bits: int, others: int) -> int:
    """Those entries of ``bits`` not in ``others``. ``bits & ~others`` makes a negative number: six times slower."""
    return bits ^ bits & others


def encode(fields: Mapping[Field, int]) -> bytes:
    """The stored form of one term's bitmaps."""
    parts = []
    for code, bits in sorted(fields.items()):
        length = (bits.bit_length() + 7) >> 3
        if bits.bit_count() * 4 < length:
            parts.append(_stored(code, _ORDINALS, _numbers(ordinals(bits)).tobytes()))
        elif bits:
            parts.append(_stored(code, _BITMAP, bits.to_bytes(length, "little")))
    return b"".join(parts)


def encode_ordinals(fields: Mapping[Field, Iterable[int]]) -> bytes:
    """The same from each field's ordinals, in any order: bitmaps of the rare terms would be most of an index build."""
    parts = []
    for code, listed in sorted(fields.items()):
        numbers = sorted(listed)
        length = (numbers[-1] >> 3) + 1
        if len(numbers) * 4 < length:
            parts.append(_stored(code, _ORDINALS, _numbers(numbers).tobytes()))
        else:
            parts.append(_stored(code, _BITMAP, bitmap(numbers, numbers[-1]).to_bytes(length, "little")))
    return b"".join(parts)


def decode(stored: bytes | memoryview) -> dict[Field, int]:
    """Back from the stored form: the bitmap of every field that holds the term."""
    stored = bytes(stored)
    fields: dict[Field, int] = {}
    position = 0
    while position < len(stored):
        code, form, length = _HEADER.unpack_from(stored, position)
        position += _HEADER.size
        payload = stored[position : position + length]
        position += length
        if form == _BITMAP:
            fields[Field(code)] = int.from_bytes(payload, "little")
        else:
            numbers = _numbers()
            numbers.frombytes(payload)
            fields[Field(code)] = bitmap(numbers, numbers[-1])
    return fields


def _stored(code: Field, form: int, payload: bytes) -> bytes:
    return _HEADER.pack(code, form, len(payload)) + payload


def _numbers(values: Iterable[int] = ()) -> array:
    """32-bit unsigned numbers, whatever the platform calls them."""
    return array("I" if array("I").itemsize == 4 else "L", values)
