"""What names a clause: read from diagrams, tables and forms, each with what it inherits."""

from __future__ import annotations

import pytest

from engine.deployment import Cited, SourceFile, cited
from engine.errors import Refused
from engine.values import dumps
from tests.engine.setting import END, START, bpmn, flow

PROPERTIES = '<bpmn:extensionElements><zeebe:properties><zeebe:property name="clause" value="26、27"/><zeebe:property name="gate" value="G30"/></zeebe:properties></bpmn:extensionElements>'
DIAGRAM = bpmn("p", START, f'<bpmn:task id="t" name="核查">{PROPERTIES}</bpmn:task>', END, flow("start", "t"), flow("t", "end"))
TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="D1" name="D1"><decisionTable id="t" hitPolicy="FIRST"><input id="i"><inputExpression id="e"><text>x</text></inputExpression></input>
{columns}<rule id="r1"><inputEntry id="a"><text>1</text></inputEntry>{row}</rule></decisionTable></decision></definitions>"""
FORM = {
    "$id": "f", "title": {"zh": "表"}, "type": "object",
    "ui": {
        "fields": {
            "no": {"label": {"zh": "编号"}, "clause": "27"}, "note": {"label": {"zh": "说明"}}, "top": {"widget": "heading"},
            "items": {"widget": "rows", "clause": "25"}, "items.amount": {"label": {"zh": "金额"}},
        },
        "rules": [{"if": "=true", "field": "no", "message": {"zh": "不行"}, "clause": "38(6)"}],
        "attachments": [{"kind": "report", "label": {"zh": "报告"}, "clause": "26.2"}],
    },
}


def read(name: str, content: bytes | str) -> dict[tuple[str, str], Cited]:
    """The elements of one file by kind and id."""
    data = content if isinstance(content, bytes) else content.encode()
    return {(one.kind, one.id): one for one in cited([SourceFile(name=name, content=data)])}


def test_a_diagram_names_clauses_at_nodes_gates_and_flows() -> None:
    found = read("p.bpmn", DIAGRAM)
    assert set(found) == {
        ("process", "p"), ("node", "start"), ("node", "t"), ("node", "end"), ("gate", "G30"), ("flow", "start_t"), ("flow", "t_end"),
    }
    assert found["node", "t"].clauses == ("26", "27")
    assert (found["gate", "G30"].effective, found["gate", "G30"].at) == (("26", "27"), "t")
    assert (found["flow", "t_end"].clauses, found["flow", "t_end"].effective) == ((), ("26", "27"))
    assert found["flow", "start_t"].effective == ()


@pytest.mark.parametrize(
    ("columns", "row", "clauses"),
    [
        ('<output id="o" name="clause"/>', '<outputEntry id="x"><text>"26.2"</text></outputEntry>', ("26.2",)),
        ('<output id="o" name="clause"/>', '<outputEntry id="x"><text>cited</text></outputEntry>', ()),
        ('<output id="o" name="y"/><annotation name="条款"/>',
         '<outputEntry id="x"><text>1</text></outputEntry><annotationEntry><text>26, 27</text></annotationEntry>', ("26", "27")),
        ('<output id="o" name="y"/>', '<outputEntry id="x"><text>1</text></outputEntry>', ()),
    ],
)
def test_a_row_names_a_clause_in_a_column_or_an_annotation(columns: str, row: str, clauses: tuple[str, ...]) -> None:
    [rule] = read("d.dmn", TABLE.format(columns=columns, row=row)).values()
    assert (rule.kind, rule.owner, rule.id, rule.clauses) == ("rule", "D1", "r1", clauses)


def test_a_form_names_clauses_at_questions_rules_and_materials() -> None:
    found = read("f.json", dumps(FORM))
    assert {key: one.effective for key, one in found.items()} == {
        ("field", "no"): ("27",), ("field", "note"): (), ("field", "items"): ("25",), ("field", "items.amount"): ("25",),
        ("form_rule", "rules.0"): ("38(6)",), ("attachment", "report"): ("26.2",),
    }
    assert found["form_rule", "rules.0"].name == "不行"


@pytest.mark.parametrize(
    ("name", "content"),
    [("p.bpmn", "<definitions"), ("f.json", "{"), ("f.json", "[1]"), ("f.json", '{"$id": "f"}'), ("f.json", '{"$id": "f", "ui": 3}')],
)
def test_what_cannot_be_read_is_refused(name: str, content: str) -> None:
    with pytest.raises(Refused):
        read(name, content)
