"""Ratings added up page by page."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from portal.feedback.enums import LIKED_FROM, Answer
from portal.feedback.models import Rating


@dataclass(frozen=True)
class PageRating:
    """One page: how many rated it, their mean, how many found it hard, and what they most often said was hard."""

    page: str
    count: int
    mean: float
    hard: int
    difficulty: str


def by_page() -> list[PageRating]:
    """Every rated page; those that most readers found hard come first."""
    said: dict[str, tuple[int, str]] = {}
    difficulties = Rating.objects.filter(stars__lt=LIKED_FROM).exclude(answer="")
    for page, answer, count in difficulties.values_list("page", "answer").annotate(n=Count("pk")).order_by("answer"):
        if count > said.get(page, (0, ""))[0]:
            said[page] = (count, str(Answer(answer).label))
    rows = (
        Rating.objects.values("page")
        .annotate(count=Count("pk"), mean=Avg("stars"), hard=Count("pk", filter=Q(stars__lt=LIKED_FROM)))
        .order_by("-hard", "-count", "page")
    )
    return [PageRating(**row, difficulty=said.get(row["page"], (0, ""))[1]) for row in rows]
