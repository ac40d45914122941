"""Files as staff make them, for tests: CSV of any dialect, workbooks, and the dry run of either."""

import csv
import io

from openpyxl import Workbook

from catalog.enums import ImportKind, StaffRole
from catalog.interchange import applying, intake
from catalog.models import Membership
from tests import factories

HEAD = ["Ente", "Titolo", "Sommario", "Descrizione", "Bisogno", "Tipologia", "Apertura", "Scadenza", "Link"]


def editor(*bodies, role=StaffRole.EDITOR):
    """Somebody who works for some bodies."""
    user = factories.person(is_staff=True)
    for body in bodies:
        Membership.objects.create(user=user, partner=body, role=role)
    return user


def text(rows, *, separator=";", encoding="utf-8"):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def take(author, rows, *, kind=ImportKind.OPPORTUNITY, content=None):
    """The dry run of some rows, the first their header."""
    content = text(rows) if content is None else content
    return intake.take(content, name="prova.csv", kind=kind, author=author)


def call(body="", title="Bando fiere", **cells):
    """A row under ``HEAD`` that is in order but for what is given."""
    given = {
        "sommario": "In breve.",
        "descrizione": "Per intero.",
        "bisogno": "starting",
        "tipologia": "grant",
        "apertura": "",
        "scadenza": "31/12/2026",
        "link": "",
        **cells,
    }
    return [body, title, *given.values()]


def apply(batch, **how):
    """Whether a file was written."""
    applying.begin(batch, **how)
    done = applying.run(batch.pk)
    batch.refresh_from_db()
    return done


def verdicts(batch):
    return [row.verdict for row in batch.rows.all()]
