"""Incidents: seen by those who can mend them, and the case goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import audit, incident, process_instance, user_task
from engine.errors import Conflict, NotFound
from engine.house import House
from tests.engine.setting import ANN, END, EVE, HOUR, MONDAY, START, bpmn, deploy, flow
from tests.engine.setting import user_task as task

#: A case is held while `amount` is no number.
DECIDES = bpmn(
    "decides", START, '<bpmn:exclusiveGateway id="which" default="which_end"/>', task("big"), END, flow("start", "which"),
    flow("which", "big", "=amount &gt; 400"), flow("which", "end"),
)


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays `decides`."""
    house = build()
    with house.transaction() as tx:
        deploy(tx, DECIDES)
    return house


def test_should_hold_a_case_and_let_it_go_on_after_a_correction(house: House) -> None:
    with house.transaction() as tx:
        case = process_instance.start(tx, "decides", variables={"amount": "many"}, actor=ANN, at=MONDAY, business_key="HA-1")
        [found] = incident.list_open(tx)
        assert (found["instance_key"], found["element_id"], found["business_key"]) == (case, "which", "HA-1")
        assert incident.list_open(tx, instance_key="770000000") == []
        incident.resolve(tx, found["key"], actor=EVE, at=MONDAY + HOUR, variables={"amount": 500}, reason="typing error")
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["big"]
        assert incident.list_open(tx) == []
        resolved = incident.get(tx, found["key"])
        assert (resolved["state"], resolved["resolved_by"]) == ("resolved", "eve")
        assert audit.replay(tx, case) == []
    assert audit.rebuild(house) == []


def test_should_open_another_when_nothing_was_mended(house: House) -> None:
    with house.transaction() as tx:
        process_instance.start(tx, "decides", variables={"amount": "many"}, actor=ANN, at=MONDAY)
        [first] = incident.list_open(tx)
        incident.resolve(tx, first["key"], actor=EVE, at=MONDAY)
        [second] = incident.list_open(tx)
        assert second["key"] != first["key"]
        with pytest.raises(Conflict):
            incident.resolve(tx, first["key"], actor=EVE, at=MONDAY)


def test_should_not_list_incidents_of_a_case_that_is_over(house: House) -> None:
    with house.transaction() as tx:
        case = process_instance.start(tx, "decides", variables={"amount": "many"}, actor=ANN, at=MONDAY)
        process_instance.terminate(tx, case, "withdrawn", EVE, MONDAY)
        assert incident.list_open(tx) == []
        assert process_instance.get(tx, case)["incidents"] == 0
        with pytest.raises(NotFound):
            incident.get(tx, "10009999")
