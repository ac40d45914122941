"""A portal that serves the project's own catalogue, and pages of a real browser that tell what they should not do.

Fixtures last as long as this package's tests: while Playwright runs, Django refuses its database to the same thread.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests import chromium
from tests.processes import python, serving

#: What a busy machine may need for one step, in milliseconds.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
#: What the lines begin with that a test runs beside the portal.
BEGIN = """
import django
django.setup()
from django.utils import timezone
from catalog.models import Province, Sector
from missions import seats
from missions.models import Mission, Registration
from portal.accounts.models import User
from tests import factories
"""
#: A phone, a tablet and a desk: width and height in CSS pixels.
PHONE, TABLET, DESK = {"width": 320, "height": 640}, {"width": 768, "height": 1024}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a portal with everything in it, to copy from; filled by the first process of the tests to ask."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    filled = shared / "filled"
    with (shared / "filling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            with serving(DEMO=1, VAR_DIR=shared / "being-filled"):
                pass
            (shared / "being-filled").rename(filled)
    return filled


@pytest.fixture(scope="session")
def portal_folder(filled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portal keeps its database and its mail."""
    return shutil.copytree(filled_folder, tmp_path_factory.mktemp("portal") / "var")


@pytest.fixture(scope="session")
def portal(portal_folder: Path) -> Iterator[str]:
    """The address of a portal with everything in it, started as `make run` does."""
    with serving(DEMO=1, VAR_DIR=portal_folder) as address:
        yield address


@pytest.fixture
def run(portal_folder: Path) -> Callable[[str], str]:
    """A function that runs a few lines beside the portal that serves, as its staff or its timer would."""

    def beside(lines: str) -> str:
        done = python(
            "-c", BEGIN + lines, DEMO=1, VAR_DIR=portal_folder, DJANGO_SETTINGS_MODULE="portal.settings"
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return beside


@pytest.fixture(scope="package")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    browser = _playwright.chromium.launch(executable_path=chromium.executable(), args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def visit(browser: Browser, portal: str) -> Iterator[Callable[..., Page]]:
    """A function that opens an address of the portal. Whatever a page logs or asks of another host fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(path: str, *, viewport: ViewportSize = DESK, javascript: bool = True, status: int = 200) -> Page:
        context = browser.new_context(
            base_url=portal, viewport=viewport, java_script_enabled=javascript, locale="it-IT"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(_said(message)) if _is_fault(message, status) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if _is_foreign(request.url, portal) else None)
        page.on("requestfailed", lambda request: wrong.append(_failed(request)) if not _is_left(request) else None)
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('CSP', e.blockedURI))")
        assert page.goto(path).status == status
        return page

    open_page.wrong = wrong  # for the tests of this very net
    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def _failed(request: Request) -> str:
    return f"{request.url} {request.failure}"


def _is_left(request: Request) -> bool:
    """Whether the page was left before this request was answered."""
    return request.failure == "net::ERR_ABORTED"


def _said(message: ConsoleMessage) -> str:
    return f"{message.text} ({message.location['url']})"


def _is_fault(message: ConsoleMessage, status: int) -> bool:
    """Whether somebody should look at what the console says: the browser also notes a page that is not there."""
    expected = status >= 400 and message.text.endswith(f"{status} (Not Found)")
    return message.type in ("error", "warning") and not expected


def _is_foreign(url: str, portal: str) -> bool:
    return urlsplit(url).scheme != "data" and urlsplit(url).netloc != urlsplit(portal).netloc
