"""What a password may be, and how it is kept.

Long, not common and not to be guessed at once; no rule on which characters it is made of (NIST SP 800-63B, 5.1.1.2).
"""

import unicodedata
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 128
_FEWEST_CHARACTERS = 5
_LONGEST_PIECE = 8
#: What fingers and minds run along: each counts in both directions.
_RUNS = ("0123456789" * 3, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn")
#: Names of this place, without what is not a letter.
_OURS = {"portedelmondo", "regionelombardia", "lombardia"}


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, as OWASP's Password Storage Cheat Sheet asks.

    Django's own 100 MiB and eight lanes would let a few sign-ins at once take a small server's memory.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


def normalised(password: str) -> str:
    """One spelling for what looks the same: keyboards send accents in one piece (NFC) or in two (NFD)."""
    return unicodedata.normalize("NFC", password)


class LongestPasswordValidator:
    """Refuses what is longer than anybody types: hashing it would only cost time."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return ngettext(
            "It can be %(count)d character long at most.", "It can be %(count)d characters long at most.", LONGEST
        ) % {"count": LONGEST}


class GuessablePasswordValidator(CommonPasswordValidator):
    """Refuses what programs try first though it is long: repetitions, runs, and common words with digits around."""

    def validate(self, password: str, user: Any = None) -> None:
        folded = password.casefold()
        if _repeats(folded) or _runs_on(folded) or self._is_common_inside(folded):
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> str:
        return _("It must not be easy to guess, as “aaaaaaaaaaaa”, “123456789012” or “password2026” are.")

    def _is_common_inside(self, folded: str) -> bool:
        letters = "".join(character for character in folded if character.isalpha())
        core = folded.strip("".join({character for character in folded if not character.isalpha()}))
        return letters in _OURS or core in self.passwords


def _repeats(text: str) -> bool:
    """Whether it has hardly any different characters, or is one short piece over and over."""
    period = (text + text).find(text, 1)
    return len(set(text)) < _FEWEST_CHARACTERS or (period < len(text) and period <= _LONGEST_PIECE)


def _runs_on(text: str) -> bool:
    return any(text in run or text[::-1] in run for run in _RUNS)
