"""Event sub-processes, compensation and cancellation (BPMN 2.0.2, 10.3.5, 10.7, 13.3.4 and 13.5.5)."""

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
    feature,
    observed,
    on_event,
    one,
    scope,
    thrown,
    timer,
)
from tests.engine.scenario.drawing import bpmn

LOOK, GO, WRONG, UNDO, STOP = (
    by("escalation", "look"), by("signal", "go"), by("error", "wrong"), by("compensate"), by("cancel"),
)


def reacts(start: str, *parts: str, interrupting: bool = True) -> bytes:
    """A sub-process of these parts with an event sub-process of t2; behind it t3."""
    inner = on_event("E", start, "s_E > t2 > e_E", interrupting=interrupting)
    return one(scope("subProcess", "S", inner, *parts), "s > S > t3 > e", before=ROOTS)


def undone(id: str, task: str, host: str = "t0") -> tuple[str, ...]:
    """A compensation boundary event with the task that undoes its host."""
    return (
        element("boundaryEvent", id, UNDO, attachedToRef=host), element("task", task, isForCompensation="true"),
        f'<bpmn:association id="{id}_{task}" sourceRef="{id}" targetRef="{task}" associationDirection="One"/>',
    )


TELLS_LOOK = (thrown("h", LOOK), "s1 > h > t1 > e1")
TELLS_GO = (thrown("h", GO), "s1 > h > t1 > e1")
FAILS = (ended("e1", WRONG), "s1 > t1 > e1")
LASTS = (caught("k", timer(duration="PT30S")), "s1 > k > t1 > e1")

