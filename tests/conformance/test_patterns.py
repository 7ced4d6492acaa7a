"""The workflow control-flow patterns, by the numbers of the Workflow Patterns Initiative (van der Aalst et al., 2003 and 2006)."""

from __future__ import annotations

from tests.conformance.shapes import (
    ROOTS,
    Case,
    boundary,
    by,
    caught,
    condition,
    each_case,
    element,
    ended,
    expected,
    expression,
    feature,
    observed,
    on_event,
    one,
    scope,
    thrown,
    timer,
)
from tests.engine.scenario.drawing import bpmn

HAS = [f'contains(test, "{letter}")' for letter in "abc"]
A, B, C, AB, AC, ABC = ({"test": text} for text in ("a", "b", "c", "ab", "ac", "abc"))
DAY = {"after": "P1D"}


def enough(id: str, condition: str) -> str:
    """A complex gateway that joins when the condition holds."""
    return element("complexGateway", id, expression("activationCondition", f"={condition}"))


def many(cardinality: str, sequential: bool = False, until: str | None = None) -> str:
    """Multi-instance characteristics."""
    inner = expression("loopCardinality", cardinality) + (expression("completionCondition", f"={until}") if until else "")
    order = str(sequential).lower()
    return f'<bpmn:multiInstanceLoopCharacteristics isSequential="{order}">{inner}</bpmn:multiInstanceLoopCharacteristics>'


def split(gateway: str, *default: str) -> tuple[str, ...]:
    """Three ways out of a gateway by the letters of `test`."""
    return (*(f"{gateway} > t{n} : {HAS[n - 1]}" for n in (1, 2, 3)[:3 - len(default)]), *default)


STOP = by("signal", "stop")
ONE_MORE = (
    '<bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=n + 1" target="n"/></zeebe:ioMapping>'
    "</bpmn:extensionElements>"
)

