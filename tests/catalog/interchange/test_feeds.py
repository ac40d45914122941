"""Feeds: whatever an entry's text holds, every reader parses them."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.interchange import feeds

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HOSTILE = ["\x00a\x1f", "\ufffe", "\ud800", "]]>", "😀", "<b>&amp;", "\"'", "\u2028"]
CHANGED = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def _feed(*entries, title="Ricerca", language="it"):
    made = feeds.atom(
        entries,
        title=title,
        url="https://portal.example/cerca/?q=a&b=1",
        own_url="https://portal.example/cerca/feed.atom?q=a&b=1",
        language=language,
        author="Regione",
    )
    return ElementTree.fromstring(made)


def _entry(**fields):
    given = {"title": "Titolo", "summary": "Sommario", "language": "it", "url": "https://portal.example/servizi/a/"}
    return feeds.Entry(**{**given, "published": CHANGED, "updated": CHANGED, **fields})


def test_a_feed_says_what_and_whose_it_is():
    feed = _feed()

    assert feed.get(f"{XML}lang") == "it"
    assert [feed.findtext(f"{ATOM}{name}") for name in ("title", "id", "author/{http://www.w3.org/2005/Atom}name")] == [
        "Ricerca",
        "https://portal.example/cerca/feed.atom?q=a&b=1",
        "Regione",
    ]
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": "https://portal.example/cerca/?q=a&b=1",
        "self": "https://portal.example/cerca/feed.atom?q=a&b=1",
    }


def test_an_entry_keeps_its_address_its_moments_and_its_language():
    entry = _feed(_entry(language="en", published=CHANGED.replace(day=1))).find(f"{ATOM}entry")

    assert entry.get(f"{XML}lang") == "en"
    assert {child.tag.removeprefix(ATOM): child.text for child in entry if child.text} == {
        "title": "Titolo",
        "published": "2026-11-01T10:30:00+00:00",
        "updated": "2026-11-24T10:30:00+00:00",
        "id": "https://portal.example/servizi/a/",
        "summary": "Sommario",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_feed(text):
    entry = _feed(_entry(title=f"a{text}b", summary=f"a{text}b"), title=f"a{text}b").find(f"{ATOM}entry")

    title = entry.findtext(f"{ATOM}title")
    assert (title[0], title[-1]) == ("a", "b")


def test_a_summary_is_text_not_markup():
    summary = _feed(_entry(summary="<script>x</script> & co")).find(f"{ATOM}entry/{ATOM}summary")

    assert (summary.get("type"), summary.text) == ("html", "&lt;script&gt;x&lt;/script&gt; &amp; co")


@given(st.text(st.characters(exclude_categories=[])), st.text(st.characters(exclude_categories=[])))
def test_any_text_is_parsed(title, summary):
    assert _feed(_entry(title=title, summary=summary), title=title).find(f"{ATOM}entry") is not None
