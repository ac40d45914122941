"""Texts in two explicit columns: the reader's language when it is there, else the Italian one, honestly marked."""

from typing import Any, NamedTuple

from django.utils.translation import get_language


class Translated(NamedTuple):
    """A text (or a list of texts) and the language it is in, for the ``lang`` attribute where they differ."""

    text: Any
    lang: str


def translated(entry: object, name: str) -> Translated:
    """The value of ``name_it`` or ``name_en`` of an entry for the active language."""
    if (get_language() or "it").startswith("en"):
        english = getattr(entry, f"{name}_en", "")
        if english:
            return Translated(english, "en")
    return Translated(getattr(entry, f"{name}_it"), "it")


class InTheReadersLanguage:
    """A class attribute that reads the language twin fitting the reader: ``title = InTheReadersLanguage()``."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, entry: object, owner: type | None = None) -> Any:
        if entry is None:
            return self
        return translated(entry, self.name).text
