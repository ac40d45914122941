"""The templates' own words."""

import pytest
import time_machine
from django.template import engines
from django.utils.translation import override

from tests import factories


def _render(template, language="it", **context):
    with override(language):
        return engines["django"].from_string("{% load catalog %}" + template).render(context)


@pytest.mark.django_db
def test_what_is_not_in_the_readers_language_is_marked():
    service = factories.service(title_en="Compass", description_it="Orienta.")

    assert _render('<p{% lang entry "title" %}>', "en", entry=service) == "<p>"
    assert _render('<p{% lang entry "description" %}>', "en", entry=service) == '<p lang="it">'
    assert _render('{{ entry|is_foreign:"description" }}', "en", entry=service) == "True"
    assert _render('{{ entry|is_foreign:"description" }}', "it", entry=service) == "False"
    assert _render('{{ entry|is_foreign:"how_to_access" }}', "en", entry=service) == "False"


def test_names_of_bodies_are_italian():
    assert (_render("{% lang_italian %}", "it"), _render("{% lang_italian %}", "en")) == ("", ' lang="it"')


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.regione.example/a/b", "regione.example"),
        ("https://regione.example", "regione.example"),
        ("regione", "regione"),
        ("", ""),
    ],
)
def test_a_source_is_called_by_its_site(url, host):
    assert _render("{{ url|host }}", url=url) == host


@time_machine.travel("2026-11-24T12:00:00+01:00")
def test_a_check_grows_old():
    assert [_render("{{ checked|is_old }}", checked=text) for text in ("2026-10", "2025-07", "2025", "2024-01-01")] == [
        "False", "False", "True", "True",
    ]  # fmt: skip
