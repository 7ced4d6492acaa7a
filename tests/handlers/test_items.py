"""How findings are written down."""

from __future__ import annotations

from datetime import date

from handlers.items import Item, clean

ITEM = Item("备案期限", ("27",))


def test_evidence_is_json() -> None:
    finding = ITEM.failed("已逾期。", "请提交。", due_on=date(2027, 3, 1))
    assert finding.evidence == ({"kind": "field", "ref": "due_on", "value": "2027-03-01"},)
    assert (finding.item, finding.verdict, finding.clauses, finding.severity) == ("备案期限", "不通过", ("27",), "阻断")


def test_an_unanswered_question_is_in_doubt() -> None:
    assert [ITEM.answered(answer, "p", "s").verdict for answer in (True, False, None)] == ["通过", "不通过", "存疑"]


def test_doubt_is_not_clean() -> None:
    assert clean([ITEM.passed(), ITEM.not_applicable("无")])
    assert not clean([ITEM.passed(), ITEM.doubtful("p", "s")])
