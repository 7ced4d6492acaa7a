"""Jobs: locked by one, completed once, their documents numbered without gaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engine import audit, job, process_instance
from engine.errors import Conflict, Invalid, NotFound
from engine.handler import Change, Document, Number, Result
from engine.house import House, Tx
from tests.engine.setting import ANN, CHECK, END, HOUR, MONDAY, REVIEW, START, bpmn, deploy, flow, service_task

LEASE = timedelta(minutes=5)
#: A check with headers and an input of its own, inside a sub-process.
INNER = bpmn(
    "inner", START, END, flow("start", "sub"), flow("sub", "end"),
    '<bpmn:subProcess id="sub"><bpmn:startEvent id="in"/>', service_task(
        "look", extra='<zeebe:taskHeaders><zeebe:header key="scope" value="all"/></zeebe:taskHeaders>'
        '<zeebe:ioMapping><zeebe:input source="=amount * 2" target="twice"/></zeebe:ioMapping>',
    ), flow("in", "look"), "</bpmn:subProcess>",
)


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `check`, `review` and `inner`."""
    house = build()
    with house.transaction() as tx:
        for content in (CHECK, REVIEW, INNER):
            deploy(tx, content)
    return house


def begin(tx: Tx, process_id: str = "check", **variables: object) -> str:
    """The key of the first job of a new case."""
    case = process_instance.start(tx, process_id, variables=variables, actor=ANN, at=MONDAY, business_key="HA-1")
    return str(job.waiting(tx, case)[0]["key"])


def test_should_offer_due_jobs_earliest_first(house: House) -> None:
    with house.transaction() as tx:
        timer, check = begin(tx, "review"), begin(tx)
        assert [row["key"] for row in job.due(tx, MONDAY)] == [check]
        assert [row["key"] for row in job.due(tx, MONDAY + HOUR)] == [check, timer]
        assert [row["key"] for row in job.waiting(tx)] == [check, timer]
        assert [row["key"] for row in job.due(tx, MONDAY + HOUR, limit=1)] == [check]
        assert job.next_due(tx) == MONDAY


def test_should_lock_for_one_until_the_lease_is_over(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        assert job.lock(tx, key, "one", MONDAY, LEASE)
        assert not job.lock(tx, key, "two", MONDAY + LEASE / 2, LEASE)
        assert job.due(tx, MONDAY + LEASE / 2) == []
        assert job.lock(tx, key, "two", MONDAY + LEASE, LEASE)
        job.unlock(tx, key, "one")
        assert job.due(tx, MONDAY + LEASE) == []
        job.unlock(tx, key, "two")
        assert len(job.due(tx, MONDAY + LEASE)) == 1


def test_should_give_the_handler_what_the_element_sees(house: House) -> None:
    with house.transaction() as tx:
        built = job.build(tx, begin(tx, "inner", amount=200), MONDAY)
    assert built.variables == {"amount": 200, "twice": 400}
    assert (built.headers, built.business_key, built.at) == ({"scope": "all"}, "HA-1", MONDAY)
    assert built.registers.get("unit", "U1") is None
    assert built.registers.find("unit") == ()


def test_should_complete_once(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        job.complete(tx, key, Result(variables={"ok": True}), at=MONDAY)
        assert job.get(tx, key)["state"] == "completed"
        with pytest.raises(Conflict):
            job.complete(tx, key, Result(), at=MONDAY)
        with pytest.raises(Conflict):
            job.fail(tx, key, "late", at=MONDAY, retries=1)
        with pytest.raises(Conflict):
            job.throw_error(tx, key, "E", "late", at=MONDAY)


def test_should_not_complete_a_job_that_has_no_attempts_left(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        job.fail(tx, key, "broken", at=MONDAY, retries=0)
        assert job.due(tx, MONDAY) == []
        with pytest.raises(Conflict):
            job.complete(tx, key, Result(), at=MONDAY)


def test_should_not_fire_a_timer_early_or_twice(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx, "review")
        with pytest.raises(Conflict, match=r"timer\.early"):
            job.fire_timer(tx, key, MONDAY)
        job.fire_timer(tx, key, MONDAY + HOUR)
        with pytest.raises(Conflict):
            job.fire_timer(tx, key, MONDAY + HOUR)


def test_should_number_documents_without_gaps_in_each_year(house: House) -> None:
    issued = Result(documents=[Document(kind="D-22", organ="data_bureau", title="备案回执")] * 2)
    with house.transaction() as tx:
        keys = [begin(tx), begin(tx), begin(tx)]
        job.complete(tx, keys[0], issued, at=MONDAY)
    with pytest.raises(RuntimeError), house.transaction() as tx:
        job.complete(tx, keys[1], issued, at=MONDAY)
        raise RuntimeError
    with house.transaction() as tx:
        job.complete(tx, keys[1], issued, at=MONDAY)
        job.complete(tx, keys[2], issued, at=MONDAY + 400 * 24 * HOUR)
        numbers = [
            document["number"] for key in keys for document in audit.documents(tx, job.get(tx, key)["instance_key"])
        ]
    assert numbers == [f"淮数审〔2027〕{n}号" for n in (1, 2, 3, 4)] + ["淮数审〔2028〕1号", "淮数审〔2028〕2号"]


def test_should_give_the_same_number_wherever_a_result_names_it_and_the_next_to_the_next(house: House) -> None:
    no, other = Number("HA-2027-J-{:04}", after=36), Number("HA-2027-G-{:04}")
    result = Result(
        variables={"project_no": no, "rows": [{"no": no}]}, records=[Change(register="project", key=no, fields={"name": other})],
    )
    told = []
    for _ in range(2):
        with house.transaction() as tx:
            key = begin(tx)
            job.complete(tx, key, result, at=MONDAY)
            history = process_instance.history(tx, job.get(tx, key)["instance_key"])
            told += [one.event.body for one in history if one.event.type == "job_completed"]
    assert [body["variables"]["project_no"] for body in told] == ["HA-2027-J-0037", "HA-2027-J-0038"]
    first = told[0]
    assert first["variables"]["rows"] == [{"no": "HA-2027-J-0037"}]
    assert (first["records"][0]["key"], first["records"][0]["fields"]) == ("HA-2027-J-0037", {"name": "HA-2027-G-0001"})


def test_should_not_issue_a_kind_that_the_house_does_not_know(house: House) -> None:
    with house.transaction() as tx:
        with pytest.raises(Invalid, match="document"):
            job.complete(tx, begin(tx), Result(documents=[Document(kind="D-99", organ="x", title="x")]), at=MONDAY)


def test_should_not_know_a_key_that_is_none(house: House) -> None:
    with house.transaction() as tx, pytest.raises(NotFound):
        job.get(tx, "10000001")


def test_should_take_nothing_from_an_executor_whose_lock_has_passed_to_another(house: House) -> None:
    with house.transaction() as tx:
        key = begin(tx)
        assert job.lock(tx, key, "slow", MONDAY, LEASE)
        assert job.lock(tx, key, "quick", MONDAY + LEASE, LEASE)
        for attempt in (
            lambda: job.complete(tx, key, Result(), at=MONDAY, owner="slow"),
            lambda: job.fail(tx, key, "late", at=MONDAY, retries=2, owner="slow"),
            lambda: job.throw_error(tx, key, "LATE", "late", at=MONDAY, owner="slow"),
        ):
            with pytest.raises(Conflict, match="job.lock_lost"):
                attempt()
        job.fail(tx, key, "in time", at=MONDAY, retries=2, owner="quick")
        assert job.get(tx, key)["retries"] == 2
