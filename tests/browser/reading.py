"""What the tests of the browser read of a page, and of the portal behind it; and how one gets about by keyboard."""

import json
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from playwright.sync_api import expect


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


def reach(page, selector, most=150):
    """Tabs to the first element that matches, as somebody without a mouse does, and says where that is."""
    goal = page.locator(selector).first
    element = goal.element_handle()  # looked up once: a locator looks again at every step
    for _step in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            expect(goal).to_be_in_viewport()
            return goal
    raise AssertionError(f"{selector} is not reached in {most} steps")
