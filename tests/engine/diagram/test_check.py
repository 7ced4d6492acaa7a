"""Whatever bytes are handed in, the answer is a list of faults: never an exception, never a long wait."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagram import Known, check
from engine.diagram.subject import Profile

HERE = Path(__file__).parent
GOOD = (HERE / "rules" / "unknown_role" / "valid.bpmn").read_bytes()
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><process id="filing" isExecutable="true">'
)
TAIL = "</process></definitions>"


def rules_of(content: bytes, profile: Profile = "bpmn", known: Known | None = None) -> list[str]:
    return [fault.rule for fault in check(content, "given.bpmn", profile=profile, known=known)[1]]


def nested(depth: int) -> bytes:
    inner = "".join(f'<subProcess id="s{n}"><startEvent id="b{n}"/>' for n in range(depth))
    return (HEAD + inner + "</subProcess>" * depth + TAIL).encode()


BAD = {
    "nothing": (b"", "xml"),
    "white space": (b" \n", "xml"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "xml"),
    "zeros": (bytes(1000), "xml"),
    "text": ("验收备案".encode(), "xml"),
    "half a file": (GOOD[: len(GOOD) // 2], "xml"),
    "a doctype": (b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + GOOD.partition(b"?>\n")[2], "xml"),
    "six megabytes": (GOOD.replace(b"</process>", b" " * 6_000_000 + b"</process>"), "xml"),
    "an unknown encoding": (GOOD.replace(b"UTF-8", b"EBCDIC-DA-NE"), "xml"),
    "another encoding than declared": (GOOD.decode().encode("gb18030"), "xml"),
    "5,000 nested sub-processes": (nested(5_000), "xml"),
    "200 nested sub-processes": (nested(200), "bounds"),
    "50,000 nodes": ((HEAD + "".join(f'<task id="t{n}"/>' for n in range(50_000)) + TAIL).encode(), "bounds"),
    "one id 50,000 times": ((HEAD + '<lane id="t"/>' * 50_000 + TAIL).encode(), "bounds"),
    "one id 7,000 times": ((HEAD + '<dataObject id="t"/>' * 7_000 + TAIL).encode(), "duplicate_id"),
    "55,000 mistakes": ((HEAD + ("<lane>" + "<task/>" * 5_000 + "</lane>") * 11 + TAIL).encode(), "bounds"),
    "55,000 unknown elements": ((HEAD + ("<x>" + "<y/>" * 5_000 + "</x>") * 11 + TAIL).encode(), "schema"),
    "an avalanche of elements": ((HEAD + ("<x>" + "<y/>" * 5_000 + "</x>") * 220 + TAIL).encode(), "bounds"),
    "a page of the web": (b"<html><body>404</body></html>", "schema"),
    "a decision table": (b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="x"/>', "schema"),
    "BPMN without its namespace": (b'<definitions targetNamespace="x"><process id="p"/></definitions>', "schema"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_fault_and_never_a_traceback(name: str) -> None:
    content, rule = BAD[name]
    begun = time.process_time()
    diagram, faults = check(content, "given.bpmn", profile="chengxu", known=Known())
    assert time.process_time() - begun < 5
    assert diagram is None
    assert rule in {fault.rule for fault in faults}
    assert {fault.severity for fault in faults} == {"error"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk", "gb18030"])
def test_a_file_may_come_in_any_declared_encoding(encoding: str) -> None:
    text = GOOD.decode().replace("UTF-8", encoding.upper())
    diagram, faults = check(text.encode(encoding), "given.bpmn", profile="bpmn")
    assert faults == ()
    assert diagram is not None
    assert diagram.processes["filing"].name == "验收备案"


@given(at=st.integers(0, len(GOOD) - 1), size=st.integers(0, 40), put=st.binary(max_size=20))
def test_damaged_files_never_raise(at: int, size: int, put: bytes) -> None:
    check(GOOD[:at] + put + GOOD[at + size :], "given.bpmn", profile="chengxu", known=Known(roles=frozenset()))


@pytest.mark.parametrize("path", sorted((HERE / "rules").glob("*/*.bpmn")), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("profile", ["bpmn", "chengxu"])
def test_no_diagram_raises_under_any_profile(path: Path, profile: Profile) -> None:
    nothing = frozenset[str]()
    known = Known(handlers=nothing, roles=nothing, forms=nothing, decisions=nothing, processes=nothing,
                  parameters=nothing, clauses=nothing)
    check(path.read_bytes(), path.name, profile=profile, known=known)


def test_faults_stand_in_document_order() -> None:
    content = (HEAD + '<startEvent id="a"/><callActivity id="b"/><scriptTask id="c"/><callActivity id="d"/>' + TAIL).encode()
    faults = check(content, "given.bpmn", profile="bpmn")[1]
    named = [fault.element_id for fault in faults]
    assert named == sorted(named, key=str)
    assert {"b", "c", "d"} <= set(named)


def test_what_is_not_known_is_not_checked() -> None:
    assert rules_of(GOOD) == []
    assert rules_of(GOOD, known=Known(roles=frozenset())) == ["unknown_role"]


def test_house_rules_are_asked_only_of_official_processes() -> None:
    assert "chinese_name" not in rules_of(GOOD, "bpmn")
    assert "chinese_name" in rules_of(GOOD, "chengxu")


def test_a_drawing_of_somebody_elses_process_need_not_be_playable() -> None:
    other = '</process><process id="other" isExecutable="false"><task id="look"/><scriptTask id="run"/></process>'
    assert rules_of(GOOD.replace(b"</process>", other.encode())) == []


def test_a_schema_that_the_file_points_to_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "evil.xsd").write_text("not a schema")
    hint = f'xsi:schemaLocation="urn:evil file://{tmp_path}/evil.xsd" id="file"'
    assert rules_of(GOOD.replace(b'id="file"', hint.encode())) == []


def test_many_expressions_take_no_long_time() -> None:
    source = "=" + "+".join(f"a{n}" for n in range(230))
    tasks = "".join(
        f'<serviceTask id="t{n}"><extensionElements><zeebe:ioMapping><zeebe:input source="{source}" target="x"/>'
        "</zeebe:ioMapping></extensionElements></serviceTask>" for n in range(1_900)
    )
    begun = time.process_time()
    assert "expression" in rules_of((HEAD + tasks + TAIL).encode())
    assert time.process_time() - begun < 5


def test_one_endless_expression_is_not_compiled() -> None:
    condition = "=" + "+".join("1" for _ in range(10_000))
    flow = f'<sequenceFlow id="f" sourceRef="s" targetRef="e"><conditionExpression>{condition}</conditionExpression>'
    body = f'<task id="s"/><endEvent id="e"/>{flow}</sequenceFlow>'
    assert "expression" in rules_of((HEAD + body + TAIL).encode())


def test_a_prefix_declared_far_inside_does_not_hide_the_mistake() -> None:
    inner = '<x:tsk xmlns:x="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'
    assert rules_of((HEAD + inner + TAIL).encode()) == ["schema"]


def test_in_an_ad_hoc_sub_process_everything_may_begin() -> None:
    body = (
        '<startEvent id="s"/><adHocSubProcess id="a"><task id="x"/><task id="y"/></adHocSubProcess>'
        '<endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"/>'
    )
    assert rules_of((HEAD + body + TAIL).encode()) == []


def test_broken_references_do_not_disturb_the_other_rules() -> None:
    body = (
        '<startEvent id="s"/><eventBasedGateway id="g"/><boundaryEvent id="b" attachedToRef="gone"/>'
        '<sequenceFlow id="f" sourceRef="s" targetRef="g"/><sequenceFlow id="h" sourceRef="g" targetRef="gone"/>'
        '<endEvent id="e"><eventDefinitionRef>gone</eventDefinitionRef></endEvent>'
        '<sequenceFlow id="i" sourceRef="gone" targetRef="e"/>'
    )
    flows = '</process><collaboration id="c"><messageFlow id="m" sourceRef="gone" targetRef="s"/></collaboration>'
    found = check((HEAD + body + flows + "</definitions>").encode(), "given.bpmn", profile="bpmn")[1]
    assert {fault.element_id for fault in found if fault.rule == "dangling_reference"} == {"b", "h", "e", "i", "m"}


def read_both_ways(inside: str, attributes: str = "") -> tuple[set[str], set[str]]:
    """The rules that refuse a process: by the letter of the standard, and to be played."""
    head = HEAD.replace(' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"', attributes)
    content = (head + inside + TAIL).encode()
    found = (check(content, "given.bpmn", profile="bpmn", to_play=to_play)[1] for to_play in (False, True))
    by_letter, played = ({fault.rule for fault in faults if fault.severity == "error"} for faults in found)
    return by_letter, played


TASK = '<startEvent id="s"/>{}<endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>' + (
    '<sequenceFlow id="g" sourceRef="t" targetRef="e"/>'
)


@pytest.mark.parametrize(
    ("inside", "by_letter", "played"),
    [
        (TASK.format('<scriptTask id="t" scriptFormat="text/x"><script>x</script></scriptTask>'), set(), {"script_task"}),
        (TASK.format('<task id="t" startQuantity="0"/>'), {"quantity"}, {"unsupported"}),
        (TASK.format('<receiveTask id="t"/>'), set(), {"event_reference"}),
        ('<startEvent id="s"/><task id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>', {"end_reachable"}, set()),
        ("", set(), {"start_event"}),
    ],
    ids=["a script", "no tokens", "an unknown message", "no end", "an empty process"],
)
def test_a_diagram_is_read_by_the_letter_or_to_be_played(inside: str, by_letter: set[str], played: set[str]) -> None:
    assert read_both_ways(inside) == (by_letter, played)


@pytest.mark.parametrize(
    ("attributes", "refused"),
    [
        ("", set()),
        (' expressionLanguage="http://www.w3.org/1999/XPath"', set()),
        (' expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"', {"gateway_conditions"}),
        (' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"', {"gateway_conditions"}),
    ],
)
def test_a_condition_of_another_language_is_only_not_for_us(attributes: str, refused: set[str]) -> None:
    condition = '<conditionExpression xsi:type="tFormalExpression">amount &gt; 400</conditionExpression>'
    inside = TASK.format('<exclusiveGateway id="t" default="g"/><endEvent id="e2"/>') + (
        f'<sequenceFlow id="h" sourceRef="t" targetRef="e2">{condition}</sequenceFlow>'
    )
    xsi = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    assert read_both_ways(inside, attributes + xsi) == (refused, {"gateway_conditions"})


def test_links_may_be_joined_by_reference() -> None:
    inside = (
        '<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><intermediateThrowEvent id="a">'
        '<linkEventDefinition id="l1" name="from"><target>l2</target></linkEventDefinition></intermediateThrowEvent>'
        '<intermediateCatchEvent id="b"><linkEventDefinition id="l2" name="to"><source>l1</source></linkEventDefinition>'
        '</intermediateCatchEvent><sequenceFlow id="g" sourceRef="b" targetRef="e"/><endEvent id="e"/>'
    )
    assert read_both_ways(inside) == (set(), set())
    assert "link" in read_both_ways(inside.replace("<source>l1</source>", ""))[0]
    assert "link" in read_both_ways(inside.replace("<target>l2</target>", ""))[1]


@pytest.mark.parametrize(
    ("extension", "refused"),
    [('x:class="a.B"', True), ('x:delegateExpression="${pay}"', True), ('x:asyncBefore="true"', False)],
)
def test_an_extension_that_decides_what_an_element_does_is_refused_in_a_check(extension: str, refused: bool) -> None:
    inside = TASK.format(f'<serviceTask id="t" {extension}/>')
    by_letter, played = read_both_ways(inside, ' xmlns:x="http://flowable.org/bpmn"')
    assert by_letter == ({"foreign_extension"} if refused else set())
    assert played == set()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030", "big5", "iso-8859-1", "windows-1252"])
def test_a_file_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    name = {"big5": "審核", "iso-8859-1": "révision", "windows-1252": "révision"}.get(encoding, "审核")
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    content = (declared + HEAD + TASK.format(f'<task id="t" name="{name}"/>') + TAIL).encode(encoding)
    read, faults = check(content, "given.bpmn", profile="bpmn", to_play=False)
    assert read is not None and read.processes["filing"].nodes["t"].name == name
    assert faults == ()


ROW = "".join(f'<task id="t{n}"/><sequenceFlow id="f{n}" sourceRef="t{n - 1}" targetRef="t{n}"/>' for n in range(1, 1_900))
UNDONE = "".join(
    f'<boundaryEvent id="b{n}" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>'
    f'<association id="a{n}" sourceRef="b0" targetRef="t"/>'
    for n in range(1_900)
)


@pytest.mark.parametrize("inside", ['<task id="t0"/>' + ROW, '<task id="t"/>' + UNDONE], ids=["a row", "compensation"])
def test_a_large_diagram_is_checked_in_seconds(inside: str) -> None:
    before = time.process_time()
    check((HEAD + inside + TAIL).encode(), "given.bpmn", profile="bpmn", to_play=False)
    assert time.process_time() - before < 6


def test_what_is_not_played_counts_by_the_letter_only() -> None:
    inside = TASK.format('<task id="t"/>') + (
        '</process><process id="theirs" isExecutable="false"><startEvent id="s2"/><task id="lost"/><endEvent id="e2"/>'
        '<sequenceFlow id="f2" sourceRef="s2" targetRef="e2"/>'
    )
    by_letter, played = read_both_ways(inside)
    assert by_letter == {"unreachable_node", "end_reachable"}
    assert played == set()
