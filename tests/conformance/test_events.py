"""Start, intermediate, boundary and end events (BPMN 2.0.2, 10.5 and 13.5)."""

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
    feature,
    observed,
    one,
    scope,
    thrown,
    timer,
)
from tests.engine.scenario.drawing import bpmn

A, B = {"test": "a"}, {"test": "b"}
HAS_A = 'contains(test, "a")'
LOOK, GO, WRONG = by("escalation", "look"), by("signal", "go"), by("error", "wrong")


def within(throw: str, catch: str, interrupting: bool | None = True) -> bytes:
    """A sub-process that throws between t1 and t2, watched by a boundary event that leads to t3; behind it t4."""
    return one(
        scope("subProcess", "S", thrown("h", throw), "s1 > t1 > h > t2 > e1"), boundary("b", "S", catch, interrupting),
        "s > S > t4 > e", "b > t3 > e3", before=ROOTS,
    )


def ending(throw: str, catch: str, kind: str = "subProcess") -> bytes:
    """A sub-process that ends by throwing, with a boundary event that catches it."""
    return one(
        scope(kind, "S", ended("e1", throw), "s1 > t1 > e1"), boundary("b", "S", catch), "s > S > t3 > e", "b > t2 > e2",
        before=ROOTS,
    )


def begins(throw: str, start: str, at_end: bool = False) -> bytes:
    """`main` throws what begins an instance of `other`."""
    event = ended("h", throw) if at_end else thrown("h", throw)
    flow = "s > t1 > h" if at_end else "s > h > t1 > e"
    other = scope("process", "other", begun("s2", start), "s2 > t2 > e2")
    return bpmn(ROOTS, scope("process", "main", event, flow), other)


def listens(throw: str, catch: str) -> bytes:
    """`main` throws what the running `other` waits for."""
    main = scope("process", "main", thrown("h", throw), "s > h > t1 > e")
    return bpmn(ROOTS, main, scope("process", "other", caught("k", catch), "s2 > k > t2 > e2"))


def waits(*definitions: str, throws: tuple[str, ...], **attributes: str) -> bytes:
    """One branch throws these, drawn first; the other waits for the definitions."""
    throwers = [thrown(f"h{number}", one) for number, one in enumerate(throws)]
    way = " > ".join(["p1", *(f"h{number}" for number in range(len(throws))), "e1"])
    return one(*throwers, caught("k", *definitions, **attributes), "s > p1", way, "p1 > k > t1 > e2", before=ROOTS)


def delayed(catch: str, interrupting: bool) -> bytes:
    """A sub-process of ten seconds, watched by a timer."""
    return one(
        scope("subProcess", "S", caught("k", timer(duration="PT10S")), "s1 > k > t1 > e1"),
        boundary("b", "S", catch, interrupting), "s > S > t2 > e", "b > t3 > e3",
    )


