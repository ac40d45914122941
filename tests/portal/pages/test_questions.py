"""The frequent questions: the portal's own from its files, changed and added to by staff, links that lead somewhere."""

import re
import shutil

import pytest
import yaml
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from catalog.enums import StaffRole
from catalog.loading import load
from catalog.loading.files import FOLDER
from catalog.models import Question
from catalog.templatetags.prose import paths, prose
from tests import factories
from tests.catalog.staff import member, signed_in, values
from tests.catalog.vectors import VECTORS

pytestmark = pytest.mark.django_db

FILE = FOLDER / "questions.yaml"
OWN = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def loaded(tmp_path):
    """A function that loads the portal's own questions."""
    shutil.copy(FILE, tmp_path)
    load(tmp_path)
    return lambda: load(tmp_path)


@pytest.fixture
def region():
    return signed_in(member(factories.partner(), StaffRole.REGIONAL_EDITOR))


def shown(client):
    return client.get(reverse("questions")).content.decode()


@pytest.mark.parametrize("topic", ["inizio", "contributi", "enti", "ricerca", "dati"])
def test_a_question_of_staff_stands_in_its_topic(client, topic):
    question = Question.objects.create(
        topic=topic, question_it="Quanto dura?", answer_it="Un <b>mese</b>.\n\nLeggete https://example.org/guida"
    )

    page = shown(client)
    section = page[page.index(f'id="{topic}"') :]
    assert "Quanto dura?" in section[: section.index("</section>")]
    assert "Un &lt;b&gt;mese&lt;/b&gt;." in page
    assert 'href="https://example.org/guida"' in page
    with override("en"):
        assert '<h3 lang="it">Quanto dura?' in shown(client)

    question.in_use = False
    question.save()
    assert "Quanto dura?" not in shown(client)


def test_the_portals_own_questions_are_answered_in_both_languages_and_lead_to_pages_there_are(client, loaded):
    footer = client.get(reverse("privacy")).content.decode().split("</main>")[1].count("<h3")
    for language in ("it", "en"):
        with override(language):
            page = shown(client)
        assert page.count("<h3") - footer == len(OWN) > 15
        for row in OWN:
            assert escape(row["question" if language == "it" else "question_en"]) in page
    for row in OWN:
        for name in ("answer", "answer_en"):
            for path in paths(row[name]):
                assert client.get(path).status_code == 200
    assert 'lang="it">il cliente estero non paga</a>' in page  # on the English page


def test_what_staff_wrote_into_the_portals_own_question_survives_loading(client, loaded, region):
    question = Question.objects.get(key="de-minimis")
    address = reverse("admin:catalog_question_change", args=[question.pk])

    region.post(address, {**values(region.get(address)), "answer_it": "Fino a 300.000 euro."})
    loaded()

    question.refresh_from_db()
    assert question.answer_it == "Fino a 300.000 euro."
    assert question.answer_en == next(row["answer_en"] for row in OWN if row["id"] == "de-minimis")
    assert region.post(reverse("admin:catalog_question_delete", args=[question.pk])).status_code == 403
    assert "Fino a 300.000 euro." in shown(client)


def test_an_answer_leads_to_no_page_that_is_not_there(region):
    given = {"topic": "enti", "question_it": "Dove?", "position": "1", "in_use": "on"}

    page = region.post(reverse("admin:catalog_question_add"), {**given, "answer_it": "[Qui](/non-esiste/)."})
    assert set(page.context["adminform"].form.errors) == {"answer_it"}
    region.post(reverse("admin:catalog_question_add"), {**given, "answer_it": "[Qui](/enti/?province=CO)."})
    assert Question.objects.get().answer_it == "[Qui](/enti/?province=CO)."


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Uno.\n\nDue\ne tre.", "<p>Uno.</p>\n\n<p>Due<br>e tre.</p>"),
        ("[Gli enti](/enti/?a=1&b=2).", '<p><a href="/enti/?a=1&amp;b=2">Gli enti</a>.</p>'),
        ("[Here](/en/partners/)", '<p><a href="/en/partners/" hreflang="en" lang="en">Here</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](//example.org)", "<p>[x](//example.org)</p>"),
        ('[<b>](https://example.org/"onclick)', "<p>[&lt;b&gt;](https://example.org/&quot;onclick)</p>"),
    ],
)
def test_a_plain_text_becomes_paragraphs_and_links(text, written):
    assert prose(text).replace(' rel="nofollow"', "") == written


@pytest.mark.parametrize("vector", VECTORS)
def test_no_script_of_staff_is_in_an_answer(vector):
    for text in (vector, f"[{vector}](/enti/)", f"[x](/enti/{vector})", f"[x](https://example.org/{vector})"):
        assert set(re.findall(r"<(/?\w+)", prose(text))) <= {"p", "/p", "a", "/a", "br"}
        assert not re.search(r"<a [^>]*(javascript:|\son\w+=)", prose(text))
