"""Changing what the search knows of words, for every process at once."""

from django.db import transaction

from catalog.models import NeedWording, SynonymGroup
from catalog.search import indexing


@transaction.atomic
def teach(words: SynonymGroup | NeedWording) -> None:
    """Saves words so that the next search of any process knows them. That they may be taught has been checked."""
    words.save()
    indexing.renew_vocabulary()


@transaction.atomic
def forget(words: SynonymGroup) -> None:
    """Takes a group away. One that the files brought is only put out of use: they would bring it back."""
    if words.key is None:
        words.delete()
    else:
        words.in_use = False
        words.save()
    indexing.renew_vocabulary()
