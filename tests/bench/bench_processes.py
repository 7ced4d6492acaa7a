"""Completions per second of one process and of two, each with cases of its own; the turns of one and two alternate.

Two processes need two free processors: on a busy machine the ratio says more about the neighbours than about the engine.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from subprocess import PIPE, Popen

from tests.bench.cases import LOOP, begin, complete, databases, opened, tasks

#: Seconds that one measurement lasts, and how often one and two processes take turns.
LASTS, TURNS = 2.0, 5


def work(url: str, case: str) -> None:
    """Complete tasks when told to, for the seconds told, and say how many."""
    house = opened(url, migrated=True)
    for told in sys.stdin:
        done, end = 0, time.perf_counter() + float(told)
        while time.perf_counter() < end:
            [(key, version)] = tasks(house, case)
            complete(house, key, version)
            done += 1
        print(done, flush=True)


def together(workers: list[Popen[str]]) -> float:
    """Completions per second of workers that run at the same time."""
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(f"{LASTS}\n")
        worker.stdin.flush()
    return sum(int(worker.stdout.readline()) for worker in workers if worker.stdout) / LASTS


def measure(kind: str, url: str) -> None:
    """Print the line of one kind of database."""
    house = opened(url)
    cases = begin(house, LOOP, "loop", 2)
    house.database.close()
    program = "import sys; from tests.bench.bench_processes import work; work(*sys.argv[1:])"
    workers = [Popen([sys.executable, "-c", program, url, case], stdin=PIPE, stdout=PIPE, text=True) for case in cases]
    together(workers)
    pairs = [(together(workers[:1]), together(workers)) for _ in range(TURNS)]
    for worker in workers:
        worker.communicate()
    one, two = (statistics.median(figures) for figures in zip(*pairs, strict=True))
    ratios = sorted(both / alone for alone, both in pairs)
    print(f"{kind}: one process {one:.0f} completions a second, two {two:.0f}: {statistics.median(ratios):.2f} times "
          f"(from {ratios[0]:.2f} to {ratios[-1]:.2f}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")


def main() -> None:
    """Measure both kinds of database."""
    with databases() as kinds:
        for kind, create in kinds.items():
            measure(kind, create())


if __name__ == "__main__":
    main()
