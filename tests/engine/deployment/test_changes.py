"""Change sets under check: each file by its own rules, names of the whole set, and no content that breaks the check."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.deployment import Known, SourceFile, examine
from tests.engine.scenario.drawing import bpmn, chain, end, node, process, start, timer

GOOD = bpmn(process("p", start(), end(), chain("start", "end")))
CALLER = bpmn(process(
    "caller", start(), node("callActivity", "call", extra='<zeebe:calledElement processId="p"/>'), end(),
    chain("start", "call", "end"),
))
NOTHING = Known(processes=frozenset(), decisions=frozenset(), forms=frozenset())
TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="D1" name="D1"><literalExpression><text>1</text></literalExpression></decision></definitions>"""


def files(**contents: bytes) -> list[SourceFile]:
    """`a_bpmn=…` is the file a.bpmn."""
    return [SourceFile(name=name.replace("_", "."), content=content) for name, content in contents.items()]


def rules(*given: SourceFile, known: Known | None = None, beside: tuple[SourceFile, ...] = ()) -> list[tuple[str, str]]:
    return [(fault.file, fault.rule) for fault in examine(given, profile="bpmn", known=known, beside=beside).errors]


def test_a_good_set_has_no_error() -> None:
    changes = examine(files(a_bpmn=GOOD, d_dmn=TABLE, f_json=b'{"$id": "f", "title": {"zh": "x"}}'), profile="bpmn")
    assert changes.errors == ()
    assert [list(read.processes) for read in changes.diagrams.values()] == [["p"]]
    assert [list(model.decisions) for model in changes.models.values()] == [["D1"]]
    assert list(changes.forms) == ["f"]


def test_names_of_the_set_and_beside_it_are_known() -> None:
    caller, called = files(caller_bpmn=CALLER, p_bpmn=GOOD)
    assert rules(caller, known=NOTHING) == [("caller.bpmn", "unknown_process")]
    assert rules(caller, called, known=NOTHING) == []
    assert rules(caller, known=NOTHING, beside=(called,)) == []
    assert rules(caller) == []


def test_an_id_that_two_files_define_is_told() -> None:
    form = b'{"$id": "f", "title": {"zh": "x"}}'
    found = rules(*files(a_bpmn=GOOD, b_bpmn=GOOD + b"\n", c_dmn=TABLE, d_dmn=TABLE + b"\n", e_json=form, f_json=form + b" "))
    assert found == [("b.bpmn", "duplicate_process"), ("d.dmn", "duplicate_decision"), ("f.json", "form_duplicate")]


def test_what_is_no_definition_is_told() -> None:
    assert rules(*files(x_txt=b"hello")) == [("x.txt", "unknown_kind")]
    assert rules(*files(x_dmn=b"hello")) == [("x.dmn", "decision_xml")]


def test_a_timer_start_is_played_but_not_deployed() -> None:
    (clock,) = files(p_bpmn=bpmn(process("p", start("s", timer("P1D")), end(), chain("s", "end"))))
    assert rules(clock) == []
    assert "timer_start" in {fault.rule for fault in examine([clock], profile="chengxu").errors}


def test_faults_stand_in_the_order_of_the_files() -> None:
    found = rules(*files(x_txt=b"hello", y_bpmn=b"no", z_json=b"{", w_dmn=b""))
    assert [file for file, _rule in found] == ["x.txt", "y.bpmn", "z.json", "w.dmn"]


@given(st.binary(max_size=200), st.sampled_from(["a.bpmn", "a.dmn", "a.json", "a"]))
def test_no_content_breaks_the_check(content: bytes, name: str) -> None:
    assert examine([SourceFile(name=name, content=content)], profile="chengxu").errors
