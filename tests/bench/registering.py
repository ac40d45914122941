"""Registering for a mission of 50 seats through real HTTP: a signed-in firm with a complete draft reads its summary,
sends it, and reads its number. gunicorn with two sync workers, 16 firms at once from a second process; three requests
a flow, times are those of whole flows. pretix 2026.8.0 was measured on the same machine as these goals: 2.6-3.2 orders
a second. Seats, queue and mails are counted in the database afterwards. PostgreSQL's own processor time is in no row.
"""

import json
import subprocess
import sys

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from missions.models import Registration
from tests import factories
from tests.bench.databases import REAL, Databases
from tests.bench.flows import Flows
from tests.bench.processes import environment, measured
from tests.bench.report import Row
from tests.bench.serving import CONNECTIONS, Server, gunicorn
from tests.bench.timing import Percentiles

SEATS = 50
#: Orders a second of pretix, the best of its runs.
PRETIX = 3.2


def rows(databases: Databases, firms: int) -> list[Row]:
    told = []
    # A demonstration sends its mail at once, in a process beside; in production a timer does.
    production = {"DEMO": "0", "SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": "127.0.0.1"}
    measured("tests.bench.building:load_real", database=databases.postgresql(REAL))
    for engine, database in (("SQLite", databases.sqlite(REAL)), ("PostgreSQL", databases.postgresql(REAL))):
        made = measured("tests.bench.registering:prepare", database=database, firms=firms)
        served = environment(database) | production
        with gunicorn("portal.wsgi", "/status", served, "--config", "python:portal.gunicorn") as portal:
            flows = _load(portal, made["path"], made["sessions"])
        outcome = measured("tests.bench.registering:outcome", database=database, mission=made["mission"])
        told += _rows(engine, flows, outcome)
    return told


def _load(portal: Server, path: str, sessions: list[str]) -> Flows:
    asked = {"port": portal.port, "path": path, "sessions": sessions, "connections": CONNECTIONS}
    command = [sys.executable, "-m", "tests.bench.flows"]
    before = portal.processor()
    done = subprocess.run(command, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True)
    spent = portal.processor() - before
    told = json.loads(done.stdout)
    told |= {name: Percentiles(**told[name]) for name in ("times", "requests")}
    return Flows(**told | {"processor": spent * 1_000 / len(sessions)})


def _rows(engine: str, flows: Flows, outcome: dict[str, int]) -> list[Row]:
    faster = flows.per_second / PRETIX
    return [
        Row(
            f"complete registrations, {engine}",
            f"{flows.per_second:.0f}/s",
            f"pretix {PRETIX}/s",
            faster,
            ">= 30",
        ),
        Row(
            f"time of one, {engine}", str(flows.times), f"a request {flows.requests}", flows.times.p95, "<= 250", " ms"
        ),
        Row(
            f"processor of one, {engine}",
            f"{flows.processor:.1f} ms of the workers",
            f"{flows.client:.1f} ms of who asks",
        ),
        Row(f"not answered as they should be, {engine}", str(flows.failed), "", float(flows.failed), "<= 0", ""),
        Row(f"seats sold twice, {engine}", str(outcome["oversold"]), "", float(outcome["oversold"]), "<= 0", ""),
        Row(
            f"out of order, lost, or without exactly one mail, {engine}",
            str(outcome["wrong"]),
            f"{outcome['sent']} sent",
            float(outcome["wrong"]),
            "<= 0",
            "",
        ),
    ]


def prepare(firms: int) -> dict[str, object]:
    """A mission, and so many firms with a complete draft for it, each with a session that is signed in."""
    sessions = []
    with transaction.atomic():
        mission = factories.open_mission(timezone.now(), capacity=SEATS)
        for _number in range(firms):
            person = factories.person()
            factories.draft(mission, factories.firm(by=person), step=5)
            client = Client()
            client.force_login(person)
            sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    path = reverse("missions:register_summary", args=[mission.slug])
    return {"mission": mission.pk, "path": path, "sessions": sessions}


def outcome(mission: int) -> dict[str, int]:
    """What the database says afterwards."""
    rows = Registration.objects.filter(mission=mission)
    seated = rows.filter(status="seated").order_by("events__pk")
    queue = list(rows.queue().values_list("queue_number", flat=True))
    last = seated.last()
    early = rows.queue().filter(events__pk__lt=last.events.get().pk).count() if last else 0
    sent = rows.exclude(submitted_at=None).count()
    mails = Email.objects.count()
    holes = sum(number != place for place, number in enumerate(queue, start=1))
    return {
        "sent": sent,
        "oversold": max(0, seated.count() - SEATS),
        "wrong": holes + early + (rows.count() - sent) + abs(mails - sent),
    }
