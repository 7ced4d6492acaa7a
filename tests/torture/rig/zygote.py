"""Forks the real commands out of a process that has imported everything: a web server or executor starts in milliseconds.

`python -m tests.torture.rig.zygote` reads one JSON line for each process, {arguments, environ, out}, and answers with its pid.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from engine.values import dumps, loads
from tests.torture.rig import faults

ROOT = Path(__file__).parents[3]
COMMANDS = ("web.cli", "web.commands.serve", "web.commands.worker", "web.wiring")


class Zygote:
    """The forking process, from outside. `close` it at the end; what it forked lives on until it is killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.rig.zygote"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._turn = threading.Lock()

    def fork(self, arguments: Sequence[str], environ: dict[str, str], out: Path) -> int:
        """Run `chengxu ARGUMENTS` in a new process group; its pid. What it prints goes to `out`."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._turn:
            print(dumps({"arguments": list(arguments), "environ": environ, "out": str(out)}), file=self._process.stdin, flush=True)
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the forking process."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


def main() -> None:
    """Fork until nobody asks any more."""
    for name in COMMANDS:
        importlib.import_module(name)
    faults.install()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets the dead by itself
    for line in sys.stdin:
        wanted = loads(line)
        pid = os.fork()
        if pid == 0:
            _become(wanted["arguments"], wanted["environ"], wanted["out"])
        with suppress(ProcessLookupError, PermissionError):
            os.setpgid(pid, pid)  # here too: whoever is told the pid may look for its group at once
        print(pid, flush=True)


def _become(arguments: list[str], environ: dict[str, str], out: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setpgid(0, 0)
    told = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    errors = os.open(out + ".err", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, told), (2, errors)):
        os.dup2(source, target)
    for name in [name for name in os.environ if name.startswith("CHENGXU_")]:
        del os.environ[name]
    os.environ.update(environ)
    os._exit(importlib.import_module("web.cli").main(arguments))


if __name__ == "__main__":
    main()
