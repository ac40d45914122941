"""Names from the controlled lists, in the reader's language."""

from django.utils.translation import get_language

from catalog.search import labels


def named(name: str, value: str) -> str:
    """What a facet's value is called: 'Germania', 'Brescia'."""
    return labels.current().of(name, value, get_language() or "it")


def quoted(name: str, value: str) -> str:
    """The same as it goes on within a sentence: 'fiere e promozione'."""
    label = named(name, value)
    return label[:1].lower() + label[1:]
