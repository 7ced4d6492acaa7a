"""Activities: sub-processes, call activities, loops, multi-instances, ad-hoc sub-processes, token quantities (13.3)."""

from __future__ import annotations

from decimal import Decimal

from tests.conformance.shapes import (
    ROOTS,
    Case,
    boundary,
    by,
    caught,
    each_case,
    element,
    ended,
    expected,
    expression,
    feature,
    observed,
    one,
    scope,
    thrown,
    timer,
)
from tests.engine.scenario.drawing import bpmn

COUNT = (
    '<bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=n + 1" target="n"/></zeebe:ioMapping>'
    "</bpmn:extensionElements>"
)


def many(*inner: str, sequential: bool = True, cardinality: str = "3", **attributes: str) -> str:
    """Multi-instance characteristics of three."""
    drawn = (expression("loopCardinality", cardinality), *inner)
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    order = str(sequential).lower()
    return f'<bpmn:multiInstanceLoopCharacteristics isSequential="{order}"{written}>{"".join(drawn)}</bpmn:multiInstanceLoopCharacteristics>'


def again(condition: str | None = None, **attributes: str) -> str:
    """Standard loop characteristics."""
    inner = expression("loopCondition", condition) if condition is not None else ""
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<bpmn:standardLoopCharacteristics{written}>{inner}</bpmn:standardLoopCharacteristics>"


def task(id: str, *inner: str, **attributes: str) -> str:
    """A task that is more than its name."""
    return element("task", id, *inner, **attributes)


GO = '<bpmn:signalEventDefinition id="def_go" signalRef="go"/>'
COMPLEX = (
    "<bpmn:complexBehaviorDefinition><bpmn:condition>true</bpmn:condition><bpmn:event>"
    '<bpmn:signalEventDefinition id="complex_go" signalRef="go"/></bpmn:event></bpmn:complexBehaviorDefinition>'
)
LOW, MIDDLE, HIGH = {"n": 0}, {"n": 1}, {"n": 3}


def behaving(behavior: str, interrupting: bool | None, *inner: str, sequential: bool = True, **attributes: str) -> bytes:
    """A multi-instance of three with that behavior, and a boundary event that catches what it throws."""
    loop = many(*inner, sequential=sequential, behavior=behavior, **attributes)
    return one(
        task("t1", loop), boundary("b", "t1", by("signal", "go"), interrupting), "s > t1 > t2 > e1", "b > t3 > e2",
        before=ROOTS + GO,
    )


def calling(called: str, *roots: str) -> bytes:
    """`main` calls something."""
    main = scope("process", "main", element("callActivity", "call", calledElement=called), "s > call > t2 > e")
    return bpmn(*roots, main)


