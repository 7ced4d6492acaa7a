"""What a child may cost: set by the child itself before it reads the first stranger's byte, lifted when the answer stands."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.settings import PREFIX, Settings

#: The settings that matter here: a check is not the place to complain about others.
SETTINGS = ("bounded_seconds", "bounded_memory_mb", "bounded_wait_seconds", "bounded_answer_milliseconds")
#: Descriptors of a child: standard ones, the parent's pipe, a module that is still imported, a database in memory.
FILES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one child."""

    #: Processor seconds for each file.
    seconds: float
    #: Bytes of address space beyond what the process has when it begins.
    memory: int
    #: Seconds by the clock without a word from the child: it waits for something, or the machine is overloaded.
    wait: float
    #: Processor seconds more for every answer that a play was given: long cases are no attack.
    answer: float

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings name."""
        return cls(
            seconds=settings.bounded_seconds, memory=settings.bounded_memory_mb * 2**20,
            wait=settings.bounded_wait_seconds, answer=settings.bounded_answer_milliseconds / 1000,
        )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Limits:
        """The same, where the other settings are of no interest. Raises BadSetting."""
        names = [PREFIX + name.upper() for name in SETTINGS]
        return cls.of(Settings.load({name: environ[name] for name in names if name in environ}))


class Meter:
    """Whoever works through files says which ones; a free meter counts nothing."""

    def began(self, files: Sequence[str]) -> None:
        """From now on the work is about these files."""

    def answered(self) -> None:
        """An answer that the caller gave was played."""


FREE = Meter()


class Stopwatch(Meter):
    """The meter of a child: it ends with SIGPROF when the files in work have had their time.

    A timer rather than RLIMIT_CPU, because it knows fractions and can be wound up again for the next file.
    """

    def __init__(self, limits: Limits, tell: Callable[[Mapping[str, object]], None]) -> None:
        self._limits = limits
        self._tell = tell
        self._files: tuple[str, ...] = ()
        self._left: dict[tuple[str, ...], float] = {}

    def began(self, files: Sequence[str]) -> None:
        """Wind up for these files; what they have used already stays used."""
        self._left[self._files] = signal.getitimer(signal.ITIMER_PROF)[0]
        self._files = tuple(files)
        self._tell({"files": self._files})
        _wind(self._left.get(self._files, self._limits.seconds * max(len(self._files), 1)))

    def answered(self) -> None:
        """A little more time."""
        _wind(signal.getitimer(signal.ITIMER_PROF)[0] + self._limits.answer)


@contextmanager
def applied(limits: Limits, tell: Callable[[Mapping[str, object]], None]) -> Iterator[Meter]:
    """Inside, this process is bounded; MemoryError and the signals of exhaustion are for the parent to explain."""
    bounds = {
        resource.RLIMIT_AS: _address_space() + int(limits.memory), resource.RLIMIT_NOFILE: FILES,
        # A child writes nothing and leaves nothing behind.
        resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0,
    }
    before = {kind: resource.getrlimit(kind) for kind in bounds}
    for kind, bound in bounds.items():
        hard = before[kind][1]
        resource.setrlimit(kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
    _wind(limits.seconds)
    try:
        yield Stopwatch(limits, tell)
    finally:
        _wind(0)
        for kind, given in before.items():
            resource.setrlimit(kind, given)


def _wind(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, float(seconds))


def _address_space() -> int:
    """Bytes of this process's address space."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
