"""What stays: bytes of database per finished case, memory of a process over many completions; and what replay costs.

`BENCH_COMPLETIONS` is the number of completions over which memory is watched; 100,000 is the long form.
"""

from __future__ import annotations

import os
import resource
import time
from datetime import timedelta
from functools import partial

from sqlalchemy import text

from engine import audit, job, process_instance
from engine.handler import Result
from engine.house import House
from engine.store import snapshots
from tests.bench.cases import LOOP, Times, begin, complete, databases, opened, tasks
from tests.engine.setting import ANN, END, MONDAY, START, bpmn, deploy, flow, service_task, user_task

COMPLETIONS = int(os.environ.get("BENCH_COMPLETIONS", "2000"))
#: Completions of one case before the next begins.
ROUNDS = 1_000
CASES = 60
#: The case of six human and two service tasks.
STEPS = ("h1", "h2", "s1", "h3", "h4", "s2", "h5", "h6")
VOTERS, VOTES = 1_000, 30
VOTING = bpmn(
    "voting", START, '<bpmn:userTask id="vote" name="vote"><bpmn:extensionElements><zeebe:userTask/>'
    '<zeebe:assignmentDefinition candidateGroups="reviewer"/></bpmn:extensionElements>'
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>"
    '<zeebe:loopCharacteristics inputCollection="=for number in 1..1000 return number" inputElement="voter" outputCollection="votes" '
    'outputElement="=more"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>',
    END, flow("start", "vote"), flow("vote", "end"),
)


def finish(house: House) -> None:
    """Play one case of six human and two service tasks to its end."""
    with house.transaction() as tx:
        case = process_instance.start(tx, "case", variables={"project_no": "HA-1", "cost": 380}, actor=ANN, at=MONDAY,
                                      business_key="HA-1")
    for step in STEPS:
        if step.startswith("h"):
            [(key, version)] = tasks(house, case)
            complete(house, key, version)
        else:
            with house.reading() as tx:
                [row] = job.due(tx, MONDAY, instance_key=case)
            house.perform(partial(job.complete, key=row["key"], result=Result(variables={step: "ok"}), at=MONDAY))


def size(house: House) -> int:
    """Bytes of the whole database."""
    with house.reading() as tx:
        if house.database.dialect == "postgresql":
            return int(tx.connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        pages = tx.connection.execute(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
        return int(pages.scalar_one())


def compact(house: House) -> None:
    """Give back the pages that packing left empty, as new cases would fill them."""
    command = "VACUUM FULL" if house.database.dialect == "postgresql" else "VACUUM"
    with house.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.cursor().execute(command)


def bytes_per_case(kind: str, house: House) -> None:
    """How much a finished case leaves."""
    drawn = [user_task(step) if step.startswith("h") else service_task(step) for step in STEPS]
    flows = [flow(source, target) for source, target in zip(["start", *STEPS], [*STEPS, "end"], strict=True)]
    with house.transaction() as tx:
        deploy(tx, bpmn("case", START, *drawn, END, *flows))
    finish(house)
    compact(house)
    before = size(house)
    for _ in range(CASES):
        finish(house)
    grown = size(house) - before
    process_instance.pack_ended(house, MONDAY + timedelta(days=1))
    compact(house)
    packed = (size(house) - before) / CASES
    what = "kB of database a finished case of 6 human and 2 service tasks"
    print(f"{kind}: {grown / CASES / 1000:.1f} {what} in rows, {packed / 1000:.1f} once it is packed")


def memory(kind: str, house: House) -> None:
    """How much a process grows while it completes tasks; a tenth of them warm it up."""
    grown, done, case = 0, 0, ""
    while done < COMPLETIONS:
        if done % ROUNDS == 0:
            [case] = begin(house, LOOP, "loop")
        [(key, version)] = tasks(house, case)
        complete(house, key, version)
        done += 1
        if done == COMPLETIONS // 10:
            grown = peak()
    print(f"{kind}: peak memory {peak()} kB after {COMPLETIONS:,} completions, {peak() - grown} kB more than after a tenth")


def peak() -> int:
    """The process's peak memory in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def replay(kind: str, house: House) -> None:
    """What it costs to play facts again: with the comparison of every consequence, and to get a lost snapshot back."""
    [case] = begin(house, LOOP, "loop")
    for _ in range(ROUNDS):
        [(key, version)] = tasks(house, case)
        complete(house, key, version)
    with house.reading() as tx:
        before = time.perf_counter()
        assert audit.replay(tx, case) == []
        compared = time.perf_counter() - before
    with house.transaction() as tx:
        snapshots.forget(tx, case)
    [(key, version)] = tasks(house, case)
    before = time.perf_counter()
    complete(house, key, version)
    lost = time.perf_counter() - before
    print(f"{kind}: replay of {ROUNDS:,} facts {compared:.2f} s, {compared * 1000 / ROUNDS:.2f} ms a fact; a step that finds no "
          f"snapshot {lost:.2f} s, {lost * 1000 / ROUNDS:.2f} ms a fact")


def votes(kind: str, house: House) -> None:
    """What a vote costs when a thousand people review at the same time."""
    [case] = begin(house, VOTING, "voting")
    open_tasks = tasks(house, case)
    assert len(open_tasks) == VOTERS
    times = Times()
    for key, version in open_tasks[:VOTES]:
        times.take(partial(complete, house, key, version))
    print(f"{kind}: a vote of {VOTERS:,} {times.middle[0]:.2f} ms ({times.middle[1]:.2f} of the processor)")


def main() -> None:
    """Measure both kinds of database."""
    with databases() as kinds:
        for kind, create in kinds.items():
            house = opened(create())
            for benchmark in (bytes_per_case, replay, votes, memory):
                benchmark(kind, house)
            house.database.close()


if __name__ == "__main__":
    main()
