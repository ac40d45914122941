"""What axe finds on a page: the rules of WCAG 2.2 A and AA, and what good practice adds."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, TABLET

_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_AXE = Axe()


def barriers(page: Page, *, practice: bool = True) -> dict[str, list[str]]:
    """Rules that a page breaks, each with the elements that do; ``practice`` asks for best practice too.

    Axe itself is half a megabyte: a page gets it once, however often it is looked at. It does not load styles anew
    (``preload``): it would write them into the page, which its policy refuses.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_AXE.axe_script)
    options = {
        "runOnly": [*_WCAG, "best-practice"] if practice else _WCAG,
        "resultTypes": ["violations"],
        "preload": False,
    }
    found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
    return {rule["id"]: [node["html"][:120] for node in rule["nodes"]] for rule in found}


def faults(page: Page) -> dict[str, object]:
    """What is wrong with a page on a phone, a tablet and a desk, by its address and the width in CSS pixels.

    Axe looks at the narrowest and the widest: between them every element has the look it has in one of the two.
    Sideways scrolling (WCAG 2.2, 1.4.10) is looked for at each.
    """
    found: dict[str, object] = {}
    for viewport in (PHONE, TABLET, DESK):
        page.set_viewport_size(viewport)
        where = f"{page.url} at {viewport['width']}"
        if viewport is not TABLET and (broken := barriers(page)):
            found[where] = broken
        if (wide := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            found[f"{where} scrolls sideways"] = wide
    return found
