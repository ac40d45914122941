"""Atom feeds that every reader can parse, whatever an entry's text holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.utils.feedgenerator import Atom1Feed

CONTENT_TYPE = Atom1Feed.content_type
#: What XML 1.0 cannot hold (section 2.2): one such character and no reader takes the feed.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; texts are plain, ``language`` is that of its title, ``url`` absolute and lasting."""

    title: str
    summary: str
    language: str
    url: str
    published: datetime
    updated: datetime


class _Feed(Atom1Feed):
    """An Atom feed whose entries say their own language."""

    def item_attributes(self, item: dict[str, str]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


def atom(entries: Iterable[Entry], *, title: str, url: str, own_url: str, language: str, author: str) -> bytes:
    """A feed of some entries; ``url`` is the page that shows the same, ``own_url`` the feed's own address."""
    feed = _Feed(_text(title), url, "", language=language, feed_url=own_url, feed_guid=own_url, author_name=author)
    for entry in entries:
        feed.add_item(
            _text(entry.title),
            entry.url,
            escape(_text(entry.summary)),
            unique_id=entry.url,
            pubdate=entry.published,
            updateddate=entry.updated,
            language=entry.language,
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


def _text(text: str) -> str:
    return _NO_XML.sub(" ", text)
