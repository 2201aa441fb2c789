"""A PostgreSQL cluster of our own for tests: made when it is first asked for, thrown away at the end.

It listens on a free port of this machine and on a socket in its own folder. Whoever comes through the socket
is let in without a password, whoever comes through the port needs one. Texts sort by language unless a
column says otherwise, so that a column that forgets to is found out.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

SUPERUSER = "postgres"
TEMPLATE = "hearsay_template"
SETTINGS = {
    "fsync": "off",  # the machine will not lose power, only its processes are killed
    "full_page_writes": "off",
    "jit": "off",
    "shared_buffers": "32MB",
    "max_connections": "120",
    "listen_addresses": "127.0.0.1",
}


def missing() -> str | None:
    """Why there can be no cluster on this machine, if there can be none."""
    if _programs() is None:
        return "PostgreSQL's server is not installed (apt-get install postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (pip install 'hearsay[postgres]')"
    if os.geteuid() == 0 and _owner() is None:
        return "PostgreSQL's server does not run as root, and there is no user postgres"
    return None


@cache
def cluster() -> Cluster:
    """The cluster of this process; the test is skipped where there can be none."""
    if reason := missing():
        pytest.skip(reason)
    made = Cluster()
    atexit.register(made.remove)
    return made


class Cluster:
    """One running server with its databases."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hearsay-pg-"))
        self._numbers = count()
        self._cleaned: list[str] = []
        if os.geteuid() == 0:
            owner = _owner()
            assert owner is not None
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        common = ["--pgdata", self.data, "--username", SUPERUSER, "--encoding", "UTF8", "--no-sync"]
        common += ["--auth-local", "trust", "--auth-host", "scram-sha-256"]
        try:
            self._run(
                "initdb", *common, "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en"
            )
        except RuntimeError:  # built without ICU
            self._run("initdb", *common, "--locale", "C.UTF-8")
        self.port = _free_port()
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        lines += [f"port = {self.port}", f"unix_socket_directories = '{self.folder}'"]
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("\n".join(lines) + "\n")
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._control("start", "--log", self.folder / "log")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: ``smart``, ``fast`` or ``immediate``."""
        self._control("stop", "--mode", mode)

    def restart(self, mode: str = "immediate") -> None:
        """Stop the server and start it again; ``immediate`` is like pulling the plug."""
        self._control("restart", "--mode", mode, "--log", self.folder / "log")

    def remove(self) -> None:
        """Stop the server and delete everything."""
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, user: str = SUPERUSER) -> str:
        """The URL of a database through the socket, where no password is needed."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def url_with_password(self, database: str, user: str, password: str) -> str:
        """The URL of a database through the port."""
        return f"postgresql://{user}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run a statement outside of any transaction; gives its rows."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            found = connection.execute(statement)  # type: ignore[call-overload]
            return found.fetchall() if found.description else []

    def empty(self) -> str:
        """The URL of a new database without any table."""
        return self._make("template1")

    def fresh(self) -> str:
        """The URL of a database that holds a new ledger of the newest schema, quickly."""
        if self._cleaned:
            return self.url(self._cleaned.pop())
        if not self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}'"):
            from hearsay.ledger import Ledger

            self.execute(f"CREATE DATABASE {TEMPLATE}")
            Ledger.open(self.url(TEMPLATE)).close()
        return self._make(TEMPLATE)

    def clean(self, url: str) -> None:
        """Take back what :meth:`fresh` gave, for somebody else."""
        name = _name(url)
        self.disconnect(url)
        tables = self.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'hearsay_version'",
            name,
        )
        deletes = "; ".join(f'DELETE FROM "{table}"' for (table,) in tables)
        self.execute(f"SET session_replication_role = replica; {deletes}", name)
        self._cleaned.append(name)

    def disconnect(self, url: str) -> None:
        """Cut all connections to a database."""
        self.execute(
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{_name(url)}'"
        )

    def drop(self, url: str) -> None:
        """Delete a database, whoever is connected."""
        self.execute(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)')

    def _make(self, template: str) -> str:
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url(name)

    def _control(self, *arguments: str | Path) -> None:
        self._run("pg_ctl", "--pgdata", self.data, "--wait", "--timeout", "60", *arguments)

    def _run(self, program: str, *arguments: str | Path) -> None:
        folder = _programs()
        assert folder is not None
        command = [str(folder / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", SUPERUSER, "--", *command]
        # Into a file: the server inherits a pipe, which then never ends.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False
            )
            output.seek(0)
            said = output.read().decode(errors="replace")
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{said}")


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@cache
def _programs() -> Path | None:
    """The folder of the server's programs of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return None if on_path is None or not shutil.which("pg_ctl") else Path(on_path).resolve().parent


def _owner() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SUPERUSER)
    except KeyError:
        return None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