FEATURES = [
    feature("conditional boundary, interrupting", one(
        scope("subProcess", "S", "s1 > t1 > e1"), boundary("b", "S", condition(HAS_A)), "s > S > t2 > e", "b > t3 > e3",
    ), Case("t3", A), Case("t1 t2", B)),
    feature("conditional boundary, not interrupting", one(
        scope("subProcess", "S", "s1 > t1 > e1"), boundary("b", "S", condition(HAS_A), False), "s > S > t2 > e", "b > t3 > e3",
    ), Case("t1 t3 t2", A), Case("t1 t2", B)),
    feature("conditional catch", one(caught("k", condition(HAS_A)), "s > k > t1 > e"),
            Case("t1", A), Case("", B, "waiting"), Case("t1", B, answers={"conditions": [{"variables": A}]})),
    feature("conditional start", one(begun("s", condition(HAS_A)), "s > t1 > e"), Case("t1", A)),
    feature("error boundary of a sub-process", ending(WRONG, WRONG), "t1 t2"),
    feature("error boundary of a transaction", ending(WRONG, WRONG, "transaction"), "t1 t2"),
    feature("error boundary for any error", ending(WRONG, by("error")), "t1 t2"),
    feature("error boundary for another error", ending(WRONG, by("error", "mistake")), Case("t1", outcome="incident")),
    feature("error that nobody catches", one(ended("e", WRONG), "s > t1 > e", before=ROOTS), Case("t1", outcome="incident")),
    feature("error through two sub-processes", one(
        scope("subProcess", "S", scope("subProcess", "T", ended("e1", WRONG), "s1 > t1 > e1"), "s2 > T > t4 > e2"),
        boundary("b", "S", WRONG), "s > S > t3 > e", "b > t2 > e3", before=ROOTS,
    ), "t1 t2"),
    feature("error of a task", one(
        element("serviceTask", "j"), boundary("b", "j", WRONG), "s > j > t1 > e", "b > t2 > e2", before=ROOTS,
    ), Case("j t2", answers={"jobs": {"j": {"error": "E1"}}}), Case("j", answers={"jobs": {"j": {"error": "E9"}}}, outcome="incident")),
    feature("escalation boundary, interrupting", within(LOOK, LOOK), "t1 t3"),
    feature("escalation boundary, not interrupting", within(LOOK, LOOK, False), "t1 t2 t3 t4"),
    feature("escalation end", ending(LOOK, LOOK), "t1 t2"),
    feature("escalation that nobody watches", one(ended("e", LOOK), "s > t1 > e", before=ROOTS), "t1"),
    feature("escalation of a called process", bpmn(
        ROOTS, scope("process", "main", element("callActivity", "call", calledElement="other"),
                     boundary("b", "call", LOOK, False), "s > call > t2 > e", "b > t3 > e3"),
        scope("process", "other", ended("e2", LOOK), "s2 > t1 > e2"),
    ), "t1 t2 t3"),
    feature("link", one(thrown("h", by("link", name="L")), caught("k", by("link", name="L")), "s > h", "k > t1 > e"), "t1"),
    feature("link, several sources", one(
        thrown("h1", by("link", name="L")), thrown("h2", by("link", name="L")), caught("k", by("link", name="L")),
        "s > p1", "p1 > h1", "p1 > t1 > h2", "k > t2 > e",
    ), "t1 t2 t2"),
    feature("message start", begins(by("message", "hello"), by("message", "hello")), Case("t1 t2", others=("completed",))),
    feature("message end that starts", begins(by("message", "hello"), by("message", "hello"), True),
            Case("t1 t2", others=("completed",))),
    feature("message catch", listens(by("message", "hello"), by("message", "hello")),
            Case("t1 t2", processes=("other", "main"), others=("completed",)),
            Case("t1 t2", processes=("main", "other"), others=("completed",))),
    feature("message boundary", one(
        element("userTask", "u1"), boundary("b", "u1", by("message", "hello")), "s > u1 > t1 > e", "b > t2 > e2", before=ROOTS,
    ), Case("u1 t2", answers={"messages": [{"name": "hello"}]}), Case("u1 t1", answers={"user_tasks": {"u1": {}}}),
       Case("u1", outcome="waiting")),
    feature("signal start", begins(GO, GO), Case("t1 t2", others=("completed",))),
    feature("signal end that starts", begins(GO, GO, True), Case("t1 t2", others=("completed",))),
    feature("signal catch in another instance", listens(GO, GO),
            Case("t1 t2", processes=("other", "main"), others=("completed",)),
            Case("t1", processes=("main", "other"), others=("waiting",))),
    feature("signal boundary, interrupting", within(GO, GO), "t1 t3"),
    feature("signal boundary, not interrupting", within(GO, GO, False), "t1 t2 t3 t4"),
    feature("signal end in a sub-process", ending(GO, GO), "t1 t2"),
    feature("signal thrown in one branch, caught in the other", waits(GO, throws=(GO,)), "t1"),
    feature("signal thrown later", one(
        caught("k1", timer(duration="PT5S")), thrown("h", GO), caught("k2", GO), "s > p1", "p1 > k1 > h > e1",
        "p1 > k2 > t1 > e2", before=ROOTS,
    ), "t1"),
    feature("terminate", one(
        ended("e2", by("terminate")), caught("k", timer(duration="PT1S")), "s > p1", "p1 > k > t1 > e1", "p1 > e2",
    ), ""),
    feature("terminate ends only its sub-process", one(
        scope("subProcess", "S", ended("e2", by("terminate")), "s1 > p1", "p1 > u1 > t1 > e1", "p1 > e2"), "s > S > t2 > e",
    ), "u1 t2"),
    feature("timer catch", one(caught("k", timer(duration="PT1S")), "s > k > t1 > e"), "t1"),
    feature("timer catch, date", one(caught("k", timer(date="2027-01-05T09:00:00+08:00")), "s > k > t1 > e"), "t1"),
    feature("timer catch, date that is past", one(caught("k", timer(date="2020-01-05T09:00:00Z")), "s > k > t1 > e"), "t1"),
    feature("timer catch, cycle", one(caught("k", timer(cycle="R4/PT1S")), "s > k > t1 > e"), "t1 t1 t1 t1"),
    feature("timer start, cycle", one(begun("s", timer(cycle="R2/PT1H")), "s > t1 > e"), Case("t1 t1", others=("completed",))),
    feature("timer boundary, interrupting", delayed(timer(duration="PT3S"), True), "t3"),
    feature("timer boundary, not interrupting", delayed(timer(duration="PT3S"), False), "t3 t1 t2"),
    feature("timer boundary, cycle", delayed(timer(cycle="R4/PT2S"), False), "t3 t3 t3 t3 t1 t2"),
    feature("timer boundary, cycle without end", delayed(timer(cycle="R/PT3S"), False), "t3 t3 t3 t1 t2"),
    feature("timer boundary, cycle with a start", delayed(timer(cycle="R2/2027-01-04T09:00:04+08:00/PT4S"), False), "t3 t3 t1 t2"),
    feature("timer boundary, cycle with an end", delayed(timer(cycle="R/PT3S/2027-01-04T09:00:07+08:00"), False), "t3 t3 t1 t2"),
    feature("multiple, the first definition", waits(GO, by("signal", "stop"), throws=(GO,)), "t1"),
    feature("multiple, the last definition", waits(GO, by("signal", "stop"), throws=(by("signal", "stop"),)), "t1"),
    feature("multiple, nothing thrown", waits(GO, by("signal", "stop"), throws=()), Case("", outcome="waiting")),
    feature("parallel multiple", waits(GO, by("signal", "stop"), throws=(by("signal", "stop"), GO), parallelMultiple="true"), "t1"),
    feature("parallel multiple, one is missing", waits(GO, by("signal", "stop"), throws=(GO,), parallelMultiple="true"),
            Case("", outcome="waiting")),
    feature("multiple throw", one(
        thrown("h", GO, by("signal", "stop")), caught("k1", GO), caught("k2", by("signal", "stop")),
        "s > p1", "p1 > k1 > t1 > e1", "p1 > h > e2", "p1 > k2 > t2 > e3", before=ROOTS,
    ), "t1 t2"),
    feature("multiple end", one(
        ended("h", GO, by("message", "hello")), caught("k1", GO), "s > p1", "p1 > h", "p1 > k1 > t1 > e1", before=ROOTS,
    ), "t1"),
    feature("none events", one(thrown("h"), "s > h > t1 > e"), "t1"),
    feature("eventDefinitionRef, error end", one(
        ended("e", "<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef>"), "s > t1 > e",
        before=ROOTS + '<bpmn:errorEventDefinition id="d" errorRef="wrong"/>',
    ), Case("t1", outcome="incident")),
    feature("eventDefinitionRef, signal boundary", one(
        scope("subProcess", "S", thrown("h", GO), "s1 > t1 > h > t2 > e1"),
        boundary("b", "S", "<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef>", False), "s > S > t4 > e", "b > t3 > e3",
        before=ROOTS + '<bpmn:signalEventDefinition id="d" signalRef="go"/>',
    ), "t1 t2 t3 t4"),
    feature("eventDefinitionRef, timer catch", one(
        caught("k", "<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef>"), "s > k > t1 > e",
        before='<bpmn:timerEventDefinition id="d"><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>',
    ), "t1"),
]


@each_case(FEATURES)
def test_it_is_played_as_the_standard_says(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)
