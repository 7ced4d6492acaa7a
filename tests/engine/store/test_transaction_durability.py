"""What was acknowledged survives a killed process, and what was not is not half there."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from engine import audit, process_instance, user_task
from engine.house import House
from tests.engine.setting import ANN, LOOP, MONDAY, deploy, house

ROOT = Path(__file__).parents[3]
#: Completions that are acknowledged before the process is killed.
ACKNOWLEDGED = 12


def work(url: str, case: str) -> None:
    """Complete the open task of a case for ever; say so after each commit."""
    mine = house(url)
    number = 0
    while True:
        number += 1
        with mine.transaction() as tx:
            [task] = user_task.search(tx, instance_key=case, state="created")
            user_task.complete(tx, task["key"], variables={"more": True, "n": number}, actor=ANN, at=MONDAY)
        sys.stdout.write(f"{task['key']}\n")
        sys.stdout.flush()


def kill_once(mine: House, url: str, acknowledgements: int) -> None:
    """Kill a process at work after so many acknowledgements; what it acknowledged is there, in order, and nothing is half."""
    with mine.transaction() as tx:
        case = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
    program = f"from tests.engine.store.test_transaction_durability import work; work({url!r}, {case!r})"
    worker = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert worker.stdout is not None
    acknowledged = [worker.stdout.readline().strip() for _ in range(acknowledgements)]
    worker.send_signal(signal.SIGKILL)
    acknowledged += worker.stdout.read().split()
    worker.stdout.close()
    worker.wait()
    with mine.reading() as tx:
        told = [one.event for one in process_instance.history(tx, case) if one.event.type == "user_task_completed"]
        completed = [event.element_instance_key for event in told]
        # One more may have been committed before it could be acknowledged.
        assert completed[:len(acknowledged)] == acknowledged
        assert len(completed) - len(acknowledged) in (0, 1)
        assert len(user_task.search(tx, instance_key=case, state="created")) == 1
        assert audit.verify(tx, case) == [] == audit.replay(tx, case)


def test_should_keep_what_was_acknowledged_when_the_process_is_killed(
    build: Callable[..., House], database_url: str
) -> None:
    mine = build()
    with mine.transaction() as tx:
        deploy(tx, LOOP)
    kill_once(mine, database_url, ACKNOWLEDGED)
    assert audit.rebuild(mine) == []
