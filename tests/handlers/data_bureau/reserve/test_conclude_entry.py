"""Every end without an entry has its result, its reason and, where there is one, its paper."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.reserve.conclude_entry import conclude_entry
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import DECLARED, declare

REASONS = {"line_opinion": "与在建系统重复", "intake_opinion": "已纳入统建", "entry_opinion": "必要性不足", "withdraw_reason": "建设内容需要调整"}


@pytest.mark.parametrize(("outcome", "result", "state", "reason", "papers"), [
    ("不同意", "不予入库", "不予入库", "与在建系统重复", []), ("合并申报", "合并入库", "不予入库", "与在建系统重复", []),
    ("不予受理", "不予入库", "不予入库", "已纳入统建", ["D-01-3"]), ("视为撤回", "撤回", "撤回", "补正期限届满，没有提交补正材料。", []),
    ("撤回", "撤回", "撤回", "建设内容需要调整", []),
    ("合并入库", "合并入库", "不予入库", "必要性不足", ["D-04-3"]), ("不予入库", "不予入库", "不予入库", "必要性不足", ["D-04-2"]),
])
def test_an_outcome(city: City, outcome: str, result: str, state: str, reason: str, papers: list[str]) -> None:
    key = declare(city)
    done = city.run(conclude_entry, {**DECLARED, **REASONS, "entry_outcome": outcome})
    assert done.variables == {"entry_result": result, "entry_reason": reason}
    assert [document.kind for document in done.documents] == papers
    assert (city.row("declaration", key)["result"], city.row("project")["state"]) == (outcome, state)


def test_no_other_outcome(city: City) -> None:
    declare(city)
    with pytest.raises(Invalid, match=r"reserve\.no_outcome"):
        conclude_entry(city.job("x", {**DECLARED, "entry_outcome": "入库"}))


def test_what_was_not_declared_yet_can_be_withdrawn_but_not_refused(city: City) -> None:
    withdrawn = city.run(conclude_entry, {**DECLARED, "entry_outcome": "撤回"})
    assert withdrawn.variables == {"entry_result": "撤回", "entry_reason": "未说明理由。"}
    assert [change.register for change in withdrawn.records] == ["project"]
    with pytest.raises(Invalid, match=r"reserve\.no_declaration"):
        conclude_entry(city.job("x", {**DECLARED, "entry_outcome": "不予入库"}))
