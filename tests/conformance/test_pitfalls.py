"""What engines accept and play differently without a word: here each is played right or refused with the rule that says so."""

from __future__ import annotations

import pytest

from tests.conformance.shapes import (
    ROOTS,
    Case,
    begun,
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
    on_event,
    one,
    playing,
    scope,
    thrown,
    timer,
)
from tests.engine.scenario.drawing import bpmn, message

#: A flow without an id.
NAMELESS = '<bpmn:sequenceFlow sourceRef="s" targetRef="t1"/>'
#: Of the same two flows the one drawn first in the file is drawn lower on the page.
UPSIDE_DOWN = (
    '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">'
    '<bpmndi:BPMNPlane bpmnElement="main">'
    '<bpmndi:BPMNShape bpmnElement="t1"><dc:Bounds x="0" y="900" width="9" height="9"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNShape bpmnElement="t2"><dc:Bounds x="0" y="100" width="9" height="9"/></bpmndi:BPMNShape>'
    "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"
)
DATA = '<bpmn:dataObject id="D" name="level"/>'
PROPERTY = '<bpmn:property id="level"/>'
KEYED = message("file", "file", "number")


def writes(target: str) -> str:
    """A job whose output goes into a piece of data."""
    return element(
        "serviceTask", "j",
        '<bpmn:ioSpecification><bpmn:dataOutput id="found" name="found"/><bpmn:inputSet/><bpmn:outputSet>'
        "<bpmn:dataOutputRefs>found</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>",
        f'<bpmn:dataOutputAssociation id="a"><bpmn:sourceRef>found</bpmn:sourceRef><bpmn:targetRef>{target}</bpmn:targetRef>'
        "</bpmn:dataOutputAssociation>",
    )


def nested(depth: int) -> str:
    """Sub-processes in one another; only the innermost has a task."""
    inner = scope("subProcess", f"S{depth}", "s0 > t1 > e0")
    for number in range(depth - 1, 0, -1):
        inner = scope("subProcess", f"S{number}", inner, f"s{number} > S{number + 1} > e{number}")
    return inner


def diamonds(count: int) -> list[str]:
    """Parallel diamonds in series."""
    return [
        part for n in range(count)
        for part in (f"p{n} > t{n} > p{n}_", f"p{n} > tt{n} > p{n}_", f"p{n}_ > {f'p{n + 1}' if n + 1 < count else 'e'}")
    ]


def copies(quantity: str) -> str:
    """A multi-instance task of so many."""
    return element(
        "task", "t1", f"<bpmn:multiInstanceLoopCharacteristics>{expression('loopCardinality', quantity)}"
        "</bpmn:multiInstanceLoopCharacteristics>",
    )


LEVELS = ("s2 > x1", "x1 > t1 > e2 : level = 3", "x1 > t2 > e3 : default")
FOUND = {"jobs": {"j": {"variables": {"found": 3}}}}
BOTH = {"user_tasks": {
    "u1": {"variables": {"status": "approved"}}, "u2": {"variables": {"late": True}, "after": "P1D"},
}}

