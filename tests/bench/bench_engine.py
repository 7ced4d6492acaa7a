"""What a durable step costs: a user task completed through the engine, against SpiffWorkflow in memory and a bare commit.

Run `python -m tests.bench.bench_engine`. Absolute times depend on the machine; the ratios of one run are what to compare.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import insert

from engine import process_instance, user_task
from engine.house import House
from engine.store.schema import counter
from tests.engine.setting import ANN, END, LOOP, MONDAY, START, bpmn, deploy, flow, house

#: Steps after which a step is measured, and how many steps around are taken together.
MARKS = (10, 100, 1000)
WINDOW = 10
#: SpiffWorkflow's own parser recurses: longer chains than this it cannot read.
CHAIN = 120


def engine_steps(house: House) -> Iterator[float]:
    """Seconds of each completion in one case that loops; the task is looked up outside the clock."""
    with house.transaction() as tx:
        deploy(tx, LOOP)
        case = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
    while True:
        with house.reading() as tx:
            [task] = user_task.search(tx, instance_key=case, state="created")

        def step(key: str = task["key"], version: int = task["version"]) -> None:
            house.perform(lambda tx: user_task.complete(
                tx, key, variables={"more": True}, actor=ANN, at=MONDAY, version=version
            ))

        yield seconds(step)


def library_steps() -> Iterator[float]:
    """Seconds of each completion in SpiffWorkflow, in memory: a plain chain of user tasks."""
    names = [f"task{number}" for number in range(CHAIN)]
    drawn = [f'<bpmn:userTask id="{name}"/>' for name in names]
    flows = [flow(source, target) for source, target in zip(["start", *names], [*names, "end"], strict=True)]
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(bpmn("chain", START, *drawn, END, *flows))).getroot())
    workflow = BpmnWorkflow(parser.get_spec("chain"))
    workflow.do_engine_steps()

    def step() -> None:
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data["more"] = True
        task.run()
        workflow.do_engine_steps()

    for _ in names:
        yield seconds(step)


def commits(house: House) -> Iterator[float]:
    """Seconds of one durable transaction with a single row."""
    number = 0
    while True:
        number += 1

        def step(name: str = f"bench {number}") -> None:
            with house.database.transaction() as connection:
                connection.execute(insert(counter), {"name": name, "value": 1})

        yield seconds(step)


def seconds(step: Callable[[], object]) -> float:
    """How long a step takes."""
    before = time.perf_counter()
    step()
    return time.perf_counter() - before


def at_marks(steps: Iterator[float]) -> dict[int, float]:
    """The median of the steps up to each mark."""
    taken: list[float] = []
    found = {}
    for taken_now in steps:
        taken.append(taken_now)
        if len(taken) in MARKS:
            found[len(taken)] = statistics.median(taken[-WINDOW:])
        if len(taken) == MARKS[-1]:
            break
    return found


def main() -> None:
    """Print one line for each mark."""
    with tempfile.TemporaryDirectory() as folder:
        built = house(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        engine, commit, library = at_marks(engine_steps(built)), at_marks(commits(built)), at_marks(library_steps())
        built.database.close()
    print(f"{'steps':>6} {'engine ms':>10} {'commit ms':>10} {'library ms':>11} {'per commit':>11} {'per library':>12}")
    for mark in MARKS:
        alone = library.get(mark)
        shown = (f"{alone * 1000:11.2f}", f"{engine[mark] / alone:12.1f}") if alone else (f"{'-':>11}", f"{'-':>12}")
        print(f"{mark:6} {engine[mark] * 1000:10.2f} {commit[mark] * 1000:10.2f} {shown[0]} "
              f"{engine[mark] / commit[mark]:11.1f} {shown[1]}")
    print(f"a step after {MARKS[-1]} costs {engine[MARKS[-1]] / engine[MARKS[0]]:.2f} times one after {MARKS[0]}")


if __name__ == "__main__":
    main()
