"""gunicorn under load: started as in production, asked from a second process, ended with all its workers."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from tests.bench.load import Load
from tests.bench.timing import Percentiles

WORKERS, CONNECTIONS = 2, 16
_PATIENCE = 60


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int

    def load(self, paths: Sequence[str], seconds: float) -> Load:
        """What it does when ``CONNECTIONS`` visitors ask for the paths in turn."""
        asked = {"port": self.port, "paths": list(paths), "connections": CONNECTIONS, "seconds": seconds}
        command = [sys.executable, "-m", "tests.bench.load"]
        before = self.processor()
        done = subprocess.run(command, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True)
        spent = self.processor() - before
        told = json.loads(done.stdout)
        told |= {"times": Percentiles(**told["times"]), "processor": spent * 1_000 / told["answers"]}
        return Load(**told)

    def memory(self) -> tuple[float, float]:
        """Megabytes of the largest worker: what is its own, and all it has mapped, the database file included."""
        used = [worker.memory_full_info() for worker in self._workers()]
        return max(memory.uss for memory in used) / 1e6, max(memory.rss for memory in used) / 1e6

    def processor(self) -> float:
        """Seconds of processor that its workers have used."""
        return sum(sum(worker.cpu_times()[:2]) for worker in self._workers())

    def _workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()


@contextmanager
def gunicorn(application: str, ready: str, environment: Mapping[str, str], *options: str) -> Iterator[Server]:
    """A server with two workers, for the time of a ``with`` block; ``ready`` is the path it must answer first."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *options]
    started = subprocess.Popen([*command, "--workers", str(WORKERS)], env=dict(environment))
    try:
        wait(port, ready, started)
        yield Server(started, port)
    finally:
        end(started)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Until the path answers 200. Raises ``TimeoutError`` when it takes too long or the process ended."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", path, headers={"X-Forwarded-Proto": "https"})  # production answers nothing else
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise TimeoutError(f"nothing answers on port {port}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a server and its workers."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
