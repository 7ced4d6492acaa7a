"""A child that exceeds its bounds ends alone; its parent knows why, and at which files."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from web.bounded.child import Ended, ended, forked
from web.bounded.limits import FREE, Limits, Meter

LIMITS = Limits(seconds=1.0, memory=128 * 2**20, wait=60, answer=2.0)


def burn(seconds: float) -> None:
    """Use the processor."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def ends(work: Callable[[Meter], object], limits: Limits = LIMITS) -> Ended:
    """How a child ends that does this and would then exit with 3."""
    return forked(lambda meter: (work(meter), lambda: 3)[1], limits)


def test_an_answer_is_delivered_with_its_exit_code() -> None:
    end = ends(lambda meter: meter.began(["a"]))
    assert (end.code, end.bound, end.files) == (3, None, ("a",))


def test_delivering_is_not_bounded() -> None:
    assert forked(lambda _meter: lambda: (burn(1.2), 4)[1], LIMITS).code == 4


def test_too_much_time_ends_at_the_files_in_work() -> None:
    end = ends(lambda meter: (meter.began(["a"]), burn(0.1), meter.began(["b"]), burn(9)))
    assert (end.bound, end.files) == ("time", ("b",))


def test_each_file_has_time_of_its_own_and_keeps_what_it_used() -> None:
    assert ends(lambda meter: [(meter.began([name]), burn(0.2)) for name in "abcde"]).bound is None
    assert ends(lambda meter: [(meter.began([name]), burn(0.2)) for name in "abababababa"]).bound == "time"


def test_answers_give_more_time() -> None:
    assert ends(lambda meter: (meter.began(["a"]), meter.answered(), burn(1.5))).bound is None


@pytest.mark.parametrize("work", [lambda _: bytearray(400 * 2**20), lambda _: [bytes(2**20) for _ in range(400)]])
def test_too_much_memory(work: Callable[[Meter], object]) -> None:
    assert ends(work).bound == "memory"


def test_a_crash_in_c() -> None:
    assert ends(lambda _: os.kill(os.getpid(), signal.SIGSYS)).bound == "crash"


def test_silence() -> None:
    silent = Limits(seconds=9, memory=LIMITS.memory, wait=0.2, answer=0)
    assert ends(lambda _: time.sleep(60), silent).bound == "time"


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    def write(_meter: Meter) -> None:
        with pytest.raises(OSError, match="too large"):
            (tmp_path / "x").write_bytes(b"x")

    assert ends(write).code == 3


def test_a_torn_line_is_no_answer() -> None:
    assert ended([b'{"files": ["a"]}', b'{"answ'], -9, late=False) == Ended(-9, "memory", ("a",))


def test_a_free_meter_counts_nothing() -> None:
    FREE.began(["a"])
    FREE.answered()
