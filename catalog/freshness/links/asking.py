"""Asking one address what is there: politely, briefly, following its redirects one by one."""

import asyncio
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore
from django.utils.encoding import iri_to_uri, punycode

from catalog.enums import LinkFault
from catalog.freshness.links.guard import AskingError, Guard

#: Redirects followed from one address.
MOST_REDIRECTS = 5
#: Characters of an address that are worth keeping.
LONGEST = 500
_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_REDIRECTS = (*_PERMANENT, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
#: Answers that need no second question: the page is there, or the site asks to be left alone.
_CLEAR = (HTTPStatus.TOO_MANY_REQUESTS,)


@dataclass(frozen=True)
class Manners:
    """How long one waits: seconds for a connection, for a piece of an answer, for all that one address needs."""

    connect: float = 10
    read: float = 15
    whole: float = 40


@dataclass(frozen=True)
class Answer:
    """What came of asking. ``status`` is None and ``fault`` says why when nothing did.

    ``moved_to`` is where permanent redirects lead, as far as they do without a temporary one before them; '' when there
    are none. ``wait`` are the seconds the site asked us to stay away.
    """

    status: int | None = None
    fault: LinkFault | None = None
    moved_to: str = ""
    wait: int | None = None


async def ask(url: str, *, guard: Guard, agent: str, manners: Manners) -> Answer:
    """Asks an address; raises nothing that a site or its network could bring about."""
    try:
        async with asyncio.timeout(manners.whole):
            return await _follow(url, guard, agent, manners)
    except AskingError as error:
        return Answer(fault=error.fault)
    except (TimeoutError, httpcore.TimeoutException):
        return Answer(fault=LinkFault.TIME)
    except httpcore.ConnectError as error:
        broken = isinstance(error.__cause__, ssl.SSLError) or "CERTIFICATE" in str(error).upper()
        return Answer(fault=LinkFault.CERTIFICATE if broken else LinkFault.CONNECTION)
    except (httpcore.NetworkError, OSError):
        return Answer(fault=LinkFault.CONNECTION)
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError, ValueError):
        return Answer(fault=LinkFault.PROTOCOL)


async def _follow(url: str, guard: Guard, agent: str, manners: Manners) -> Answer:
    moved_to, permanently, seen = "", True, {url}
    # A connection serves one question: the next may be years of redirects away, on another host.
    async with httpcore.AsyncConnectionPool(network_backend=guard, max_keepalive_connections=0) as pool:
        for _hop in range(MOST_REDIRECTS + 1):
            guard.look_at(url)
            status, headers = await _question(pool, url, agent, manners)
            target = headers.get("location", "")
            if status not in _REDIRECTS or not target:
                return Answer(status=status, moved_to=moved_to, wait=_seconds(headers.get("retry-after", "")))
            url = urljoin(url, target)
            permanently = permanently and status in _PERMANENT
            if permanently and len(url) <= LONGEST:
                moved_to = url
            if url in seen:
                break
            seen.add(url)
    raise AskingError(LinkFault.LOOP)


async def _question(
    pool: httpcore.AsyncConnectionPool, url: str, agent: str, manners: Manners
) -> tuple[int, dict[str, str]]:
    """HEAD; where that finds no page, GET for its first bytes, as many sites answer only that. Bodies are not read."""
    status, headers = await _one(pool, "HEAD", url, agent, manners)
    if status < HTTPStatus.BAD_REQUEST or status in _CLEAR:
        return status, headers
    return await _one(pool, "GET", url, agent, manners)


async def _one(
    pool: httpcore.AsyncConnectionPool, method: str, url: str, agent: str, manners: Manners
) -> tuple[int, dict[str, str]]:
    headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.5", "Accept-Language": "it, en;q=0.8"}
    if method == "GET":
        headers["Range"] = "bytes=0-1023"
    times = {"connect": manners.connect, "read": manners.read, "write": manners.read, "pool": manners.read}
    async with pool.stream(
        method, _written(url), headers=[("Host", _host(url)), *headers.items()], extensions={"timeout": times}
    ) as response:
        found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        return response.status, found


def _written(url: str) -> str:
    """An address as it goes over the wire: no fragment, no letter beyond ASCII."""
    parts = urlsplit(url)
    return iri_to_uri(
        urlunsplit((parts.scheme, _host(url), quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), parts.query, ""))
    )


def _host(url: str) -> str:
    """Host and port, the host in ASCII."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    written = f"[{host}]" if ":" in host else punycode(host)
    return f"{written}:{parts.port}" if parts.port else written


def _seconds(text: str) -> int | None:
    """``Retry-After`` in seconds; a date in it is rare enough to be ignored."""
    return int(text) if text.isdecimal() and len(text) < 9 else None
