"""A child process and its parent: the child tells where it is, line by line; the parent learns how it ended."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from web.bounded.limits import Limits, Meter, applied

Bound = Literal["time", "memory", "crash"]

#: Bounded work, and then the delivery of its answer: what is printed, and the exit code.
Work = Callable[[Meter], Callable[[], int]]

#: The signals by which bounds end a child. A kill that is not ours is the kernel's, for want of memory.
SIGNALS: Mapping[int, Bound] = {
    signal.SIGPROF: "time", signal.SIGXCPU: "time", signal.SIGKILL: "memory", signal.SIGXFSZ: "memory",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: with its answer, or at a bound while it worked on `files`."""

    code: int = 0
    bound: Bound | None = None
    files: tuple[str, ...] = ()
    answer: Any = None


def ended(lines: Iterable[bytes], code: int, *, late: bool) -> Ended:
    """What a child's lines and its end (exit code, or minus the signal) come to; `late`: it was stopped for silence."""
    told: dict[str, Any] = {}
    for line in lines:
        # The last line of a child that was stopped may be torn.
        with contextlib.suppress(ValueError):
            told |= json.loads(line)
    files = tuple(told.get("files", ()))
    if "answer" in told:
        return Ended(code=code, files=files, answer=told["answer"])
    bound: Bound = "time" if late else told.get("bound") or SIGNALS.get(-code, "crash")
    return Ended(code=code, bound=bound, files=files)


def forked(work: Work, limits: Limits) -> Ended:
    """Do the work in a fork of this process, which must have no other threads, and wait for it."""
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _live(work, limits, writer)
    os.close(writer)
    lines, late = b"", True
    try:
        lines, late = _heard(reader, limits.wait)
    finally:
        os.close(reader)
        if late:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return ended(lines.splitlines(), os.waitstatus_to_exitcode(status), late=late)


def _heard(reader: int, wait: float) -> tuple[bytes, bool]:
    """Everything that the child tells until it closes the pipe, and whether it fell silent for too long instead."""
    heard = b""
    patience: float | None = wait
    while True:
        if not select.select([reader], [], [], patience)[0]:
            return heard, True
        piece = os.read(reader, 65_536)
        if not piece:
            return heard, False
        heard += piece
        if b'"answer"' in piece:
            # Printing may take as long as the reader of our output likes.
            patience = None


def _live(work: Work, limits: Limits, writer: int) -> NoReturn:
    """The child's whole life. It leaves by `os._exit`: what the parent set up is the parent's to clean up."""
    code = 1
    try:
        with _unheard(), applied(limits, lambda told: _tell(writer, told)) as meter:
            deliver = work(meter)
        _tell(writer, {"answer": True})
        code = deliver()
    except MemoryError:
        _tell(writer, {"bound": "memory"})
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        code = 130
    finally:
        os._exit(code)


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """What libraries in C print when they break down is no sentence for people."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)


def _tell(writer: int, told: Mapping[str, object]) -> None:
    os.write(writer, json.dumps(told).encode() + b"\n")
