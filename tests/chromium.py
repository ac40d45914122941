"""The browser of the browser tests: on the machine, else Playwright's own, else installed when this is root."""

import os
import shutil
import subprocess
import sys
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Tried in this order, by root only: Debian has a package, Ubuntu has none and takes Playwright's download.
INSTALLERS = (
    ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"),
    (sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"),
)


class ChromiumMissingError(Exception):
    """No browser could be found or installed; the message says in one line what to do."""


@cache
def executable() -> str:
    """The path of a Chromium that starts. Raises ``ChromiumMissingError``."""
    found = _found()
    if found is None and os.geteuid() == 0:
        for command in INSTALLERS:
            if shutil.which(command[0]):
                print(f"Chromium is missing; trying: {' '.join(command)}", flush=True)
                quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
                subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, **quiet)
                found = _found()
            if found:
                break
    if found is None:
        raise ChromiumMissingError(
            "The browser tests need Chromium: apt-get install chromium (as root), "
            "or .venv/bin/playwright install chromium."
        )
    return found


def _found() -> str | None:
    for name in NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    path = _playwrights_own()
    return path if _starts(path) else None


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Whether it says its version: Ubuntu has a command of this name that only tells to install something else."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
