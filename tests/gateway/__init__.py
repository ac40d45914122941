"""An identity gateway for tests: allauth's own OpenID Connect provider, as a site and a process of its own.

It stands for the Region's gateway, which stands for SPID, CIE and CNS. Nothing of it is shared with the portal but the
protocol.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import free_port, running

CLIENT, SECRET = "porte-del-mondo", "a-secret-for-tests"
#: People with a digital identity, by address: first and last name. All have the same password.
PEOPLE = {"elena.spid@example.org": ("Elena", "Rusconi"), "marco.spid@example.org": ("Marco", "Bassi")}
PASSWORD = "una password di SPID"


@contextmanager
def gateway(folder: Path, portal_port: int) -> Iterator[str]:
    """The address of a gateway that knows some people and one client, the portal on a port of this machine."""
    port = free_port()
    with running(
        [sys.executable, "-m", "tests.gateway"],
        f"http://127.0.0.1:{port}",
        "/.well-known/openid-configuration",
        GATEWAY_FOLDER=folder,
        GATEWAY_PORT=port,
        GATEWAY_CLIENT_PORT=portal_port,
    ) as address:
        yield address


def variable(name: str) -> str:
    return os.environ[f"GATEWAY_{name}"]
