"""Constructs within constructs: where most engines go wrong although each construct by itself works."""

from __future__ import annotations

from tests.conformance.shapes import (
    ROOTS,
    Case,
    begun,
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
from tests.engine.scenario.drawing import bpmn, message

LOOK, GO, WRONG, HELLO, BYE = (
    by("escalation", "look"), by("signal", "go"), by("error", "wrong"), by("message", "hello"), by("message", "bye"),
)
DAY, WEEK = {"after": "P1D"}, {"after": "P7D"}
KEYED = message("file", "file", "number")


def many(cardinality: str, sequential: bool = False) -> str:
    """Multi-instance characteristics."""
    order = str(sequential).lower()
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{order}">{expression("loopCardinality", cardinality)}'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )


def collected(collection: str) -> str:
    """A multi-instance over a collection with its results in `results`."""
    return (
        '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics'
        f' inputCollection="={collection}" inputElement="item" outputCollection="results" outputElement="=item * 2"/>'
        "</bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"
    )


def calls(*boundaries: str, called: tuple[str, ...], main: tuple[str, ...]) -> bytes:
    """`main` calls `other`."""
    call = element("callActivity", "call", calledElement="other")
    return bpmn(ROOTS, scope("process", "main", call, *boundaries, *main), scope("process", "other", *called))


def starts(*definitions: str, parallel: bool = False) -> str:
    """A multiple start event."""
    return begun("s", *definitions, **({"parallelMultiple": "true"} if parallel else {}))


FEATURES = [
    # --- several instances and what interrupts them
    feature("an error in one instance ends all", one(
        scope("subProcess", "S", many("3"), element("serviceTask", "j"), "s1 > j > t1 > e1"), boundary("b", "S", WRONG),
        "s > S > t2 > e", "b > t3 > e3", before=ROOTS,
    ), Case("j j j t3", answers={"jobs": {"j": [{"after": "PT2H"}, {"error": "E1", "after": "PT1H"}, {"after": "PT3H"}]}}),
       Case("j j j t1 t1 t1 t2")),
    feature("an escalation of each instance", one(
        scope("subProcess", "S", many("2"), thrown("h", LOOK), "s1 > h > u1 > e1"), boundary("b", "S", LOOK, False),
        "s > S > t2 > e", "b > t3 > e3", before=ROOTS,
    ), Case("u1 u1 t3 t3 t2", answers={"user_tasks": {"u1": DAY}})),
    feature("a timer over several instances, not interrupting", one(
        element("userTask", "u1", many("2")), boundary("b", "u1", timer(duration="PT1H"), False), "s > u1 > t1 > e",
        "b > t2 > e2",
    ), Case("u1 u1 t2 t1", answers={"user_tasks": {"u1": DAY}})),
    feature("several instances of a called process, one interrupted from outside", bpmn(
        ROOTS, scope("process", "main", element("callActivity", "call", many("2"), calledElement="other"),
                     boundary("b", "call", HELLO), "s > call > t2 > e", "b > t3 > e3"),
        scope("process", "other", "s2 > u1 > e2"),
    ), Case("u1 u1 t3", answers={"user_tasks": {"u1": [{}]}, "messages": [{"name": "hello", "after": "P1D"}]})),
    feature("results in the order of the collection", one(
        element("userTask", "u1", collected("[1, 2, 3]")), "s > u1 > x1", "x1 > t1 > e : results = [2, 4, 6]", "x1 > t2 : default",
    ), Case("u1 u1 u1 t1", answers={"user_tasks": {"u1": [{"after": "P3D"}, {"after": "P2D"}, {"after": "P1D"}]}})),
    feature("terminate in one instance ends that instance only", one(
        scope("subProcess", "S", many("2"), ended("e1", by("terminate")), "s1 > p1", "p1 > u1 > e2", "p1 > t1 > e1"),
        "s > S > t2 > e",
    ), "u1 t1 u1 t1 t2"),
    # --- called processes
    feature("a timer ends a called process", calls(
        boundary("b", "call", timer(duration="PT1H")), called=("s2 > u1 > e2",), main=("s > call > t1 > e", "b > t2 > e3")), "u1 t2"),
    feature("terminate ends the called process only", calls(
        called=(ended("e2", by("terminate")), "s2 > p1", "p1 > u1 > e4", "p1 > t1 > e2"), main=("s > call > t2 > e",)), "u1 t1 t2"),
    feature("an event sub-process of the called process catches before the caller", calls(
        boundary("b", "call", WRONG), called=(on_event("E", WRONG, "s_E > t2 > e_E"), ended("e2", WRONG), "s2 > t1 > e2"),
        main=("s > call > t3 > e", "b > t4 > e3")), "t1 t2 t3"),
    feature("a signal of the called process interrupts the call", calls(
        boundary("b", "call", GO), called=(thrown("h", GO), "s2 > t1 > h > t2 > e2"), main=("s > call > t3 > e", "b > t4 > e3")),
        "t1 t4"),
    feature("a called process does not see the caller's later variables", calls(
        called=("s2 > u1 > x1", "x1 > t1 : late", "x1 > t2 : default"),
        main=("s > p1", "p1 > call > e", "p1 > u2 > e3")),
        Case("u2 u1 t2", {"late": False}, answers={"user_tasks": {"u2": {"variables": {"late": True}}, "u1": DAY}})),
    # --- scopes
    feature("an interrupting event sub-process ends the branches of its scope only", one(
        scope("subProcess", "S", on_event("E", HELLO, "s_E > t1 > e_E"), "s1 > p2", "p2 > u1 > e1", "p2 > u2 > e2"),
        "s > p1", "p1 > S > t2 > e3", "p1 > u3 > t3 > e4", before=ROOTS,
    ), Case("u3 u1 u2 t1 t2", answers={"messages": [{"name": "hello", "after": "P1D"}]}, outcome="waiting")),
    feature("a boundary goes back before its sub-process", one(
        scope("subProcess", "S", "s1 > u1 > e1"), boundary("b", "S", timer(duration="P1D")), "s > x1 > S > t1 > e", "b > t2 > x1",
    ), Case("u1 t2 u1 t1", answers={"user_tasks": {"u1": [WEEK, {}]}})),
    feature("a boundary that does not interrupt joins its host's way", one(
        element("userTask", "u1"), boundary("b", "u1", timer(duration="P1D"), False), "s > u1 > i1", "b > t1 > i1", "i1 > t2 > e",
    ), Case("u1 t2", answers={"user_tasks": {"u1": {}}}), Case("u1 t1 t2", answers={"user_tasks": {"u1": WEEK}})),
    feature("two boundaries, the first one wins", one(
        element("userTask", "u1"), boundary("b1", "u1", timer(duration="P2D")), boundary("b2", "u1", HELLO), "s > u1 > t1",
        "b1 > t2", "b2 > t3", before=ROOTS,
    ), Case("u1 t2"), Case("u1 t3", answers={"messages": [{"name": "hello", "after": "P1D"}]})),
    feature("an error goes past a boundary for another one", one(
        scope("subProcess", "S", scope("subProcess", "T", ended("e2", WRONG), "s2 > t1 > e2"),
              boundary("b1", "T", by("error", "mistake")), "s1 > T > e1", "b1 > t2 > e3"),
        boundary("b2", "S", by("error")), "s > S > t3", "b2 > t4", before=ROOTS,
    ), "t1 t4"),
    feature("a named catcher goes before one for any", one(
        scope("subProcess", "S", ended("e1", WRONG), "s1 > t1 > e1"), boundary("b1", "S", by("error")), boundary("b2", "S", WRONG),
        "s > S > t3", "b1 > t2", "b2 > t4", before=ROOTS,
    ), "t1 t4"),
    feature("a link inside a sub-process", one(
        scope("subProcess", "S", thrown("h", by("link", name="L")), caught("k", by("link", name="L")), "s1 > t1 > h",
              "k > t2 > e1"), "s > S > t3 > e",
    ), "t1 t2 t3"),
    feature("a message event sub-process that comes by key, beside a branch", one(
        on_event("E", by("message", "file"), "s_E > t1 > e_E", interrupting=False), "s > u1 > t2 > e", before=KEYED,
    ), Case("u1 t1 t2", {"number": "7"}, answers={
        "messages": [{"name": "file", "correlationKey": "7"}, {"name": "file", "correlationKey": "8"}], "user_tasks": {"u1": DAY},
    })),
    feature("a condition that comes and goes counts each time", one(
        element("userTask", "u1"), boundary("b", "u1", condition("level > 3"), False), "s > u1 > t1", "b > t2",
    ), Case("u1 t2 t2 t1", {"level": 1}, answers={
        "conditions": [{"after": f"PT{n + 1}H", "variables": {"level": level}} for n, level in enumerate((4, 5, 2, 6))],
        "user_tasks": {"u1": DAY},
    })),
    # --- joins
    feature("an inclusive join waits for a boundary that may still come", one(
        scope("subProcess", "S", "s1 > u1 > e1"), boundary("b", "S", HELLO), "s > p1", "p1 > S > e", "b > t1 > i1",
        "p1 > t2 > i1", "i1 > t3 > e3", before=ROOTS,
    ), Case("t2 u1 t1 t3", answers={"messages": [{"name": "hello", "after": "P1D"}]}),
       Case("t2 u1 t3", answers={"user_tasks": {"u1": DAY}})),
    feature("an inclusive join waits for who comes by a link", one(
        thrown("h", by("link", name="L")), caught("k", by("link", name="L")), "s > i1", "i1 > t1 > i2 : true", "i1 > u1 > h : true",
        "k > t2 > i2", "i2 > t3 > e",
    ), Case("t1 u1 t2 t3", answers={"user_tasks": {"u1": DAY}})),
    feature("two inclusive joins in a row", one(
        "s > i1", "i1 > t1 > i2 : true", "i1 > u1 > i2 : a", "i1 > u2 > i3 : b", "i2 > t2 > i3", "i3 > t3 > e",
    ), Case("t1 u1 u2 t2 t3", {"a": True, "b": True}, answers={"user_tasks": {"u1": DAY, "u2": WEEK}}),
       Case("t1 t2 t3", {"a": False, "b": False})),
    feature("a parallel join takes one token of each flow and keeps the rest", one(
        element("task", "t1", completionQuantity="2"), "s > p1", "p1 > t1 > p2", "p1 > u1 > p2", "p2 > t2 > e",
    ), Case("t1 u1 t2", answers={"user_tasks": {"u1": {}}}, outcome="waiting")),
    feature("an event-based gateway inside a sub-process that is interrupted", one(
        scope("subProcess", "S", caught("k1", HELLO), caught("k2", BYE), "s1 > v1", "v1 > k1 > e1", "v1 > k2 > e2"),
        boundary("b", "S", timer(duration="PT1H")), "s > S > t1", "b > t2", before=ROOTS,
    ), "t2"),
    # --- starts
    feature("message or signal begins it", one(starts(HELLO, GO), "s > t1 > e", before=ROOTS),
            Case("t1")),
    feature("message and signal begin it", one(starts(HELLO, GO, parallel=True), "s > t1 > e", before=ROOTS),
            Case("", outcome="waiting")),
    feature("an event behind a gateway begins it", one(
        element("eventBasedGateway", "v1", instantiate="true"), caught("k1", HELLO), caught("k2", BYE),
        "v1 > k1 > t1 > e", "v1 > k2 > t2 > e2", before=ROOTS,
    ), Case("t1")),
    feature("all events behind a gateway are needed", one(
        element("eventBasedGateway", "v1", instantiate="true", eventGatewayType="Parallel"), caught("k1", HELLO),
        caught("k2", BYE), "v1 > k1 > t1 > p1", "v1 > k2 > t2 > p1", "p1 > t3 > e", before=ROOTS,
    ), Case("t1 t2 t3", answers={"messages": [{"name": "bye", "after": "PT1H"}]}), Case("t1", outcome="waiting")),
    # --- ad hoc
    feature("ad-hoc, the rest is cancelled", one(
        scope("adHocSubProcess", "S", element("userTask", "u1"), element("userTask", "u2"),
              expression("completionCondition", "=done")), "s > S > t1 > e",
    ), Case("u1 u2 t1", answers={"user_tasks": {"u1": {"variables": {"done": True}}}})),
    feature("ad-hoc, the rest is finished", one(
        scope("adHocSubProcess", "S", element("userTask", "u1"), element("userTask", "u2"),
              expression("completionCondition", "=done"), cancelRemainingInstances="false"), "s > S > t1 > e",
    ), Case("u1 u2", answers={"user_tasks": {"u1": {"variables": {"done": True}}}}, outcome="waiting"),
       Case("u1 u2 t1", answers={"user_tasks": {"u1": {"variables": {"done": True}}, "u2": DAY}})),
]


@each_case(FEATURES)
def test_it_is_played_as_the_standard_says(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)
