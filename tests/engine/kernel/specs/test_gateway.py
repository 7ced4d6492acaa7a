"""Gateways play as BPMN 2.0.2, 13.4 says."""

import pytest

from engine.model import Process
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import Arrow, chain, draw, event, node, play


def exclusive(default: str | None = "g-c") -> Process:
    return draw(
        [node("s", "startEvent"), node("g", "exclusiveGateway", default_flow=default),
         node("a", "endEvent"), node("b", "endEvent"), node("c", "endEvent")],
        [("s-g", "s", "g"), ("g-a", "g", "a", "=amount > 400"), ("g-b", "g", "b", "=amount > 100"), ("g-c", "g", "c")],
    )


@plays("exclusive gateway")
@pytest.mark.parametrize(("amount", "end"), [(500, "a"), (200, "b"), (100, "c")])
def test_exclusive_takes_the_first_true_condition_in_document_order_else_the_default(amount: int, end: str) -> None:
    played = play(exclusive(), amount=amount)
    assert played.path() == ["s", "g", end]
    assert played.outcome == "completed"


def test_exclusive_without_a_true_condition_and_without_default_is_an_incident_that_a_correction_mends() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "exclusiveGateway"), node("a", "endEvent"), node("b", "endEvent")],
        [("s-g", "s", "g"), ("g-a", "g", "a", "=amount > 400"), ("g-b", "g", "b", "=amount > 300")],
    )
    played = play(process, amount=1)
    incident = played.bodies("incident_created", "g")[0]
    assert incident["code"] == "gateway.no_flow"
    assert played.outcome is None
    played.apply("variables_corrected", variables={"amount": 301}, reason="typing error")
    played.apply("incident_resolved", incident_key=incident["incident_key"])
    assert played.path() == ["s", "g", "b"]
    assert played.outcome == "completed"


def test_a_condition_that_is_not_boolean_is_an_incident_not_a_guess() -> None:
    played = play(exclusive(), amount="many")
    assert [body["code"] for body in played.bodies("incident_created")] == ["condition.not_boolean"]


@plays("parallel gateway")
def test_parallel_waits_for_one_token_of_each_incoming_flow() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("a", "userTask"), node("b", "userTask"),
         node("j", "parallelGateway"), node("e", "endEvent")],
        [*chain("s", "g"), *chain("g", "a", "j"), *chain("g", "b", "j"), *chain("j", "e")],
    )
    played = play(process)
    played.complete("b")
    assert "j" not in played.path()
    played.complete("a")
    assert played.path() == ["s", "g", "a", "b", "j", "e"]
    assert played.outcome == "completed"


def test_parallel_keeps_a_second_token_on_the_same_flow_for_the_next_round() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("a", "userTask"), node("b", "userTask"),
         node("m", "exclusiveGateway"), node("c", "userTask"), node("j", "parallelGateway"), node("e", "endEvent")],
        [*chain("s", "g"), *chain("g", "a", "m"), *chain("g", "b", "m"), *chain("m", "j"), *chain("g", "c", "j"),
         *chain("j", "e")],
    )
    played = play(process)
    for task in ("a", "b", "c"):
        played.complete(task)
    assert played.path().count("e") == 1
    assert played.outcome is None, "one token still waits at the join: the case is not complete"


def inclusive() -> Process:
    return draw(
        [node("s", "startEvent"), node("g", "inclusiveGateway", default_flow="g-c"), node("a", "userTask"),
         node("b", "userTask"), node("c", "userTask"), node("j", "inclusiveGateway"), node("e", "endEvent")],
        [*chain("s", "g"), ("g-a", "g", "a", "=x"), ("g-b", "g", "b", "=y"), ("g-c", "g", "c"),
         *chain("a", "j"), *chain("b", "j"), *chain("c", "j"), *chain("j", "e")],
    )


