"""Firms that send a registration, in a process of their own: each reads its summary, sends it, reads what it became.

They speak as production's proxy does: the portal is served with its own settings, not those of a demonstration.
"""

import http.client
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from threading import Lock
from urllib.parse import urlencode

from tests.bench.timing import Percentiles

_FIELD = re.compile(rb'name="(csrfmiddlewaretoken|seen|firm)" value="([^"]*)"')
_SENT = b'class="num"'
_PATIENCE = 60


@dataclass(frozen=True)
class Flows:
    """What was done: complete flows a second, their times and those of single requests in ms, how many went wrong."""

    count: int
    per_second: float
    times: Percentiles
    requests: Percentiles
    failed: int


def run(port: int, path: str, sessions: Sequence[str], connections: int) -> Flows:
    """Every session's firm registers at ``path``; so many at once."""
    waiting, guard = iter(sessions), Lock()
    flows: list[float] = []
    requests: list[float] = []
    failed: list[str] = []

    def firms() -> Iterator[str]:
        while True:
            with guard:
                session = next(waiting, None)
            if session is None:
                return
            yield session

    def visitor(_number: int) -> None:
        for session in firms():
            taken = _register(port, path, session)
            if taken is None:
                failed.append(session)
            else:
                requests.extend(taken)
                flows.append(sum(taken))

    started = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(visitor, range(connections)))
    seconds = time.perf_counter() - started
    return Flows(len(flows), len(flows) / seconds, Percentiles.of(flows), Percentiles.of(requests), len(failed))


def _register(port: int, path: str, session: str) -> list[float] | None:
    """The milliseconds of the three requests; None when one was not answered as it should be."""
    taken: list[float] = []

    def ask(method: str, address: str, cookies: str, form: str = "") -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        headers = {
            "Cookie": cookies,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-Proto": "https",
            "Origin": f"https://127.0.0.1:{port}",
        }
        started = time.perf_counter()
        connection.request(method, address, form or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        taken.append((time.perf_counter() - started) * 1_000)
        connection.close()
        return answer.status, answer.headers, content

    cookies = f"__Host-sessionid={session}"
    _status, headers, page = ask("GET", path, cookies)
    token = re.search(r"__Host-csrftoken=\w+", headers.get("Set-Cookie", ""))
    form = {name.decode(): value.decode() for name, value in _FIELD.findall(page)}
    if token is None or "seen" not in form:
        return None
    cookies = f"{cookies}; {token[0]}"
    status, headers, _page = ask("POST", path, cookies, urlencode({**form, "rules": "on", "privacy": "on", "go": "on"}))
    if status != http.client.FOUND:
        return None
    status, _headers, page = ask("GET", headers["Location"], cookies)
    return taken if status == http.client.OK and _SENT in page else None


if __name__ == "__main__":
    print(json.dumps(asdict(run(**json.loads(sys.stdin.read())))))
