"""Firms that send a registration, in a process of their own: each reads its summary, sends it, reads what it became.

They speak as production's proxy does: the portal is served with its own settings, not those of a demonstration.
"""

import json
import re
import sys
import time
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from tests.bench.timing import Percentiles
from tests.bench.visitors import Answer, Visitor, head, serve

_FIELD = re.compile(rb'name="(csrfmiddlewaretoken|seen|firm)" value="([^"]*)"')
_TOKEN = re.compile(rb"^Set-Cookie: (__Host-csrftoken=\w+)", re.MULTILINE)
_PLACE = re.compile(rb"^Location: (\S+)", re.MULTILINE)
_SENT = b'class="num"'


@dataclass(frozen=True)
class Flows:
    """What was done: complete flows a second, their times and those of single requests in ms, how many went wrong.

    ``processor`` are the milliseconds of processor that the server's workers spent on one, ``client`` those of the
    process that asked, which shares the machine with them.
    """

    count: int
    per_second: float
    times: Percentiles
    requests: Percentiles
    failed: int
    client: float
    processor: float = 0.0


def run(port: int, path: str, sessions: Sequence[str], connections: int) -> Flows:
    """Every session's firm registers at ``path``; so many at once."""
    waiting = iter(sessions)
    flows: list[float] = []
    requests: list[float] = []

    def firms() -> Visitor:
        for session in waiting:
            taken = yield from _register(port, path, session)
            if taken:
                requests.extend(taken)
                flows.append(sum(taken))

    started, used = time.perf_counter(), time.process_time()
    serve(port, [firms() for _number in range(connections)])
    seconds, used = time.perf_counter() - started, time.process_time() - used
    return Flows(
        count=len(flows),
        per_second=len(flows) / seconds,
        times=Percentiles.of(flows),
        requests=Percentiles.of(requests),
        failed=len(sessions) - len(flows),
        client=used * 1_000 / len(sessions),
    )


def _register(port: int, path: str, session: str) -> Generator[bytes, Answer, list[float]]:
    """The milliseconds of the three requests; none when one was not answered as it should be."""
    cookies = f"__Host-sessionid={session}"
    summary = yield _request(port, "GET", path, cookies)
    token = _TOKEN.search(summary.whole)
    form = {name.decode(): value.decode() for name, value in _FIELD.findall(summary.whole)}
    if token is None or "seen" not in form:
        return []
    cookies = f"{cookies}; {token[1].decode()}"
    sent = yield _request(port, "POST", path, cookies, {**form, "rules": "on", "privacy": "on", "go": "on"})
    place = _PLACE.search(sent.whole)
    if sent.status != HTTPStatus.FOUND or place is None:
        return []
    became = yield _request(port, "GET", place[1].decode(), cookies)
    if became.status != HTTPStatus.OK or _SENT not in became.whole:
        return []
    return [answer.milliseconds for answer in (summary, sent, became)]


def _request(port: int, method: str, path: str, cookies: str, form: dict[str, str] | None = None) -> bytes:
    body = urlencode(form or {})
    headers = {"Cookie": cookies, "X_Forwarded_Proto": "https", "Origin": f"https://127.0.0.1:{port}"}
    if form:
        headers |= {"Content_Type": "application/x-www-form-urlencoded", "Content_Length": str(len(body))}
    return (head(method, path, port, **headers) + body).encode()


if __name__ == "__main__":
    print(json.dumps(asdict(run(**json.loads(sys.stdin.read())))))
