"""Basics and gateways (BPMN 2.0.2, 13.2.1 and 13.4)."""

from __future__ import annotations

from tests.conformance.shapes import (
    ROOTS,
    Case,
    by,
    caught,
    condition,
    each_case,
    element,
    expected,
    expression,
    feature,
    observed,
    one,
    scope,
    thrown,
    timer,
)

A, B, C, AB, ABC = ({"test": text} for text in ("a", "b", "c", "ab", "abc"))
HAS_A, HAS_B, HAS_C = ('contains(test, "a")', 'contains(test, "b")', 'contains(test, "c")')
LANES = (
    '<bpmn:laneSet id="lanes"><bpmn:lane id="L1"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>t1</bpmn:flowNodeRef>'
    '</bpmn:lane><bpmn:lane id="L2"><bpmn:flowNodeRef>t2</bpmn:flowNodeRef><bpmn:flowNodeRef>e</bpmn:flowNodeRef></bpmn:lane>'
    "</bpmn:laneSet>"
)
POOL = '<bpmn:collaboration id="pools"><bpmn:participant id="pool" name="pool" processRef="main"/></bpmn:collaboration>'
ENOUGH = element("complexGateway", "c2", expression("activationCondition", "=activationCount >= 1"))
TWO = element("complexGateway", "c2", expression("activationCondition", "=activationCount >= 2"))

