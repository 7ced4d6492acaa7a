"""What a completed user task costs by the length of the history, against a bare commit and SpiffWorkflow in memory.

Hot: the process has played before. Cold: a new process without connection or compiled definition completes its first task.
Each figure is the median by the clock and, in brackets, of the process's own processor time. Both are milliseconds.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import insert

from engine.house import House
from engine.store.schema import counter
from tests.bench.cases import CHAIN, LOOP, Times, begin, chain, complete, databases, opened, tasks

#: Completed user tasks after which a step is measured.
MARKS = (10, 100, 500, 1000, 2000)
#: Steps after a mark that are taken together, and cold starts.
WINDOW, COLD = 40, 5
#: Steps of a chain that are left out of its median: the first ones warm up.
WARM = 10
COMMITS = 300


def play(house: House, case: str, number: int) -> Times:
    """So many completions in one case; the task is looked up outside the clock."""
    times = Times()
    for _ in range(number):
        [(key, version)] = tasks(house, case)
        times.take(partial(complete, house, key, version))
    return times


def library() -> Times:
    """Completions of the chain in SpiffWorkflow, in memory."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(chain())).getroot())
    workflow = BpmnWorkflow(parser.get_spec("chain"))
    workflow.do_engine_steps()

    def step() -> None:
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data["more"] = True
        task.run()
        workflow.do_engine_steps()

    times = Times()
    for _ in range(CHAIN):
        times.take(step)
    return times.since(WARM)


def commits(house: House) -> Times:
    """Durable transactions with a single row."""

    def commit(number: int) -> None:
        with house.database.transaction() as connection:
            connection.execute(insert(counter), {"name": f"bench {number}", "value": 1})

    times = Times()
    for number in range(COMMITS):
        times.take(partial(commit, number))
    return times


def cold(url: str, case: str) -> Times:
    """First completions, each by a house that has just been opened."""
    times = Times()
    for _ in range(COLD):
        house = opened(url, migrated=True)
        [(key, version)] = tasks(house, case)
        house.database.close()
        house = opened(url, migrated=True)
        times.take(partial(complete, house, key, version))
        house.database.close()
    return times


def measure(kind: str, url: str) -> None:
    """Print the lines of one kind of database."""
    house = opened(url)
    [case] = begin(house, LOOP, "loop")
    bare, every, done = commits(house), Times(), 0
    print(f"{kind}: a bare commit {shown(bare)}, p99 {bare.percentile(99):.2f}")
    first: tuple[Times, Times] | None = None
    for mark in MARKS:
        every.wall += play(house, case, mark - done).since(WARM).wall
        hot, new = play(house, case, WINDOW), cold(url, case)
        done = mark + WINDOW + COLD
        first = first or (hot, new)
        print(f"  after {mark:5} tasks hot {shown(hot)}: {over(hot, bare)} commits, {over(hot, first[0])} of that at "
              f"{MARKS[0]}; cold {shown(new)}: {over(new, first[1])} of that at {MARKS[0]}")
    low, high = every.percentile(50), every.percentile(99)
    print(f"  of {len(every.wall)} hot steps p50 {low:.2f}, p99 {high:.2f}: {high / low:.1f} times")
    [other] = begin(house, chain(), "chain")
    # In turns, so that both meet the machine in the same mood.
    alone, played = library(), play(house, other, CHAIN // 2)
    alone, played = add(alone, library()), add(played, play(house, other, CHAIN - CHAIN // 2)).since(WARM)
    print(f"  a chain of {CHAIN} user tasks {shown(played)}, SpiffWorkflow in memory {shown(alone)}: "
          f"{over(alone, played)} of its completions per second; by the fastest tenth of each "
          f"{alone.percentile(10) / played.percentile(10):.2f}")
    house.database.close()


def shown(times: Times) -> str:
    """Medians."""
    return "{:.2f} ({:.2f})".format(*times.middle)


def over(times: Times, others: Times) -> str:
    """The ratio of two medians."""
    return f"{times.middle[0] / others.middle[0]:.2f} ({times.middle[1] / others.middle[1]:.2f})"


def add(times: Times, more: Times) -> Times:
    """Both together."""
    return Times(times.wall + more.wall, times.cpu + more.cpu)


def main() -> None:
    """Measure both kinds of database."""
    with databases() as kinds:
        for kind, create in kinds.items():
            measure(kind, create())


if __name__ == "__main__":
    main()
