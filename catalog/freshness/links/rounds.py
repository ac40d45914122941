"""One round of trying links: which are due, who is asked in what order and at what pace, what is written down.

Any number of rounds may run at once: a round takes all of a host's due links, and takes them by moving their next try,
so no other asks the same host. What a round that died had taken comes back after ``CLAIM``.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from catalog.freshness.links.asking import LONGEST, Answer, Manners, ask
from catalog.freshness.links.guard import Guard
from catalog.freshness.links.verdicts import record
from catalog.freshness.rhythm import MODELS
from catalog.models import Link
from catalog.models.reviews import ReviewedEntry

CLAIM = timedelta(hours=1)


@dataclass(frozen=True)
class Pace:
    """How much at once: hosts asked side by side, seconds between two questions to one host, addresses of one host and
    of all in a round."""

    hosts: int = 8
    delay: float = 5
    most_of_host: int = 10
    most: int = 200


POLITE, PATIENT = Pace(), Manners()


@dataclass
class Tally:
    """What a round came to: addresses asked, and links by their state after it."""

    asked: int = 0
    states: Counter[str] = field(default_factory=Counter)


def agent() -> str:
    """How we present ourselves: with a name, a page and somebody to write to."""
    contact = f"; {settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else ""
    return f"PorteDelMondo-links/1.0 (+{settings.SITE_URL}{contact})"


def run_round(*, guard: Guard, pace: Pace = POLITE, manners: Manners = PATIENT) -> Tally:
    """Brings the list of links up to date and tries those due. Each address is asked once, for all its links."""
    sync()
    links = _take(pace)
    by_host: dict[str, list[str]] = {}
    for link in links:
        urls = by_host.setdefault(link.host, [])
        if link.url not in urls:
            urls.append(link.url)
    answers = asyncio.run(_ask_all(by_host.values(), guard, pace, manners))
    return _write(links, answers)


def sync() -> None:
    """Makes the list of links the addresses on public entries: new ones are due at once, others' states are kept."""
    for model in MODELS.values():
        content_type = ContentType.objects.get_for_model(model)
        wanted = set(_addresses(model))
        kept = Link.objects.filter(content_type=content_type)
        known = {(object_id, url): pk for pk, object_id, url in kept.values_list("pk", "object_id", "url")}
        gone = [pk for key, pk in known.items() if key not in wanted]
        new = [
            Link(content_type=content_type, object_id=object_id, url=url, host=_host(url))
            for object_id, url in sorted(wanted - known.keys())
        ]
        with transaction.atomic():
            for start in range(0, len(gone), 500):
                Link.objects.filter(pk__in=gone[start : start + 500]).delete()
            Link.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)


def _addresses(model: type[ReviewedEntry]) -> Iterator[tuple[int, str]]:
    entries = model.objects.published()
    for pk, url, sources in entries.order_by("pk").values_list("pk", "url", "sources").iterator():
        for address in (url, *sources):
            if address and len(address) <= LONGEST:
                yield pk, address


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


@transaction.atomic
def _take(pace: Pace) -> list[Link]:
    """The due links of some hosts, the longest due first, now this round's."""
    now = timezone.now()
    taken: list[Link] = []
    of_host: Counter[str] = Counter()
    due = (
        Link.objects.filter(next_try__lte=now)
        .order_by("next_try", "pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    for link in due[: pace.most * 4]:
        if of_host[link.host] < pace.most_of_host and len(taken) < pace.most:
            of_host[link.host] += 1
            taken.append(link)
    # The host's other links wait with those taken: nobody else may ask it meanwhile.
    Link.objects.filter(host__in=list(of_host), next_try__lte=now).update(next_try=now + CLAIM)
    return taken


async def _ask_all(hosts: Iterable[list[str]], guard: Guard, pace: Pace, manners: Manners) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    places = asyncio.Semaphore(pace.hosts)

    async def ask_host(urls: list[str]) -> None:
        async with places:
            for number, url in enumerate(urls):
                if number:
                    await asyncio.sleep(pace.delay)
                answers[url] = await ask(url, guard=guard, agent=agent(), manners=manners)

    async with asyncio.TaskGroup() as group:
        for urls in hosts:
            group.create_task(ask_host(urls))
    return answers


@transaction.atomic
def _write(links: list[Link], answers: dict[str, Answer]) -> Tally:
    now, tally = timezone.now(), Tally(asked=len(answers))
    for link in links:
        record(link, answers[link.url], now=now)
        tally.states[link.state] += 1
    written = (
        "state",
        "since",
        "status",
        "fault",
        "new_url",
        "missed_on",
        "tried_at",
        "next_try",
        "vouched_by",
        "vouched_at",
    )
    Link.objects.bulk_update(links, written, batch_size=100)
    _release({link.host for link in links}, now)
    return tally


def _release(hosts: set[str], now: datetime) -> None:
    """What a host still has due may be asked in the next round."""
    Link.objects.filter(host__in=hosts, next_try__gt=now, next_try__lte=now + CLAIM).update(next_try=now)
