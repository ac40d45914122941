"""What axe finds on a page: the rules of WCAG 2.2 A and AA, and what good practice adds."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
