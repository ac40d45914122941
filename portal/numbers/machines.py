"""Who is a program and not a reader: a rule over what the caller says of itself, published with the numbers."""

import re

from django.http import HttpRequest

#: Words by which programs name themselves. Whoever pretends to be a browser is counted as one.
WORDS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "archiver",
    "preview",
    "scan",
    "monitor",
    "uptime",
    "check",
    "lighthouse",
    "headless",
    "curl",
    "wget",
    "python",
    "java/",
    "okhttp",
    "go-http-client",
    "libwww",
    "axios",
    "node",
    "facebookexternalhit",
)
_NAMED = re.compile("|".join(map(re.escape, WORDS)))


def is_program(request: HttpRequest) -> bool:
    """Whether a request comes from a program, or from a browser that reads ahead of its reader."""
    name = request.headers.get("User-Agent", "").lower()
    ahead = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return not name or bool(_NAMED.search(name)) or "prefetch" in ahead