FEATURES = [
    feature("flow without an id", one(begun("s"), element("task", "t1"), NAMELESS, "t1 > t2 > e"), "t1 t2"),
    feature("ids that the library uses itself", one(
        begun("Start"), element("task", "Root"), ended("End"), "Start > Root > End"), "Root"),
    feature("the flow that is drawn first in the file wins", one(
        "s > x1", "x1 > t1 : true", "x1 > t2 : true").replace(b"</bpmn:definitions>", UPSIDE_DOWN.encode()), "t1"),
    feature("signal end event", one(ended("h", by("signal", "go")), caught("k", by("signal", "go")), "s > p1", "p1 > h",
                                    "p1 > k > t1 > e", before=ROOTS), "t1"),
    feature("two timers behind one gateway, the later drawn first", one(
        caught("k1", timer(duration="P2D")), caught("k2", timer(duration="P1D")), "s > v1", "v1 > k1 > t1", "v1 > k2 > t2"), "t2"),
    feature("message for another key", one(
        caught("k", by("message", "file")), "s > k > t1 > e", before=KEYED,
    ), Case("", {"number": "7"}, "waiting", {"messages": [{"name": "file", "correlationKey": "8"}]}),
       Case("t1", {"number": "7"}, answers={"messages": [{"name": "file", "correlationKey": "7"}]}),
       Case("t1", {"number": 7}, answers={"messages": [{"name": "file", "correlationKey": "7"}]}),
       Case("", {}, "incident", {"messages": [{"name": "file", "correlationKey": "7"}]})),
    feature("an interrupting boundary acts before the sub-process is drained", one(
        scope("subProcess", "S", thrown("h", by("escalation", "look")), "s1 > p1", "p1 > t1 > t2 > e2", "p1 > h > e1"),
        boundary("b", "S", by("escalation", "look")), "s > S > t3 > e", "b > t4 > e4", before=ROOTS,
    ), "t1 t4"),
    feature("timers of a sub-process and of its boundary due at once", one(
        scope("subProcess", "S", caught("k", timer(duration="PT1H")), "s1 > k > t1 > e1"),
        boundary("b", "S", timer(duration="PT1H")), "s > S > t3 > e", "b > t2 > e2",
    ), "t2"),
    feature("what one branch wrote is not overwritten by a stale copy of the other", one(
        "s > p1", "p1 > u1 > p2", "p1 > u2 > p2", "p2 > x1", 'x1 > t1 > e1 : status = "approved" and late', "x1 > t2 > e2 : default",
    ), Case("u1 u2 t1", {"status": "draft"}, answers=BOTH)),
    feature("event sub-process that nothing triggers", one(
        scope("subProcess", "S", on_event("E", by("error", "wrong"), "s_E > t2 > e_E"), "s1 > t1 > e1"), "s > S > t3 > e",
        before=ROOTS,
    ), "t1 t3"),
    feature("a case is complete only when nothing is unfinished", one("s > p1", "p1 > t1 > e1", "p1 > u2 > e2"),
            Case("t1 u2", outcome="waiting")),
    feature("a chain of six hundred", one(" > ".join(["s", *(f"t{n}" for n in range(600)), "e"])),
            " ".join(f"t{n}" for n in range(600))),
    feature("forty sub-processes in one another", one(nested(40), "s > S1 > t2 > e"), "t1 t2"),
    feature("twenty-two parallel diamonds in series", one("s > p0", *diamonds(22)),
            " ".join(f"t{n} tt{n}" for n in range(22))),
    feature("data object read two levels down", one(
        DATA, scope("subProcess", "S", writes("D"), scope("subProcess", "T", *LEVELS), "s1 > j > T > e1"), "s > S > e",
    ), Case("j t1", answers=FOUND), Case("j t2", answers={"jobs": {"j": {}}})),
    feature("property of the process", one(PROPERTY, writes("level"), "s > j > x1", *LEVELS[1:]),
            Case("j t1", answers=FOUND), Case("j t1", {"level": 3}, answers={"jobs": {"j": {}}})),
    feature("a job that writes the data object itself", one(DATA, writes("D"), "s > j > x1", *LEVELS[1:]),
            Case("j t1", answers={"jobs": {"j": {"variables": {"level": 3}}}})),
    feature("instances beyond all bounds", one(copies("999999999"), "s > t1 > e"), Case("", outcome="incident")),
    feature("negative number or time at run time", one(copies("=n"), "s > t1 > e"), Case("", {"n": -1}, "incident")),
    feature("negative duration at run time", one(caught("k", timer(duration='=duration("PT1H") * n')), "s > k > t1 > e"),
            Case("", {"n": -1}, "incident"), Case("t1", {"n": 1})),
]

