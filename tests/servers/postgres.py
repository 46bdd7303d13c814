"""A private Postgres from Debian's package."""

import os
import pwd
import shutil
import signal
import subprocess
import uuid
from pathlib import Path

import psycopg
from psycopg import sql
from tests.servers.processes import Process, free_port, wait_until

_VERSIONS = Path("/usr/lib/postgresql")


class Postgres:
    """A server with a data folder of its own, which outlives kills and restarts.

    Postgres refuses to run as root; for root it runs as ``nobody``.

    Args:
        folder: Takes the data and the log; its parents are open to all, as /tmp is.
    """

    def __init__(self, folder: Path) -> None:
        programs = sorted(_VERSIONS.glob("*/bin"), key=lambda path: float(path.parent.name))
        if not programs:
            raise FileNotFoundError(f"{_VERSIONS}: install Debian's postgresql")
        self._folder = folder
        self._programs = programs[-1]
        self._user = pwd.getpwnam("nobody").pw_uid if os.getuid() == 0 else None
        self.port = free_port()
        self._prepare()
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": "on",
        }
        arguments = [part for item in options.items() for part in ("-c", "=".join(item))]
        self.process = Process(
            [str(self._programs / "postgres"), "-D", str(folder / "data"), *arguments],
            folder / "server.log",
            user=self._user,
        )

    def start(self) -> None:
        """Start, or start again, and wait until it answers."""
        self.process.start()
        wait_until(self._answers)

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def stop(self) -> None:
        """Stop at once, without waiting for clients, as an operator's restart does."""
        self.process.signal(signal.SIGINT)
        self.process.wait()

    def new_database(self, template: str = "template1") -> str:
        """The URL of a database as empty as ``template``."""
        name = f"test_{uuid.uuid4().hex}"
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _dsn(self, name: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={name} connect_timeout=3"

    def _prepare(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        data = self._folder / "data"
        data.mkdir()
        if self._user is not None:
            shutil.chown(self._folder, self._user)
            shutil.chown(data, self._user)
        initialise = [str(self._programs / "initdb"), "-D", str(data), "-U", "postgres", "-E"]
        subprocess.run(
            [*initialise, "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync"],
            check=True,
            capture_output=True,
            user=self._user,
            cwd=data,
        )

    def _answers(self) -> bool:
        if not self.process.runs():
            raise RuntimeError(f"Postgres ended: {self.process.last_words()}")
        try:
            psycopg.connect(self._dsn("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True
