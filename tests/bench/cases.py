"""What the benchmarks of the engine share: durable databases, diagrams, cases, and a step of each."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from engine import process_instance, user_task
from engine.house import House
from tests.engine.setting import ANN, END, LOOP, MONDAY, START, bpmn, deploy, flow
from tests.engine.setting import house as opened
from tests.engine.setting import user_task as drawn
from tests.postgresql import Server

__all__ = ["CHAIN", "LOOP", "Times", "begin", "chain", "complete", "databases", "opened", "tasks"]

#: User tasks of the chain that SpiffWorkflow plays, too: its parser recurses and cannot read much longer ones.
CHAIN = 120
#: A server as it is run: what was committed is on the disk.
DURABLE = {"log_min_messages": "panic", "fsync": "on", "full_page_writes": "on", "shared_buffers": "128MB"}


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """For each kind of database a function that makes an empty one and gives its URL."""
    server = Server(**DURABLE)
    try:
        with tempfile.TemporaryDirectory() as folder:
            numbers = iter(range(1_000))
            yield {
                "sqlite": lambda: f"sqlite:///{Path(folder) / f'bench{next(numbers)}.sqlite3'}",
                "postgresql": server.create,
            }
    finally:
        server.remove()


def chain(tasks: int = CHAIN) -> bytes:
    """User tasks one after the other."""
    names = [f"task{number}" for number in range(tasks)]
    flows = [flow(source, target) for source, target in zip(["start", *names], [*names, "end"], strict=True)]
    return bpmn("chain", START, *[drawn(name) for name in names], END, *flows)


def begin(house: House, content: bytes, process_id: str, cases: int = 1) -> list[str]:
    """Deploy a diagram and start cases of it."""
    with house.transaction() as tx:
        deploy(tx, content)
        return [process_instance.start(tx, process_id, variables={}, actor=ANN, at=MONDAY) for _ in range(cases)]


def tasks(house: House, case: str) -> list[tuple[str, int]]:
    """Key and version of each open task."""
    with house.reading() as tx:
        found = user_task.search(tx, instance_key=case, state="created", limit=10_000)
    return [(task["key"], task["version"]) for task in found]


def complete(house: House, key: str, version: int | None = None) -> None:
    """One durable step with everything that belongs to it: the right to it, history, chain, projections, snapshot."""
    house.perform(lambda tx: user_task.complete(
        tx, key, variables={"more": True}, actor=ANN, at=MONDAY, version=version
    ))


@dataclass
class Times:
    """Milliseconds of steps: by the clock, and of this process's processor alone, which neighbours and disks disturb less."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, step: Callable[[], object]) -> None:
        """Time one step."""
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)

    def since(self, number: int) -> Times:
        """The steps after so many."""
        return Times(self.wall[number:], self.cpu[number:])

    @property
    def middle(self) -> tuple[float, float]:
        """The medians: wall, processor."""
        return statistics.median(self.wall), statistics.median(self.cpu)

    def percentile(self, hundredth: int) -> float:
        """The wall time below which so many of a hundred lie."""
        return sorted(self.wall)[min(len(self.wall) - 1, len(self.wall) * hundredth // 100)]