FEATURES = [
    feature("conditional, interrupting", reacts(condition("ready"), "s1 > t1 > e1"), Case("t2 t3", {"ready": True})),
    feature("conditional, not interrupting", reacts(condition("ready"), "s1 > t1 > e1", interrupting=False),
            Case("t1 t2 t3", {"ready": True}), Case("t1 t3", {"ready": False})),
    feature("conditional, at the process", one(
        on_event("E", condition("level > 3"), "s_E > t2 > e_E"), "s > u1 > t1 > e",
    ), Case("u1 t2", {"level": 1}, answers={"conditions": [{"after": "PT1H", "variables": {"level": 5}}]}),
       Case("u1 t1", {"level": 1}, answers={"user_tasks": {"u1": {}}})),
    feature("error", reacts(WRONG, *FAILS), "t1 t2 t3"),
    feature("error that the event sub-process itself throws", one(
        scope("subProcess", "S", on_event("E", WRONG, ended("e_E", WRONG), "s_E > t2 > e_E"), *FAILS),
        boundary("b", "S", WRONG), "s > S > t3 > e", "b > t4 > e4", before=ROOTS,
    ), "t1 t2 t4"),
    feature("error at the process", one(
        on_event("E", WRONG, "s_E > t2 > e_E"), ended("e", WRONG), "s > t1 > e", before=ROOTS), "t1 t2"),
    feature("escalation, interrupting", reacts(LOOK, *TELLS_LOOK), "t2 t3"),
    feature("escalation, not interrupting", reacts(LOOK, *TELLS_LOOK, interrupting=False), "t1 t2 t3"),
    feature("signal, interrupting", reacts(GO, *TELLS_GO), "t2 t3"),
    feature("signal, not interrupting", reacts(GO, *TELLS_GO, interrupting=False), "t1 t2 t3"),
    feature("message, interrupting", reacts(by("message", "hello"), *LASTS),
            Case("t2 t3", answers={"messages": [{"name": "hello", "after": "PT5S"}]}), Case("t1 t3")),
    feature("message, not interrupting, twice", reacts(by("message", "hello"), *LASTS, interrupting=False),
            Case("t2 t2 t1 t3", answers={"messages": [{"name": "hello", "after": "PT5S"}, {"name": "hello", "after": "PT9S"}]})),
    feature("timer, interrupting", reacts(timer(duration="PT5S"), *LASTS), "t2 t3"),
    feature("timer, not interrupting", reacts(timer(duration="PT5S"), *LASTS, interrupting=False), "t2 t1 t3"),
    feature("timer, cycle", reacts(timer(cycle="R4/PT5S"), *LASTS, interrupting=False), "t2 t2 t2 t2 t1 t3"),
    feature("timer that comes too late", reacts(timer(duration="PT50S"), *LASTS), "t1 t3"),
    feature("event sub-process in an event sub-process", one(
        on_event("E", WRONG, on_event("F", LOOK, "s_F > t3 > e_F", interrupting=False), thrown("h", LOOK),
                 "s_E > h > t2 > e_E"),
        ended("e", WRONG), "s > t1 > e", before=ROOTS,
    ), "t1 t2 t3"),
    feature("it keeps its scope open", one(
        scope("subProcess", "S", on_event("E", GO, "s_E > u2 > e_E", interrupting=False), *TELLS_GO), "s > S > t3 > e",
        before=ROOTS,
    ), Case("t1 u2", outcome="waiting"), Case("t1 u2 t3", answers={"user_tasks": {"u2": {"after": "P3D"}}})),
    feature("the scope's event sub-process goes before its boundary", one(
        scope("subProcess", "S", on_event("E", WRONG, "s_E > t2 > e_E"), *FAILS), boundary("b", "S", WRONG),
        "s > S > t3 > e", "b > t4 > e4", before=ROOTS,
    ), "t1 t2 t3"),
    # --- compensation -----------------------------------------------------------------------------------------------------
    feature("compensation, thrown", one(*undone("b", "t1"), thrown("h", UNDO), "s > t0 > h > t2 > e"), "t0 t1 t2"),
    feature("compensation, at the end", one(*undone("b", "t1"), ended("e", UNDO), "s > t0 > e"), "t0 t1"),
    feature("compensation, of one activity", one(
        *undone("b", "t1"), *undone("b2", "t2", "t00"), thrown("h", by("compensate", activityRef="t0")),
        "s > t0 > t00 > h > t3 > e",
    ), "t0 t00 t1 t3"),
    feature("compensation, the last first", one(
        *undone("b", "t1"), *undone("b2", "t2", "t00"), thrown("h", UNDO), "s > t0 > t00 > h > e"), "t0 t00 t2 t1"),
    feature("compensation, at the end of a sub-process", one(
        scope("subProcess", "S", *undone("b", "t1"), ended("e1", UNDO), "s1 > t0 > e1"), "s > S > t2 > e"), "t0 t1 t2"),
    feature("compensation, of a sub-process as a whole", one(
        scope("subProcess", "S", "s1 > t0 > e1"), *undone("b", "t1", "S"), thrown("h", UNDO), "s > S > h > e"), "t0 t1"),
    feature("compensation, of what is inside a sub-process", one(
        scope("subProcess", "S", *undone("b", "t1"), "s1 > t0 > e1"), thrown("h", UNDO), "s > S > h > e"), "t0 t1"),
    feature("compensation, event sub-process", one(
        scope("subProcess", "S", *undone("b", "t1"),
              scope("subProcess", "E", element("startEvent", "s_E", UNDO), thrown("h2", UNDO), "s_E > h2 > t2 > e_E",
                    triggeredByEvent="true", isForCompensation="true"), "s1 > t0 > e1"),
        thrown("h", UNDO), "s > S > h > e",
    ), "t0 t1 t2"),
    feature("compensation, nothing was done", one(*undone("b", "t1"), thrown("h", UNDO), "s > h > t0 > e"), "t0"),
    feature("compensation, of each instance", one(
        element("task", "t0", '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>2'
                "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"),
        *undone("b", "t1"), thrown("h", UNDO), "s > t0 > h > e",
    ), "t0 t0 t1 t1"),
    feature("cancel", one(
        scope("transaction", "S", ended("e1", STOP), "s1 > t1 > e1"), boundary("b", "S", STOP), "s > S > t3 > e", "b > t2 > e2",
    ), "t1 t2"),
    feature("cancel undoes what was done", one(
        scope("transaction", "S", *undone("b", "t1"), ended("e1", STOP), "s1 > t0 > e1"), boundary("b2", "S", STOP),
        "s > S > e", "b2 > t2 > e2",
    ), "t0 t1 t2"),
    feature("cancel ends what still runs", one(
        scope("transaction", "S", ended("e1", STOP), "s1 > p1", "p1 > t1 > e1", "p1 > u1 > e2"), boundary("b", "S", STOP),
        "s > S > e", "b > t2 > e3",
    ), "t1 u1 t2"),
    feature("a transaction that fails undoes nothing by itself", one(
        scope("transaction", "S", *undone("b", "t1"), ended("e1", WRONG), "s1 > t0 > e1"), boundary("b2", "S", WRONG),
        "s > S > e", "b2 > t2 > e2", before=ROOTS,
    ), "t0 t2"),
    feature("compensation, of a called process", bpmn(
        scope("process", "main", element("callActivity", "call", calledElement="other"), thrown("h", UNDO), "s > call > h > e"),
        scope("process", "other", *undone("b", "t1"), "s2 > t0 > e2"),
    ), "t0 t1"),
]


@each_case(FEATURES)
def test_it_is_played_as_the_standard_says(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)
