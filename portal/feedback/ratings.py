"""Rating a page, in up to three steps: the stars, then what was good or hard, then some words."""

import datetime
from collections.abc import Sequence

from django.core import signing
from django.db import transaction
from django.utils.timezone import localdate

from portal.feedback.enums import DIFFICULTIES, LIKED, LIKED_FROM, Answer
from portal.feedback.models import Rating

#: Words are kept for a year, and for an hour a rating may be added to by whoever gave it.
KEPT_DAYS = 365
_OPEN_SECONDS = 3_600
_SALT = "rating"


class RatingUnknownError(Exception):
    """The token of a rating is none of ours, or too old."""


@transaction.atomic
def rate(*, page: str, language: str, stars: int, answer: str = "", comment: str = "") -> Rating:
    """Keeps a rating; an answer that does not go with the stars is left out."""
    today = localdate()
    _forget_words(today)
    fitting = answer if answer in answers(stars) else ""
    return Rating.objects.create(day=today, page=page, language=language, stars=stars, answer=fitting, comment=comment)


def add(rating: Rating, *, answer: str = "", comment: str = "") -> None:
    """Adds what was said in a later step; what is empty changes nothing."""
    if answer in answers(rating.stars):
        rating.answer = answer
    if comment:
        rating.comment = comment
    rating.save(update_fields=["answer", "comment"])


def answers(stars: int) -> Sequence[Answer]:
    """What one may answer after so many stars."""
    return LIKED if stars >= LIKED_FROM else DIFFICULTIES


def token(rating: Rating) -> str:
    """What lets whoever gave a rating add to it: no cookie remembers them."""
    return signing.dumps(rating.pk, salt=_SALT)


def by_token(text: str) -> Rating:
    """The rating of a token. Raises ``RatingUnknownError``."""
    try:
        return Rating.objects.get(pk=signing.loads(text, salt=_SALT, max_age=_OPEN_SECONDS))
    except (signing.BadSignature, Rating.DoesNotExist) as error:
        raise RatingUnknownError from error


def _forget_words(today: datetime.date) -> None:
    old = Rating.objects.filter(day__lt=today - datetime.timedelta(days=KEPT_DAYS))
    old.exclude(comment="").update(comment="")
