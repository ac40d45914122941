"""Everything the interface may say is said in Italian too."""

import re
import string

import pytest
from babel.messages.pofile import read_po
from django.utils import dates as names
from django.utils.translation import override

from tests.messages import ROOT, djangos, messages

FILES = sorted(ROOT.glob("*/locale/it/LC_MESSAGES/django.po"))
_PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def _entries():
    for path in FILES:
        with path.open("rb") as file:
            for message in read_po(file, locale="it", abort_invalid=True):
                if message.id:
                    yield path, message


ENTRIES = list(_entries())


def _texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_sentence_is_translated():
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for _path, message in ENTRIES}
    assert sorted(messages() - known) == []


def test_no_translation_is_empty_or_in_doubt():
    assert [message.id for _path, message in ENTRIES if not all(_texts(message)) or message.fuzzy] == []


def test_nothing_is_translated_that_is_no_longer_said():
    said = messages() | djangos()
    left = [message.id for _path, message in ENTRIES if message.id not in said and not isinstance(message.id, tuple)]
    assert left == []


def test_a_translation_has_the_places_of_its_original():
    wrong = []
    for _path, message in ENTRIES:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {place for text in ids for place in _PLACES.findall(text)}
        wrong += [text for text in _texts(message) if not set(_PLACES.findall(text)) <= wanted]
        wrong += [text for text in _texts(message)[-1:] if set(_PLACES.findall(text)) != wanted]
    assert wrong == []


def test_one_sentence_has_one_translation():
    seen: dict[object, str] = {}
    wrong = []
    for path, message in ENTRIES:
        key = (message.context, message.id)
        if seen.setdefault(key, message.string) != message.string:
            wrong.append((path.parts[-5], key))
    assert wrong == []


@pytest.mark.parametrize("word", ["si prega", "cliccare", "clicca ", "è possibile", "al fine di", "qualora"])
def test_the_italian_is_plain(word):
    assert [text for _path, message in ENTRIES for text in _texts(message) if word in text.lower()] == []


def test_the_italian_keeps_the_ends_of_sentences():
    """A full stop in one language and none in the other is a sentence cut off."""
    wrong = [
        message.id
        for _path, message in ENTRIES
        if isinstance(message.id, str)
        and message.id[-1] in ".?:"
        and message.string[-1] not in string.punctuation + "”»"
    ]
    assert wrong == []


def test_no_sentence_takes_the_place_of_a_month_or_a_day():
    """Django looks 'may' up in our files too: whoever translates it renames a month."""
    with override("en"):
        taken = {
            str(name)
            for listed in (names.MONTHS, names.MONTHS_3, names.MONTHS_AP, names.WEEKDAYS, names.WEEKDAYS_ABBR)
            for name in listed.values()
        }
    assert [message.id for _path, message in ENTRIES if message.id in taken] == []