@pytest.mark.parametrize(
    ("x", "y", "tasks"), [(True, True, ["a", "b"]), (True, False, ["a"]), (False, True, ["b"]), (False, False, ["c"])]
)
@plays("inclusive gateway")
def test_inclusive_takes_every_true_flow_and_joins_exactly_those(x: bool, y: bool, tasks: list[str]) -> None:
    played = play(inclusive(), x=x, y=y)
    assert played.path() == ["s", "g", *tasks]
    for task in tasks:
        assert "e" not in played.path()
        played.complete(task)
    assert played.path().count("e") == 1
    assert played.outcome == "completed"


def test_inclusive_join_waits_for_a_token_that_can_still_come_through_a_boundary_event() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "inclusiveGateway"), node("a", "userTask"), node("b", "userTask"),
         node("late", "boundaryEvent", attached_to="b", events=event("timer", duration="P1D")),
         node("j", "inclusiveGateway"), node("e", "endEvent"), node("other", "endEvent")],
        [*chain("s", "g"), ("g-a", "g", "a", "=true"), ("g-b", "g", "b", "=true"), *chain("a", "j"),
         *chain("b", "other"), *chain("late", "j"), *chain("j", "e")],
    )
    played = play(process)
    played.complete("a")
    assert "j" not in played.path()
    played.apply("timer_triggered", played.key("late", "timer_scheduled"))
    assert played.path()[-3:] == ["late", "j", "e"]
    assert played.outcome == "completed"


@plays("event-based gateway")
def test_event_based_gateway_goes_on_with_the_first_event_and_ends_the_others() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "eventBasedGateway"),
         node("t", "intermediateCatchEvent", events=event("timer", duration="PT1H")),
         node("u", "intermediateCatchEvent", events=event("timer", duration="PT2H")),
         node("e", "endEvent"), node("f", "endEvent")],
        [*chain("s", "g"), *chain("g", "t", "e"), *chain("g", "u", "f")],
    )
    played = play(process)
    assert [body["due_at"] for body in played.bodies("timer_scheduled")] == [
        "2027-01-04T02:00:00.000000Z", "2027-01-04T03:00:00.000000Z",
    ]
    played.apply("timer_triggered", played.key("u", "timer_scheduled"))
    assert played.count("timer_cancelled", "t") == 1
    assert played.path()[-1] == "f"
    assert played.outcome == "completed"


@plays("conditional and default flows of activities", "implicit split and merge")
def test_activities_fork_on_several_flows_and_obey_conditions_on_them() -> None:
    process = draw(
        [node("s", "startEvent"), node("a", "task", default_flow="a-d"), node("b", "endEvent"), node("c", "endEvent"),
         node("d", "endEvent")],
        [*chain("s", "a"), ("a-b", "a", "b"), ("a-c", "a", "c", "=x"), ("a-d", "a", "d")],
    )
    assert play(process, x=True).path() == ["s", "a", "b", "c"]
    assert play(process, x=False).path() == ["s", "a", "b", "d"]


def test_thirty_diamonds_in_series_cost_thirty_diamonds() -> None:
    nodes, last = [node("s", "startEvent")], "s"
    flows: list[Arrow] = []
    for n in range(30):
        nodes += [node(f"g{n}", "exclusiveGateway", default_flow=f"g{n}-b{n}"), node(f"a{n}", "task"),
                  node(f"b{n}", "task"), node(f"j{n}", "exclusiveGateway")]
        flows += [*chain(last, f"g{n}"), (f"g{n}-a{n}", f"g{n}", f"a{n}", "=false"), *chain(f"g{n}", f"b{n}"),
                  *chain(f"a{n}", f"j{n}"), *chain(f"b{n}", f"j{n}")]
        last = f"j{n}"
    played = play(draw([*nodes, node("e", "endEvent")], [*flows, *chain(last, "e")]))
    assert played.outcome == "completed"
    assert played.count("element_activated") == 1 + 1 + 30 * 3 + 1
