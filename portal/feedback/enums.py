"""The closed lists of the rating. The national model of public sites fixes their Italian, letter by letter."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """What was good about a page, or what was hard."""

    CLEAR = "clear", _("The information was clear")
    COMPLETE = "complete", _("The information was complete")
    SURE = "sure", _("I could always tell that I was going on correctly")
    NO_TROUBLE = "no-trouble", _("I had no technical problems")
    UNCLEAR = "unclear", _("At times the information was not clear")
    INCOMPLETE = "incomplete", _("At times the information was not complete")
    UNSURE = "unsure", _("At times I could not tell whether I was going on correctly")
    TROUBLE = "trouble", _("I had technical problems")
    OTHER = "other", _("Something else")


class FaultKind(TextChoices):
    """What somebody reports."""

    CONTENT = "content", _("Something written is wrong or out of date")
    BROKEN = "broken", _("Something does not work")
    BARRIER = "barrier", _("I cannot read or use something")
    OTHER = "other", _("Something else")


STARS = (1, 2, 3, 4, 5)
#: From so many stars on a page is liked, and the first question is asked; below it the second.
LIKED_FROM = 4
LIKED = (Answer.CLEAR, Answer.COMPLETE, Answer.SURE, Answer.NO_TROUBLE, Answer.OTHER)
DIFFICULTIES = (Answer.UNCLEAR, Answer.INCOMPLETE, Answer.UNSURE, Answer.TROUBLE, Answer.OTHER)