FEATURES = [
    feature("1 sequence", one("s > t1 > t2 > e"), "t1 t2"),
    feature("2 parallel split", one("s > p1", "p1 > t1 > e1", "p1 > t2 > e2"), "t1 t2"),
    feature("3 synchronization", one("s > p1", "p1 > t1 > p2", "p1 > t2 > p2", "p2 > t3 > e"), "t1 t2 t3"),
    feature("4 exclusive choice", one("s > x1", *split("x1", "x1 > t3 : default")),
            Case("t1", A), Case("t1", AB), Case("t2", B), Case("t3", C)),
    feature("5 simple merge", one("s > i1", *split("i1"), "t1 > x1", "t2 > x1", "t3 > x1", "x1 > t4 > e"),
            Case("t1 t4", A), Case("t1 t2 t4 t4", AB), Case("t1 t2 t3 t4 t4 t4", ABC)),
    feature("6 multi-choice, inclusive", one("s > i1", *split("i1", "i1 > t3 : default")),
            Case("t1", A), Case("t3", C), Case("t1 t2", AB), Case("t1", AC), Case("t1 t2", ABC)),
    feature("6 multi-choice, implicit", one("s > t0", *split("t0", "t0 > t3 : default")),
            Case("t0 t1", A), Case("t0 t3", C), Case("t0 t1 t2", AB), Case("t0 t1", AC)),
    feature("6 multi-choice, complex", one("s > c1", *split("c1", "c1 > t3 : default")),
            Case("t1", A), Case("t3", C), Case("t1 t2", AB), Case("t1", AC), Case("t1 t2", ABC)),
    feature("7 structured synchronizing merge", one("s > i1", *split("i1"), "t1 > i2", "t2 > i2", "t3 > i2", "i2 > t4 > e"),
            Case("t1 t4", A), Case("t1 t2 t4", AB), Case("t1 t2 t3 t4", ABC)),
    feature("8 multi-merge", one("s > p1", "p1 > t1 > t3", "p1 > t2 > t3 > e"), "t1 t2 t3 t3"),
    feature("9 structured discriminator", one(
        enough("c1", "activationCount >= 1"), "s > p1", "p1 > t1 > c1", "p1 > t2 > c1", "c1 > t3 > e"), "t1 t2 t3"),
    feature("9 structured discriminator in a loop", one(
        enough("c1", "activationCount >= 1"), "s > x1 > p1", "p1 > t1 > c1", "p1 > t2 > c1", "c1 > u3 > x2",
        "x2 > x1 : more", "x2 > e : default",
    ), Case("t1 t2 u3 t1 t2 u3", answers={"user_tasks": {"u3": [{"variables": {"more": True}}, {"variables": {"more": False}}]}})),
    feature("10 arbitrary cycles", one(
        element("userTask", "u1"), "s > x1 > t1 > u1 > x2", "x2 > x1 : n < 2", "x2 > x3 : default", "x3 > t2 > u2 > x4",
        "x4 > x3 : n < 4", "x4 > x1 : n = 5", "x4 > e : default",
    ), Case("t1 u1 t1 u1 t2 u2 t1 u1 t2 u2 t2 u2", answers={"user_tasks": {
        "u1": [{"variables": {"n": n}} for n in (1, 2, 3)], "u2": [{"variables": {"n": n}} for n in (5, 3, 4)],
    }})),
    feature("11 implicit termination", one("s > p1", "p1 > t1 > t2", "p1 > u3"),
            Case("t1 u3 t2", outcome="waiting"), Case("t1 u3 t2", answers={"user_tasks": {"u3": DAY}})),
    feature("12 instances without synchronization", bpmn(
        ROOTS, scope("process", "main", thrown("h", by("message", "hello")), "s > x1 > u1 > h > x2", "x2 > x1 : more",
                     "x2 > e : default"),
        scope("process", "each", element("startEvent", "s2", by("message", "hello")), "s2 > t1 > u2 > e2"),
    ), Case("u1 u1 t1 u2 t1 u2", answers={"user_tasks": {"u1": [{"variables": {"more": True}}, {"variables": {"more": False}}]}},
            others=("waiting", "waiting"))),
    feature("13 instances known when drawn", one(element("task", "t1", many("3")), "s > t1 > t2 > e"), "t1 t1 t1 t2"),
    feature("14 instances known when begun", one(element("task", "t1", many("=n")), "s > t1 > t2 > e"),
            Case("t1 t1 t1 t2", {"n": 3}), Case("t1 t2", {"n": 1})),
    feature("15 instances not known before", one(
        scope("subProcess", "S", on_event("E", by("message", "hello"), "s_E > t1 > e_E", interrupting=False), "s1 > u1 > e1"),
        "s > S > t2 > e", before=ROOTS,
    ), Case("u1 t1 t1 t2", answers={"messages": [{"name": "hello"}, {"name": "hello"}], "user_tasks": {"u1": DAY}})),
    feature("16 deferred choice", one(
        caught("k1", by("message", "hello")), caught("k2", by("message", "bye")), "s > v1", "v1 > k1 > t1", "v1 > k2 > t2",
        before=ROOTS,
    ), Case("t1", answers={"messages": [{"name": "hello"}]}), Case("t2", answers={"messages": [{"name": "bye"}]})),
    feature("17 interleaved parallel routing", one(
        scope("adHocSubProcess", "S", "u1 > t1", element("userTask", "u2"), ordering="Sequential"), "s > S > t3 > e",
    ), Case("u2 u1 t1 t3", answers={"user_tasks": {"*": DAY}})),
    feature("18 milestone", one(
        caught("k", condition("reached")), "s > p1", "p1 > u1 > t1 > e1", "p1 > k > t2 > e2",
    ), Case("u1 t1 t2", {"reached": False}, answers={"user_tasks": {"u1": {"variables": {"reached": True}}}}),
       Case("u1", {"reached": False}, "waiting")),
    feature("18 milestone by a signal that only some hear", one(
        scope("subProcess", "S", "s1 > u1 > e1"), boundary("b", "S", STOP, False), thrown("h", STOP),
        "s > p1", "p1 > S > t1 > e2", "b > t2 > e3", "p1 > u2 > h > t3 > e4", before=ROOTS,
    ), Case("u2 u1 t3 t2 t1", answers={"user_tasks": {"u1": {"after": "P2D"}, "u2": DAY}}),
       Case("u2 u1 t1 t3", answers={"user_tasks": {"u1": DAY, "u2": {"after": "P2D"}}})),
    feature("19 cancel task", one(
        element("serviceTask", "j"), boundary("b", "j", by("error", "wrong")), "s > j > t1 > e", "b > t2 > e2", before=ROOTS,
    ), Case("j t2", answers={"jobs": {"j": {"error": "E1"}}})),
    feature("20 cancel case, error", one(
        scope("subProcess", "S", ended("e1", by("error", "wrong")), "s1 > p1", "p1 > t1 > e1", "p1 > u1 > e2"),
        boundary("b", "S", by("error", "wrong")), "s > S > t3 > e", "b > t2 > e3", before=ROOTS,
    ), "t1 u1 t2"),
    feature("20 cancel case, cancel", one(
        scope("transaction", "S", ended("e1", by("cancel")), "s1 > t1 > e1"), boundary("b", "S", by("cancel")),
        "s > S > t3 > e", "b > t2 > e2",
    ), "t1 t2"),
    feature("20 cancel case, terminate", one(
        ended("e2", by("terminate")), "s > p1", "p1 > u1 > t1 > e1", "p1 > t2 > e2"), "u1 t2"),
    feature("21 structured loop", one(
        element("task", "t1", f"{ONE_MORE}<bpmn:standardLoopCharacteristics>{expression('loopCondition', '=n < 3')}"
                "</bpmn:standardLoopCharacteristics>"), "s > t1 > t2 > e",
    ), Case("t1 t1 t1 t2", {"n": 0})),
    feature("22 recursion", one(
        element("task", "t1", ONE_MORE), element("callActivity", "call", calledElement="main"),
        "s > t1 > x1", "x1 > call > t2 > e1 : n < 3", "x1 > e2 : default",
    ), Case("t1 t1 t1 t2 t2", {"n": 0})),
    feature("23 transient trigger", one(
        caught("k", STOP), thrown("h", STOP), "s > p1", "p1 > u1 > k > t1 > e1", "p1 > u2 > h > t2 > e2", before=ROOTS,
    ), Case("u1 u2 t1 t2", answers={"user_tasks": {"u1": DAY, "u2": {"after": "P2D"}}}),
       Case("u1 u2 t2", answers={"user_tasks": {"u1": {"after": "P2D"}, "u2": DAY}}, outcome="waiting")),
    feature("24 persistent trigger", one(caught("k", by("message", "hello")), "s > u1 > k > t1 > e", before=ROOTS),
            Case("u1 t1", answers={"messages": [{"name": "hello"}], "user_tasks": {"u1": DAY}})),
    feature("25 cancel region", one(
        scope("subProcess", "S", "s1 > p1", "p1 > u1 > e1", "p1 > u2 > e2"), boundary("b", "S", by("message", "hello")),
        "s > S > t1 > e", "b > t2 > e3", before=ROOTS,
    ), Case("u1 u2 t2", answers={"messages": [{"name": "hello", "after": "P1D"}], "user_tasks": {"u1": {}}})),
    feature("26 cancel multiple instance activity", one(
        element("userTask", "u1", many("3")), boundary("b", "u1", timer(duration="P1D")), "s > u1 > t1 > e", "b > t2 > e2",
    ), Case("u1 u1 u1 t2", answers={"user_tasks": {"u1": [{}]}})),
    feature("28 blocking discriminator", one(
        enough("c1", "activationCount >= 1"), "s > p1", "p1 > t1 > c1", "p1 > u2 > c1", "c1 > t3 > e",
    ), Case("t1 u2 t3", outcome="waiting"), Case("t1 u2 t3", answers={"user_tasks": {"u2": DAY}})),
    feature("29 cancelling discriminator", one(
        scope("subProcess", "S", ended("e1", by("terminate")), "s1 > p1", "p1 > u1 > x1", "p1 > u2 > x1", "x1 > e1"),
        "s > S > t1 > e",
    ), Case("u1 u2 t1", answers={"user_tasks": {"u2": {}}})),
    feature("30 structured partial join", one(
        enough("c1", "activationCount >= 2"), "s > p1", "p1 > u1 > c1", "p1 > u2 > c1", "p1 > u3 > c1", "c1 > t1 > e",
    ), Case("u1 u2 u3 t1", answers={"user_tasks": {"u1": {}, "u3": {}}}, outcome="waiting"),
       Case("u1 u2 u3", answers={"user_tasks": {"u1": {}}}, outcome="waiting"),
       Case("u1 u2 u3 t1", answers={"user_tasks": {"*": {}}})),
    feature("34 static partial join for instances", one(
        element("userTask", "u1", many("3", until="numberOfCompletedInstances >= 2")), "s > u1 > t1 > e",
    ), Case("u1 u1 u1 t1", answers={"user_tasks": {"u1": [{}, {}]}}), Case("u1 u1 u1", answers={"user_tasks": {"u1": [{}]}}, outcome="waiting")),
    feature("37 acyclic synchronizing merge", one(
        "s > i1", f"i1 > t1 > x1 : {HAS[0]}", f"i1 > t2 > i2 : {HAS[1]}", "x1 > i2 : default", "x1 > t3 > e1 : skip",
        "i2 > t4 > e",
    ), Case("t1 t2 t4", {**AB, "skip": False}), Case("t1 t2 t3 t4", {**AB, "skip": True})),
    feature("38 general synchronizing merge", one(
        "s > i1", f"i1 > x1 > u1 > x2 : {HAS[0]}", "x2 > x1 : more", "x2 > i2 : default", f"i1 > t2 > i2 : {HAS[1]}",
        "i2 > t3 > e",
    ), Case("t2 u1 u1 t3", AB, answers={"user_tasks": {"u1": [{"variables": {"more": True}}, {"variables": {"more": False}}]}})),
    feature("40 interleaved routing", one(
        scope("adHocSubProcess", "S", element("userTask", "u1"), element("userTask", "u2"), element("userTask", "u3"),
              ordering="Sequential"), "s > S > t1 > e",
    ), Case("u1 u2 u3 t1", answers={"user_tasks": {"*": {}}}), Case("u1 u2", answers={"user_tasks": {"u1": {}}}, outcome="waiting")),
    feature("41 thread merge", one(
        element("task", "t1", many("2")), element("task", "t3", startQuantity="2"), "s > p1", "p1 > t1 > t3", "p1 > t2 > t3 > e",
    ), "t2 t1 t1 t3"),
    feature("42 thread split", one(element("task", "t1", completionQuantity="3"), "s > t1 > t2 > e"), "t1 t2 t2 t2"),
    feature("43 explicit termination", one(
        ended("e1", by("terminate")), "s > p1", "p1 > u1 > e1", "p1 > u2 > t2 > e2"),
        Case("u1 u2", answers={"user_tasks": {"u1": {}}}), Case("u1 u2 t2", answers={"user_tasks": {"u2": {}}}, outcome="waiting")),
]


@each_case(FEATURES)
def test_it_is_played_as_the_pattern_says(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)
