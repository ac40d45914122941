"""Results and filters as HTML: everything that comes from data is escaped."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.results import Facet, FacetValue
from catalog.views import chips, rows, sidebar
from catalog.views.standing import Standing
from tests import factories
from tests.factories import document
from tests.search.corpora import characters, find, rebuild

EVIL = "\"'><script>x</script>&amp;"
texts = st.text(characters, max_size=30) | st.just(EVIL)


class Tags(HTMLParser):
    """The tags of a piece of HTML and its text; fails on what does not close."""

    def __init__(self, html):
        super().__init__()
        self.names, self.open, self.text = [], [], ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        if tag not in ("input",):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.names.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(texts, texts, texts, texts, texts)
def test_a_row_is_text_and_our_own_tags(title, text, by, limit, note):
    row = rows.Row("/x/", title, text, "Servizio", by, Standing("Aperto", "open", soon=note), limit)

    tags = Tags(rows.html([row]))

    assert set(tags.names) <= {"ul", "li", "article", "h3", "a", "p", "b", "div", "span", "svg", "use"}


def test_a_snippet_keeps_its_marks_and_nothing_else_its_tags():
    row = rows.Row("/x/", EVIL, mark_safe("a <mark>b</mark>"), "Servizio", "Ente", Standing(""))

    html = rows.html([row])

    assert "a <mark>b</mark>" in html
    assert "<script>" not in html


def test_no_rows_are_no_list():
    assert rows.html([]) == ""


@given(texts, texts, st.integers(0, 10**6), st.booleans())
def test_a_filter_is_text_and_our_own_tags(label, value, count, selected):
    values = (FacetValue(value, label, count, selected), FacetValue("other", "Altro", 1, False))

    tags = Tags(sidebar.html(sidebar.groups([Facet("country", label, values)], without_kind=False)))

    assert set(tags.names) <= {"details", "summary", "svg", "use", "div", "label", "input", "span"}


def _groups(*values, name="country", without_kind=False):
    return sidebar.groups([Facet(name, "X", tuple(values))], without_kind=without_kind)


def _values(count, selected=()):
    return [FacetValue(str(number), str(number), 1, number in selected) for number in range(count)]


def test_a_facet_without_a_choice_is_not_offered_unless_it_is_chosen():
    assert _groups() == _groups(*_values(1)) == []
    assert len(_groups(*_values(1, selected={0}))) == 1


def test_on_a_one_kind_page_the_kind_is_not_offered():
    assert _groups(*_values(3), name="kind", without_kind=True) == []


def test_a_long_facet_shows_its_first_values_and_every_chosen_one():
    group = _groups(*_values(20, selected={15}))[0]

    assert [value.value for value in group.first] == [*map(str, range(8)), "15"]
    assert len(group.rest) == 11
    assert group.open


def test_two_more_values_are_not_worth_a_further_step():
    group = _groups(*_values(10))[0]

    assert (len(group.first), group.rest) == (10, ())


@pytest.mark.django_db
def test_rows_of_results_say_whose_they_are_and_for_whom():
    factories.province("CO", name="Como")
    factories.province("LC", name="Lecco")
    rebuild(
        [
            document(slug="local", title_it="A", facets={"province": ["CO", "LC"]}, partner_name="Ente di Como"),
            document(kind="opportunity", slug="call", title_it="B", facets={"type": ["grant"]}, partner_name="Ente"),
            document(kind="partner", slug="body", title_it="C", partner_name="Ente"),
            document(kind="mission", slug="mission", title_it="D", partner_name="Ente"),
        ]
    )

    local, call, body, mission = rows.of_hits(find(sort="title").hits, date(2026, 6, 15))

    assert (local.by, local.limit) == ("Ente di Como", "Tutti i Paesi. Per le imprese di Como e Lecco.")
    assert (call.kind, call.by, call.limit) == ("Opportunità", "Contributo · Ente", "Tutti i Paesi.")
    assert (body.kind, body.by, body.limit) == ("Ente", "", "")
    assert (mission.kind, mission.by, mission.limit) == ("Missione", "Ente", "")


@pytest.mark.django_db
def test_of_many_countries_the_one_looked_for_is_named_first():
    for code, name in {"AT": "Austria", "DE": "Germania", "FR": "Francia", "JP": "Giappone"}.items():
        factories.country(code, label_it=name)
    rebuild([document(facets={"country": ["AT", "DE", "FR", "JP"]})])

    def limit(*wanted):
        return rows.of_hits(find().hits, date(2026, 6, 15), wanted)[0].limit

    assert limit() == "Austria, Francia e altri 2 Paesi."
    assert limit("JP") == "Giappone, Austria e altri 2 Paesi."


@pytest.mark.parametrize(
    ("codes", "said"),
    [([], ""), (["B"], "Be."), (["B", "A"], "A e Be."), (["C", "B", "A"], "A, Be e C."), (["all"], "Tutti.")],
)
def test_a_few_countries_are_all_named(codes, said):
    assert rows.for_countries(codes, {"B": "Be", "all": "Tutti"}) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (["first-time"], "Per chi comincia."),
        (["first-time", "consolidating"], "Per chi comincia o ha pochi Paesi."),
        (["consolidating", "established"], "Per chi vende già all’estero."),
        (["first-time", "consolidating", "established"], ""),
        (["first-time", "established"], ""),
    ],
)
def test_the_kind_of_firm_is_said_when_it_is_not_any(stages, said):
    rebuild([document(facets={"stage": stages})])

    assert rows.of_hits(find().hits, date(2026, 6, 15))[0].limit == f"Tutti i Paesi. {said}".strip()


def test_names_are_listed_as_one_says_them():
    assert [rows.listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A e B", "A, B e C"]


@given(texts, texts)
def test_a_chip_is_text_and_our_own_tags(prefix, label):
    tags = Tags(chips.html([chips.Chip(prefix, label, f"/cerca/?q={label}")]))

    assert set(tags.names) == {"a", "span", "small", "b", "svg", "use"}
    assert tags.text.startswith(f"{prefix} {label}")