FEATURES = [
    feature("sequence flow", one("s > t1 > e"), "t1"),
    feature("no start and no end event", one("t1 > t2"), "t1 t2"),
    feature("lanes", one(LANES, "s > t1 > t2 > e"), "t1 t2"),
    feature("participant", one("s > t1 > e", before=POOL), "t1"),
    feature("conditional flow of a task", one("s > t0", f"t0 > t1 : {HAS_A}", "t0 > t2"),
            Case("t0 t1 t2", A), Case("t0 t2", B)),
    feature("conditional and default flow of a task", one("s > t0", f"t0 > t1 : {HAS_A}", "t0 > t2 : default"),
            Case("t0 t1", A), Case("t0 t2", B)),
    feature("conditional, default and plain flow", one("s > t0", f"t0 > t1 : {HAS_A}", "t0 > t2 : default", "t0 > t3"),
            Case("t0 t1 t3", A), Case("t0 t2 t3", B)),
    feature("exclusive", one("s > x1", f"x1 > t1 > x2 : {HAS_A}", f"x1 > t2 > x2 : {HAS_B}", "x2 > t3 > e"),
            Case("t1 t3", A), Case("t2 t3", B), Case("t1 t3", AB), Case("", C, "incident")),
    feature("exclusive, default", one("s > x1", f"x1 > t1 > x2 : {HAS_A}", f"x1 > t2 > x2 : {HAS_B}",
                                      "x1 > t3 > x2 : default", "x2 > t4 > e"),
            Case("t1 t4", A), Case("t2 t4", B), Case("t1 t4", AB), Case("t3 t4", C)),
    feature("exclusive, default drawn first", one("s > x1", "x1 > t3 > x2 : default", f"x1 > t1 > x2 : {HAS_A}", "x2 > t4 > e"),
            Case("t1 t4", A), Case("t3 t4", B)),
    feature("exclusive that merges and splits", one(
        "s > x1", f"x1 > t1 > x2 : {HAS_B}", f"x1 > t2 > x2 : {HAS_A}", f"x2 > t3 > x3 : {HAS_B}", f"x2 > t4 > x3 : {HAS_A}",
        "x3 > t5 > e",
    ), Case("t2 t4 t5", A), Case("t1 t3 t5", B), Case("t1 t3 t5", AB)),
    feature("exclusive splits, inclusive merges", one(
        "s > x1", f"x1 > t1 > i1 : {HAS_A}", f"x1 > t2 > i1 : {HAS_B}", "i1 > t3 > e",
    ), Case("t1 t3", A), Case("t2 t3", B), Case("t1 t3", AB)),
    feature("inclusive", one("s > i1", f"i1 > t1 > i2 : {HAS_A}", f"i1 > t2 > i2 : {HAS_B}", "i2 > t3 > e"),
            Case("t1 t2 t3", AB), Case("t1 t3", A), Case("t2 t3", B), Case("", C, "incident")),
    feature("inclusive, default", one("s > i1", f"i1 > t1 > i2 : {HAS_A}", f"i1 > t2 > i2 : {HAS_B}",
                                      "i1 > t3 > i2 : default", "i2 > t4 > e"),
            Case("t3 t4", C), Case("t1 t2 t4", AB)),
    feature("inclusive splits, exclusive merges", one(
        "s > i1", f"i1 > t1 > x1 : {HAS_A}", f"i1 > t2 > x1 : {HAS_B}", "x1 > t3 > e",
    ), Case("t1 t2 t3 t3", AB), Case("t1 t3", A), Case("t2 t3", B)),
    feature("inclusive with a loop in one branch", one(
        "s > i1", f"i1 > x1 > t1 > u1 > x2 : {HAS_A}", "x2 > x1 : again", "x2 > i2 : default",
        f"i1 > t2 > i2 : {HAS_B}", "i2 > t3 > e",
    ), Case("t2 t1 u1 t1 u1 t3", AB, answers={"user_tasks": {"u1": [{"variables": {"again": True}}, {"variables": {"again": False}}]}})),
    feature("parallel", one("s > p1", "p1 > t1 > p2", "p1 > t2 > p2", "p2 > t3 > e"), "t1 t2 t3"),
    feature("parallel splits, exclusive merges", one("s > p1", "p1 > t1 > x1", "p1 > t2 > x1", "x1 > t3 > e"), "t1 t2 t3 t3"),
    feature("parallel splits, inclusive merges", one("s > p1", "p1 > t1 > i1", "p1 > t2 > i1", "i1 > t3 > e"), "t1 t2 t3"),
    feature("parallel that merges and splits", one(
        "s > p1", "p1 > t1 > p2", "p1 > t2 > p2", "p2 > t3 > e1", "p2 > t4 > e2",
    ), "t1 t2 t3 t4"),
    feature("implicit split and merge", one("s > t0", "t0 > t1 > t3", "t0 > t2 > t3 > e"), "t0 t1 t2 t3 t3"),
    feature("exclusive splits, parallel waits for ever", one(
        "s > x1", f"x1 > t1 > p1 : {HAS_A}", f"x1 > t2 > p1 : {HAS_B}", "p1 > t3 > e",
    ), Case("t1", A, "waiting"), Case("t2", B, "waiting")),
    feature("inclusive splits, parallel waits for all", one(
        "s > i1", f"i1 > t1 > p1 : {HAS_A}", f"i1 > t2 > p1 : {HAS_B}", "p1 > t3 > e",
    ), Case("t1", A, "waiting"), Case("t1 t2 t3", AB)),
    feature("complex", one(
        ENOUGH, "s > c1", f"c1 > t1 > c2 : {HAS_A}", f"c1 > t2 > c2 : {HAS_B}", f"c1 > t3 > c2 : {HAS_C}", "c2 > t4 > e",
    ), Case("t1 t4", A), Case("t2 t4", B), Case("t3 t4", C), Case("t1 t2 t4", AB), Case("t1 t2 t3 t4", ABC)),
    feature("complex, two of three", one(
        TWO, "s > p1", "p1 > t1 > c2", "p1 > u2 > c2", "p1 > u3 > c2", "c2 > t4 > e",
    ), Case("t1 u2 u3 t4", answers={"user_tasks": {"u3": {}}}, outcome="waiting"),
       Case("t1 u2 u3 t4", answers={"user_tasks": {"*": {"after": "P1D"}}})),
    feature("event-based gateway, signals", one(
        caught("k1", by("signal", "go")), caught("k2", by("signal", "stop")), thrown("h", by("signal", "go")),
        "s > p1", "p1 > v1", "v1 > k1 > t1 > x1", "v1 > k2 > t2 > x1", "x1 > t3 > e1", "p1 > h > e2", before=ROOTS,
    ), "t1 t3"),
    feature("event-based gateway, timer and signal", one(
        caught("k1", by("signal", "go")), caught("k2", timer(duration="PT3S")),
        "s > v1", "v1 > k1 > t1 > e1", "v1 > k2 > t2 > e2", before=ROOTS,
    ), "t2"),
    feature("event-based gateway, two timers", one(
        caught("k1", timer(duration="PT9S")), caught("k2", timer(duration="PT3S")), "s > v1", "v1 > k1 > t1", "v1 > k2 > t2",
    ), "t2"),
    feature("event-based gateway, receive task and condition", one(
        element("receiveTask", "r1", messageRef="hello"), caught("k2", condition("level > 3")),
        "s > v1", "v1 > r1 > t1", "v1 > k2 > t2", before=ROOTS,
    ), Case("r1 t1", answers={"messages": [{"name": "hello"}]}, variables={"level": 1}), Case("r1 t2", {"level": 4})),
    feature("event-based gateway in a loop", one(
        caught("k1", timer(duration="PT3S")), caught("k2", by("message", "bye")),
        "s > x1 > v1", "v1 > k1 > t1 > x1", "v1 > k2 > t2 > e", before=ROOTS,
    ), Case("t1 t1 t2", answers={"messages": [{"name": "bye", "after": "PT7S"}]})),
    feature("gateway of one flow in and out", one("s > x1 > i1 > p1 > c1 > t1 > e"), "t1"),
    feature("join inside a sub-process", one(
        scope("subProcess", "S", "s1 > p1", "p1 > t1 > p2", "p1 > t2 > p2", "p2 > t3 > e1"), "s > S > t4 > e",
    ), "t1 t2 t3 t4"),
]


@each_case(FEATURES)
def test_it_is_played_as_the_standard_says(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)