FEATURES = [
    feature("manual task", one(element("manualTask", "m"), "s > m > t1 > e"), "m t1"),
    feature("service task without a type", one(element("serviceTask", "j"), "s > j > t1 > e"), "j t1"),
    feature("business rule task without a decision", one(element("businessRuleTask", "j"), "s > j > t1 > e"), "j t1"),
    feature("send and receive task", bpmn(
        ROOTS, scope("process", "main", element("sendTask", "w", messageRef="hello"), "s > w > t1 > e"),
        scope("process", "other", element("receiveTask", "r", messageRef="hello"), "s2 > r > t2 > e2"),
    ), Case("r w t1 t2", processes=("other", "main"), others=("completed",)),
       Case("w t1 r t2", processes=("main", "other"), others=("completed",)),
       Case("w t1")),
    feature("receive task that begins an instance", bpmn(
        ROOTS, scope("process", "main", thrown("h", by("message", "hello")), "s > h > t1 > e"),
        scope("process", "other", element("receiveTask", "r", messageRef="hello", instantiate="true"), "r > t2"),
    ), Case("t1 r t2", others=("completed",))),
    feature("call activity", calling("other", scope("process", "other", "s2 > t1 > e2")), "t1 t2"),
    feature("call activity, global task", calling("g", '<bpmn:globalTask id="g" name="g"/>'), "g t2"),
    feature("call activity, global user task", calling("g", '<bpmn:globalUserTask id="g" name="g"/>'),
            Case("g t2", answers={"user_tasks": {"g": {}}})),
    feature("call activity that calls itself until enough", one(
        task("t1", COUNT), element("callActivity", "call", calledElement="main"),
        "s > t1 > x1", "x1 > call > e1 : n < 3", "x1 > e2 : default",
    ), Case("t1 t1 t1", LOW)),
    feature("sub-process", one(scope("subProcess", "S", "s1 > t1 > e1"), "s > S > t2 > e"), "t1 t2"),
    feature("sub-process without start and end event", one(scope("subProcess", "S", "t1 > t2"), "s > S > t3 > e"), "t1 t2 t3"),
    feature("sub-processes in one another", one(
        scope("subProcess", "S", scope("subProcess", "T", scope("subProcess", "U", "s3 > t1 > e3"), "s2 > U > t2 > e2"),
              "s1 > T > t3 > e1"), "s > S > t4 > e",
    ), "t1 t2 t3 t4"),
    feature("transaction", one(scope("transaction", "S", "s1 > t1 > e1"), "s > S > t2 > e"), "t1 t2"),
    feature("ad-hoc, sequential", one(scope("adHocSubProcess", "S", task("t1"), task("t2"), ordering="Sequential"),
                                      "s > S > t3 > e"), "t1 t2 t3"),
    feature("ad-hoc, parallel", one(scope("adHocSubProcess", "S", task("t1"), task("t2"), ordering="Parallel"),
                                    "s > S > t3 > e"), "t1 t2 t3"),
    feature("ad-hoc, until enough", one(
        scope("adHocSubProcess", "S", task("t1", COUNT), task("t2", COUNT), task("t4"),
              expression("completionCondition", "=n >= 2"), ordering="Sequential"), "s > S > t3 > e",
    ), Case("t1 t2 t3", LOW), Case("t1 t3", MIDDLE)),
    feature("loop, condition", one(task("t1", COUNT, again("=n < 3")), "s > t1 > t2 > e"),
            Case("t1 t2", HIGH), Case("t1 t1 t2", MIDDLE), Case("t1 t1 t1 t2", LOW)),
    feature("loop of a sub-process", one(
        scope("subProcess", "S", again("=n < 3"), task("t1", COUNT), "s1 > t1 > e1"), "s > S > t2 > e",
    ), Case("t1 t2", HIGH), Case("t1 t1 t2", MIDDLE), Case("t1 t1 t1 t2", LOW)),
    feature("loop, maximum", one(task("t1", again("true", loopMaximum="3")), "s > t1 > t2 > e"), "t1 t1 t1 t2"),
    feature("loop, maximum without condition", one(task("t1", again(loopMaximum="3")), "s > t1 > t2 > e"), "t1 t1 t1 t2"),
    feature("loop, never true, tested after", one(task("t1", again("false", testBefore="false")), "s > t1 > t2 > e"), "t1 t2"),
    feature("loop, never true, tested before", one(task("t1", again("false", testBefore="true")), "s > t1 > t2 > e"), "t2"),
    feature("multi-instance, sequential", one(task("t1", many()), "s > t1 > t2 > e"), "t1 t1 t1 t2"),
    feature("multi-instance, parallel", one(task("t1", many(sequential=False)), "s > t1 > t2 > e"), "t1 t1 t1 t2"),
    feature("multi-instance, no order given", one(
        task("t1", "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality>"
             "</bpmn:multiInstanceLoopCharacteristics>"), "s > t1 > t2 > e",
    ), "t1 t1 t2"),
    feature("multi-instance, number of the data", one(task("t1", many(cardinality="=n")), "s > t1 > t2 > e"),
            Case("t1 t1 t1 t2", HIGH), Case("t2", LOW), Case("", {"n": -1}, "incident"), Case("", {"n": Decimal("1.5")}, "incident")),
    feature("multi-instance of a sub-process", one(
        scope("subProcess", "S", many(), "s1 > t1 > t2 > e1"), "s > S > t3 > e"), "t1 t2 t1 t2 t1 t2 t3"),
    feature("multi-instance of a sub-process, parallel", one(
        scope("subProcess", "S", many(sequential=False), "s1 > t1 > t2 > e1"), "s > S > t3 > e"), "t1 t1 t1 t2 t2 t2 t3"),
    feature("multi-instance of a call activity", bpmn(
        scope("process", "main", element("callActivity", "call", many(), calledElement="other"), "s > call > t2 > e"),
        scope("process", "other", "s2 > t1 > e2"),
    ), "t1 t1 t1 t2"),
    feature("multi-instance, until enough", one(
        task("t1", many(expression("completionCondition", "=numberOfCompletedInstances = 2"))), "s > t1 > t2 > e"), "t1 t1 t2"),
    feature("multi-instance in a multi-instance", one(
        scope("subProcess", "S", many(cardinality="2"), task("t1", many(cardinality="2")), "s1 > t1 > e1"), "s > S > t2 > e",
    ), "t1 t1 t1 t1 t2"),
    feature("behavior All", behaving("All", None), "t1 t1 t1 t2"),
    feature("behavior None", behaving("None", False, noneBehaviorEventRef="def_go"), "t1 t1 t3 t1 t3 t2 t3"),
    feature("behavior None, interrupted by the first", behaving("None", None, noneBehaviorEventRef="def_go"), "t1 t3"),
    feature("behavior None, parallel", behaving("None", False, sequential=False, noneBehaviorEventRef="def_go"),
            "t1 t1 t1 t2 t3 t3 t3"),
    feature("behavior One", behaving("One", False, oneBehaviorEventRef="def_go"), "t1 t1 t3 t1 t2"),
    feature("behavior Complex, the rest is ended", behaving("Complex", True, COMPLEX), "t1 t3"),
    feature("behavior Complex, the rest goes on", behaving("Complex", False, COMPLEX), "t1 t1 t3 t1 t3 t2 t3"),
    feature("quantities", one(task("t1", completionQuantity="2"), task("t3", startQuantity="2"), "s > t1 > t2 > t3 > e"),
            "t1 t2 t2 t3"),
    feature("quantities written out", one(
        task("t1", completionQuantity="2"), task("t2", startQuantity="1", completionQuantity="1"),
        task("t3", startQuantity="2"), "s > t1 > t2 > t3 > e",
    ), "t1 t2 t2 t3"),
    feature("quantities, several flows", one("s > t1", "t1 > t2 > t4", "t1 > t3 > t4 > e"), "t1 t2 t3 t4 t4"),
    feature("quantities, several flows gathered", one(
        task("t4", startQuantity="2"), "s > t1", "t1 > t2 > t4", "t1 > t3 > t4 > e"), "t1 t2 t3 t4"),
    feature("start quantity that never comes", one(task("t2", startQuantity="2"), "s > t1 > t2 > e"),
            Case("t1", outcome="waiting")),
    feature("quantities of a sub-process in a loop", one(
        scope("subProcess", "S", again(loopMaximum="2"), "s1 > t1 > e1", completionQuantity="2"), "s > S > t2 > e",
    ), "t1 t1 t2 t2"),
    feature("timer at an activity that takes longer", one(
        scope("subProcess", "S", caught("k", timer(duration="PT9S")), "s1 > k > t1 > e1"),
        boundary("b", "S", timer(duration="PT3S")), "s > S > t3 > e1x", "b > t2 > e2",
    ), "t2"),
    feature("error of a called process", bpmn(
        ROOTS, scope("process", "main", element("callActivity", "call", calledElement="other"),
                     boundary("b", "call", by("error", "wrong")), "s > call > t2 > e", "b > t3 > e3"),
        scope("process", "other", ended("e2", by("error", "wrong")), "s2 > t1 > e2"),
    ), "t1 t3"),
]


@each_case(FEATURES)
def test_it_is_played_as_the_standard_says(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)
