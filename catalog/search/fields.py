"""The parts of an entry that are searched apart, so that each can weigh what it is worth."""

from enum import IntEnum


class Field(IntEnum):
    """A field's value is its bit in a document's term masks and its code in stored postings: never renumber."""

    TITLE = 0
    TITLE_EN = 1
    SUMMARY = 2
    SUMMARY_EN = 3
    QUESTIONS = 4
    QUESTIONS_EN = 5
    OWNER = 6
    BODY = 7
    LABELS = 8  # of its need, sectors, countries: words the entry itself may never use
    OFFERS = 9  # titles of what a body offers
    SEARCH_TERMS = 10  # what firms type when they look for it
    SEARCH_TERMS_EN = 11

    @property
    def language(self) -> str:
        """The language its text is analysed in."""
        return "en" if self in _ENGLISH else "it"


_ENGLISH = frozenset({Field.TITLE_EN, Field.SUMMARY_EN, Field.QUESTIONS_EN, Field.SEARCH_TERMS_EN})
