"""The executor: everything due is done once, nothing bad holds up the rest."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from engine import audit, idempotency, incident, job, job_executor, process_instance, user_task
from engine.errors import NotFound
from engine.handler import BpmnError, Finding, Job, Result, Retry
from engine.house import House
from tests.engine.setting import (
    ANN,
    CHECK,
    END,
    EVE,
    HOUR,
    MONDAY,
    REVIEW,
    START,
    Clock,
    bpmn,
    check,
    deploy,
    flow,
    service_task,
)
from tests.engine.setting import (
    user_task as task,
)

MINUTE = timedelta(minutes=1)


def begin(house: House, process_id: str = "check", **variables: object) -> str:
    """A new case."""
    return house.perform(lambda tx: process_instance.start(tx, process_id, variables=variables, actor=ANN, at=MONDAY))


def state(house: House, key: str) -> str:
    """The state of a case."""
    with house.reading() as tx:
        return str(process_instance.get(tx, key)["state"])


def events(house: House, key: str, type: str) -> list[dict[str, object]]:
    """The bodies of the events of one type."""
    with house.reading() as tx:
        return [dict(one.event.body) for one in process_instance.history(tx, key) if one.event.type == type]


@pytest.fixture
def played(build: Callable[..., House]) -> Callable[..., House]:
    """A house that plays `check` with a handler, and `review`."""

    def with_handler(run: Callable[[Job], Result]) -> House:
        house = build(handlers=check("office.check", run))
        with house.transaction() as tx:
            deploy(tx, CHECK)
            deploy(tx, REVIEW)
        return house

    return with_handler


def test_should_run_a_handler_with_the_case_and_record_its_result(played: Callable[..., House]) -> None:
    seen: list[Job] = []

    def run(job: Job) -> Result:
        seen.append(job)
        return Result(findings=[Finding(item="方案", verdict="存疑", clauses=("26",))], variables={"score": 7})

    house = played(run)
    key = begin(house, no="HA-1")
    assert job_executor.run_instance(house, key, MONDAY) == 1
    assert state(house, key) == "completed"
    assert (seen[0].type, seen[0].variables, seen[0].parameters) == ("office.check", {"no": "HA-1"}, {"T05": 5})
    with house.reading() as tx:
        assert process_instance.variables(tx, key)["score"] == 7
        [found] = audit.findings(tx, key)
    assert (found["item"], found["verdict"], found["clauses"], found["element_id"]) == ("方案", "存疑", ["26"], "look")


def test_should_fire_a_timer_once_and_not_early(played: Callable[..., House]) -> None:
    house = played(lambda job: Result())
    key = begin(house, "review")
    assert job_executor.next_due(house) == MONDAY + HOUR
    assert job_executor.run_due(house, MONDAY + HOUR - MINUTE) == 0
    assert job_executor.run_due(house, MONDAY + 30 * 24 * HOUR) == 1
    assert job_executor.run_due(house, MONDAY + 60 * 24 * HOUR) == 0
    assert [body["due_at"] for body in events(house, key, "timer_triggered")] == ["2027-01-04T02:00:00.000000Z"]
    assert job_executor.next_due(house) is None


def test_should_fire_each_of_many_timers_once_when_two_executors_run(played: Callable[..., House]) -> None:
    house = played(lambda job: Result())
    keys = [begin(house, "review") for _ in range(5)]
    threads = [threading.Thread(target=job_executor.run_due, args=(house, MONDAY + HOUR)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    job_executor.run_due(house, MONDAY + 2 * HOUR)
    assert [len(events(house, key, "timer_triggered")) for key in keys] == [1] * 5


def test_should_take_up_a_job_whose_executor_died(played: Callable[..., House]) -> None:
    house = played(lambda job: Result())
    key = begin(house)
    with house.reading() as tx:
        [row] = job.due(tx, MONDAY)
    assert house.perform(lambda tx: job.lock(tx, row["key"], "the dead", MONDAY, house.lease))
    assert job_executor.run_due(house, MONDAY + MINUTE) == 0
    assert job_executor.run_due(house, MONDAY + house.lease) == 1
    assert state(house, key) == "completed"


def test_should_drop_the_result_of_an_executor_that_lost_its_lease(played: Callable[..., House]) -> None:
    def slow(task: Job) -> Result:
        later = MONDAY + house.lease
        assert house.perform(lambda tx: job.lock(tx, task.id, "another", later, house.lease))
        return Result(variables={"by": "the slow one"})

    house = played(slow)
    key = begin(house)
    assert job_executor.run_due(house, MONDAY) == 0
    assert state(house, key) == "active"
    assert events(house, key, "job_completed") == []


def test_should_retry_then_open_an_incident_then_resolve_it(played: Callable[..., House]) -> None:
    broken = [True]

    def run(job: Job) -> Result:
        if broken[0]:
            raise ConnectionError("no line to the ministry")
        return Result()

    house = played(run)
    key = begin(house)
    now = MONDAY
    for left in (2, 1, 0):
        assert job_executor.run_due(house, now) == 1
        assert job_executor.run_due(house, now) == 0
        assert events(house, key, "job_failed")[-1]["retries"] == left
        now += 3 * HOUR
    with house.reading() as tx:
        [found] = incident.list_open(tx)
    assert (found["code"], found["instance_key"], found["element_id"]) == ("job.no_retries", key, "look")
    assert "ConnectionError: no line to the ministry" in found["data"]["message"]
    broken[0] = False
    house.perform(lambda tx: incident.resolve(tx, found["key"], actor=EVE, at=now, reason="line is back"))
    assert job_executor.run_due(house, now) == 1
    assert state(house, key) == "completed"
    with house.reading() as tx:
        assert incident.list_open(tx) == []
        assert incident.get(tx, found["key"])["resolved_by"] == "eve"
        assert audit.replay(tx, key) == []
    assert audit.rebuild(house) == []


def test_should_wait_as_long_as_a_handler_asks_and_keep_its_attempts(played: Callable[..., House]) -> None:
    tries: list[int] = []

    def run(job: Job) -> Result:
        tries.append(1)
        if len(tries) == 1:
            raise Retry("closed at night", after=8 * HOUR)
        return Result()

    house = played(run)
    key = begin(house)
    assert job_executor.run_due(house, MONDAY) == 1
    assert job_executor.run_due(house, MONDAY + 7 * HOUR) == 0
    assert job_executor.run_due(house, MONDAY + 8 * HOUR) == 1
    assert events(house, key, "job_failed")[0]["retries"] == 3
    assert state(house, key) == "completed"


@pytest.mark.parametrize("result", [None, Result(variables={"ratio": 0.5}), Result(variables={"when": object()})])
def test_should_count_a_result_that_is_none_as_a_failure(played: Callable[..., House], result: Result) -> None:
    house = played(lambda job: result)
    key = begin(house)
    job_executor.run_due(house, MONDAY)
    assert events(house, key, "job_failed")[0]["retries"] == 2
    assert state(house, key) == "active"


def test_should_open_an_incident_for_a_type_that_nobody_handles(build: Callable[..., House]) -> None:
    house = build()
    with house.transaction() as tx:
        deploy(tx, CHECK)
    key = begin(house)
    job_executor.run_due(house, MONDAY)
    with house.reading() as tx:
        assert [found["instance_key"] for found in incident.list_open(tx)] == [key]


def test_should_let_an_error_boundary_decide(build: Callable[..., House]) -> None:
    def run(job: Job) -> Result:
        raise BpmnError("UNREADABLE", "附件打不开")

    house = build(handlers=check("office.check", run))
    with house.transaction() as tx:
        deploy(tx, bpmn(
            "check", START, service_task("look"), END, flow("start", "look"), flow("look", "end"),
            '<bpmn:boundaryEvent id="bad" attachedToRef="look"><bpmn:errorEventDefinition errorRef="error"/>'
            "</bpmn:boundaryEvent>", task("ask"), flow("bad", "ask"), flow("ask", "end"),
            before='<bpmn:error id="error" errorCode="UNREADABLE"/>',
        ))
    key = begin(house)
    assert job_executor.run_instance(house, key, MONDAY) == 1
    with house.reading() as tx:
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["ask"]


def test_should_not_let_one_bad_job_hold_up_the_others(played: Callable[..., House]) -> None:
    def run(job: Job) -> Result:
        if job.variables.get("poison"):
            raise RuntimeError("poison")
        return Result()

    house = played(run)
    bad = [begin(house, poison=True) for _ in range(3)]
    good = begin(house)
    job_executor.run_due(house, MONDAY)
    assert state(house, good) == "completed"
    assert {state(house, key) for key in bad} == {"active"}


def test_should_do_nothing_about_a_job_that_is_gone(played: Callable[..., House]) -> None:
    house = played(lambda job: Result())
    key = begin(house)
    with house.reading() as tx:
        [row] = job.due(tx, MONDAY)
    house.perform(lambda tx: process_instance.terminate(tx, key, "withdrawn", ANN, MONDAY))
    assert not job_executor.run(house, row["key"], MONDAY)
    with house.reading() as tx, pytest.raises(NotFound):
        job.get(tx, "10009999")


def test_should_begin_each_lease_when_its_turn_comes(played: Callable[..., House]) -> None:
    seen: list[str] = []

    def slow(task: Job) -> Result:
        clock.now += house.lease
        with house.reading() as tx:
            seen.extend(row["key"] for row in job.due(tx, clock.now - MINUTE) if row["key"] == task.id)
        return Result()

    house, clock = played(slow), Clock()
    keys = [begin(house) for _ in range(3)]
    assert len(list(job_executor.work(house, clock))) == 3
    assert seen == []
    ends = [one["ended_at"] for key in keys for one in [case(house, key)]]
    assert len(set(ends)) == 3


def case(house: House, key: str) -> dict[str, object]:
    """The row of a case."""
    with house.reading() as tx:
        return process_instance.get(tx, key)


def test_should_stop_between_two_pieces_of_work(played: Callable[..., House]) -> None:
    house = played(lambda job: Result())
    keys = [begin(house) for _ in range(3)]
    next(job_executor.work(house, Clock()))
    assert [state(house, key) for key in keys] == ["completed", "active", "active"]


def test_should_leave_no_lock_behind_when_the_case_went_on_without_it(played: Callable[..., House]) -> None:
    def withdrawn(task: Job) -> Result:
        house.perform(lambda tx: process_instance.terminate(tx, key, "withdrawn", ANN, MONDAY))
        return Result()

    house = played(withdrawn)
    key = begin(house)
    with house.reading() as tx:
        [row] = job.due(tx, MONDAY)
    assert not job_executor.run(house, row["key"], MONDAY)
    assert house.perform(lambda tx: job.lock(tx, row["key"], "anybody", MONDAY, house.lease))


def test_should_forget_answers_and_messages_that_had_their_time(played: Callable[..., House]) -> None:
    house = played(lambda job: Result())
    house.perform(lambda tx: idempotency.remember(tx, "k", "ann", "POST", "done", at=MONDAY))
    for later, known in ((house.answers_kept, "done"), (house.answers_kept + MINUTE, None)):
        job_executor.tidy(house, MONDAY + later)
        with house.reading() as tx:
            assert idempotency.answered(tx, "k", "ann", "POST") == known


def test_should_not_run_a_handler_whose_job_another_executor_has_done(played: Callable[..., House]) -> None:
    runs: list[str] = []

    def run(job: Job) -> Result:
        runs.append(job.id)
        return Result()

    house = played(run)
    begin(house)
    with house.reading() as tx:
        [row] = job.due(tx, MONDAY)
    # Both have seen the job; the second comes when the first is through.
    assert [job_executor.run(house, row["key"], MONDAY) for _ in range(2)] == [True, False]
    assert len(runs) == 1
