"""A mission that asks for everything there is to ask, a firm that registers for it, and its way through the pages."""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from missions.models import DocumentRequest, Firm, Mission, Question, Registration, SupportOffer
from missions.time import day_of
from tests import factories

#: The boxes of the declaration.
DECLARED = {"rules": "on", "privacy": "on"}


@dataclass(frozen=True)
class Asking:
    """A mission with one of everything, and ``elena``, who represents ``firm``."""

    elena: Any
    firm: Firm
    mission: Mission
    question: Question
    document: DocumentRequest
    logo: DocumentRequest
    interpreter: SupportOffer
    desk: SupportOffer

    def step(self, name: str = "") -> str:
        return reverse(f"missions:register{'_' + name if name else ''}", args=[self.mission.slug])

    @property
    def registration(self) -> Registration:
        return Registration.objects.get(mission=self.mission, firm=self.firm)

    def post(self, client: Client, step: str, go: str = "on", **values: Any) -> Any:
        """Sends a step as its page would."""
        return client.post(self.step(step), {"firm": self.firm.pk, "go": go, **values})

    def send(self, client: Client, seen: str = "", **values: Any) -> Any:
        return self.post(client, "summary", seen=seen or self.seen(client), **{**DECLARED, **values})

    def seen(self, client: Client) -> str:
        """The mark of what the summary shows now."""
        return str(client.get(self.step("summary")).context["form"]["seen"].value())

    def complete(self) -> Registration:
        """A draft that can be sent."""
        draft = factories.draft(self.mission, self.firm, step=5)
        draft.answers.create(question=self.question, text="no")
        return draft


def asking(**fields: Any) -> Asking:
    now = timezone.now()
    mission = factories.open_mission(now, **fields)
    elena = factories.person(first_name="Elena", last_name="Rusconi", email="elena@example.org")
    return Asking(
        elena=elena,
        firm=factories.firm(by=elena, name="Torneria Prova srl"),
        mission=mission,
        question=mission.questions.create(text_it="Avete già venduto in Germania?", kind="yes-no"),
        document=mission.document_requests.create(
            title_it="Presentazione", formats=["pdf"], due=day_of(now) + timedelta(days=20)
        ),
        logo=mission.document_requests.create(title_it="Logo", formats=["image"], required=False, position=1),
        interpreter=mission.support_offers.create(
            kind="interpreter", title_it="Interprete di tedesco", quantity=4, by_day=True
        ),
        desk=mission.support_offers.create(kind="legal-desk", title_it="Sportello legale", quantity=1, position=1),
    )


def people(*names: str, total: int = 2) -> dict[str, str]:
    """The step of the people as its page sends it: a first and a last name each."""
    sent = {"p-TOTAL_FORMS": str(total), "p-INITIAL_FORMS": "0"}
    for number, name in enumerate(names):
        first, _space, last = name.partition(" ")
        sent |= {f"p-{number}-first_name": first, f"p-{number}-last_name": last}
    return sent


def pdf(*, javascript: str = "", password: str = "", attached: bytes = b"", pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    if javascript:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(javascript)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in action.items()}
        )
    if attached:
        writer.add_attachment("programma.exe", attached)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def picture(kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()
