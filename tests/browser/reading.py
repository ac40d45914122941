"""What the tests of the browser read of a page, and of the portal behind it."""

import json
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen


def query(page):
    """The query string of a page's address: names to lists of values."""
    return parse_qs(urlsplit(page.url).query)


def count(portal, query):
    """How many entries the portal finds for a query string."""
    with urlopen(f"{portal}/api/v1/search?{query}&page_size=1") as answer:
        return json.load(answer)["count"]


def focused(page, attribute):
    """An attribute of what has the focus."""
    return page.evaluate(f"document.activeElement.{attribute}")