REFUSED = [
    ("an id used twice", one(element("task", "t1"), element("task", "t1"), "s > t1 > e"), "duplicate_id"),
    ("a node that nothing leads to", one("s > t1 > e", "t8 > t9 > e9"), "unreachable_node"),
    ("no instance at all", one(copies("0"), "s > t1 > e"), "multi_instance"),
    ("fewer than none", one(copies("-1"), "s > t1 > e"), "multi_instance"),
    ("a loop with a negative maximum", one(element(
        "task", "t1", '<bpmn:standardLoopCharacteristics loopMaximum="-1"/>'), "s > t1 > e"), "multi_instance"),
    ("a start quantity of zero", one(element("task", "t1", startQuantity="0"), "s > t1 > e"), "unsupported"),
    ("a completion quantity of zero", one(element("task", "t1", completionQuantity="0"), "s > t1 > e"), "unsupported"),
    ("a negative duration", one(caught("k", timer(duration="-PT1H")), "s > k > e"), "timer"),
    ("a cycle of no time", one(caught("k", timer(cycle="R3/PT0S")), "s > k > e"), "timer"),
    ("a cycle of no turn", one(caught("k", timer(cycle="R0/PT1H")), "s > k > e"), "timer"),
    ("a script", one(element("scriptTask", "t1", "<bpmn:script>x = 1</bpmn:script>"), "s > t1 > e"), "script_task"),
    ("an escalation awaited in a stream", one(caught("k", by("escalation", "look")), "s > k > e", before=ROOTS), "event_kind"),
    ("a link that leads nowhere", one(thrown("h", by("link", name="L")), "s > h"), "link"),
    ("a condition that is no FEEL", one("s > x1", "x1 > t1 : a ==== b", "x1 > t2 : default"), "expression"),
    ("conditions at a gateway that does not choose", one("s > p1", "p1 > t1 > p2 : a", "p1 > t2 > p2", "p2 > e"),
     "gateway_conditions"),
    ("a cancel end event outside a transaction", one(ended("e", by("cancel")), "s > t1 > e"), "event_kind"),
    ("nested too deeply", one(nested(60), "s > S1 > e"), "bounds"),
]


@each_case(FEATURES)
def test_it_is_played_right(content: bytes, case: Case) -> None:
    assert observed(content, case) == expected(case)


@pytest.mark.parametrize(("content", "rule"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_it_is_refused_by_the_rule(content: bytes, rule: str) -> None:
    played = playing(content, Case("", outcome="rejected"))
    (ending,) = played.endings
    faults = [fault for fault in ending.findings if fault.severity == "error"]
    assert (ending.outcome, played.events) == ("rejected", ()) and rule in {fault.rule for fault in faults}


def test_list_items_of_concurrent_branches_are_all_kept() -> None:
    """Both branches append to what they see; the instances of a multi-instance, too."""
    adds = '<bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=append(notes, note)" target="notes"/></zeebe:ioMapping>' \
        "</bpmn:extensionElements>"
    content = one(element("userTask", "u1", adds), element("userTask", "u2", adds), "s > p1", "p1 > u1 > p2", "p1 > u2 > p2", "p2 > e")
    answers = {"user_tasks": {"u1": {"variables": {"note": "a"}, "after": "P1D"}, "u2": {"variables": {"note": "b"}}}}
    (ending,) = playing(content, Case("", {"notes": []}, answers=answers)).endings
    assert ending.variables["notes"] == ["b", "a"]


def test_the_same_file_gives_each_process_its_own_nodes() -> None:
    """A process that is drawn beside is not played unless it is asked for."""
    content = bpmn(scope("process", "main", "s > t1 > e"), scope("process", "other", "s2 > t2 > e2"))
    assert observed(content, Case("")) == ("t1", ("completed",), [])
    assert observed(content, Case("", processes=("other",))) == ("t2", ("completed",), [])
