"""Reading what the command line names: files and pipes, never more of them than anybody needs, never waiting for long."""

from __future__ import annotations

import os
import select
import stat
import time
from pathlib import Path
from typing import Any

from engine.values import loads_from_outside
from web.console.terminal import WrongUse

#: Bytes of one file. The engine's own bounds are no higher.
MOST_BYTES = 5_000_000
#: Seconds that somebody may take to write into a pipe.
PATIENCE = 3.0


def content(path: str) -> bytes:
    """The bytes of a file or a pipe. Raises WrongUse when it cannot be read, or is too large."""
    found = beginning(path)
    if len(found) > MOST_BYTES:
        raise WrongUse("file_large", path=path, limit=MOST_BYTES // 1_000_000)
    return found


def beginning(path: str) -> bytes:
    """The same, of a larger file no more than shows how large it is: one byte too many. Raises WrongUse."""
    try:
        # Opening a pipe without a writer would wait for ever.
        descriptor = os.open(Path(path), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            kind = os.fstat(descriptor).st_mode
            if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
                raise WrongUse("no_file", path=path)
            return (file.read(MOST_BYTES + 1) or b"") if stat.S_ISREG(kind) else _piped(descriptor, path)
    except (OSError, ValueError) as problem:
        raise WrongUse("file", path=path, problem=_reason(problem)) from problem


def _piped(descriptor: int, path: str) -> bytes:
    """What is written into a pipe until it is closed. Raises WrongUse when that takes too long."""
    end, found = time.monotonic() + PATIENCE, b""
    while len(found) <= MOST_BYTES:
        if not select.select([descriptor], [], [], max(end - time.monotonic(), 0))[0]:
            raise WrongUse("file_slow", path=path, seconds=f"{PATIENCE:g}")
        piece = os.read(descriptor, 65_536)
        if not piece:
            break
        found += piece
    return found


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "strerror", None) or problem)


def json_argument(text: str, option: str) -> Any:
    """What an option with JSON or `@FILE` holds. Raises WrongUse."""
    try:
        return loads_from_outside(content(text[1:]) if text.startswith("@") else text.encode())
    except ValueError as problem:
        raise WrongUse("json", option=option, problem=problem) from problem


def json_object(text: str, option: str) -> dict[str, Any]:
    """As `json_argument`, and it must be an object. Raises WrongUse."""
    value = json_argument(text, option)
    if not isinstance(value, dict):
        raise WrongUse("json_object", option=option)
    return value
