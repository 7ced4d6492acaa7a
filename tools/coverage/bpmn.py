"""docs/bpmn-coverage.md: which construct of BPMN 2.0.2 is played."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from engine.diagram.rules.playable.unsupported import UNSUPPORTED
from tools.coverage.page import ROOT, Page

#: Constructs by the chapter of the page, each with its Chinese name and what the standard calls it: the mark of its tests.
CONSTRUCTS: dict[str, dict[str, str]] = {
    "活动 / Activities": {
        "task": "任务", "user task": "用户任务", "service task": "服务任务", "business rule task": "业务规则任务",
        "send task": "发送任务", "receive task": "接收任务", "receive task that begins an instance": "发起流程的接收任务",
        "manual task": "手工任务", "global task": "全局任务", "sub-process": "子流程",
        "call activity": "调用活动", "transaction": "事务子流程", "ad-hoc sub-process": "特别子流程",
        "ad-hoc sub-process, sequential": "特别子流程(依次)",
        "ad-hoc sub-process, completion condition": "特别子流程(结束条件)", "compensation activity": "补偿活动",
        "start quantity": "起始令牌数", "completion quantity": "完成令牌数",
    },
    "循环 / Loops": {
        "standard loop": "标准循环", "multi-instance, parallel": "并行多实例", "multi-instance, sequential": "顺序多实例",
        "multi-instance, cardinality": "多实例(次数)", "multi-instance, completion condition": "多实例(结束条件)",
        "multi-instance, output collection": "多实例(输出集合)", "multi-instance behavior All": "多实例行为 All",
        "multi-instance behavior None": "多实例行为 None", "multi-instance behavior One": "多实例行为 One",
        "multi-instance behavior Complex": "多实例行为 Complex",
    },
    "网关与顺序流 / Gateways and flows": {
        "exclusive gateway": "排他网关", "parallel gateway": "并行网关", "inclusive gateway": "包容网关",
        "event-based gateway": "事件网关", "event-based gateway that begins an instance": "发起流程的事件网关",
        "event-based gateway that begins an instance, parallel": "发起流程的并行事件网关", "complex gateway": "复杂网关",
        "conditional and default flows of activities": "活动的条件流和默认流", "implicit split and merge": "隐式分支与汇合",
        "implicit start": "隐式开始",
    },
    "开始事件 / Start events": {
        "none start event": "空开始事件", "message start event": "消息开始事件", "timer start event": "定时开始事件",
        "signal start event": "信号开始事件", "conditional start event": "条件开始事件", "multiple start event": "多重开始事件",
        "parallel multiple start event": "并行多重开始事件",
    },
    "事件子流程 / Event sub-processes": {
        "event sub-process, interrupting": "中断的事件子流程", "event sub-process, not interrupting": "不中断的事件子流程",
        "message start of an event sub-process": "消息触发", "timer start of an event sub-process": "定时触发",
        "error start of an event sub-process": "错误触发", "escalation start of an event sub-process": "升级触发",
        "signal start of an event sub-process": "信号触发", "conditional start of an event sub-process": "条件触发",
        "compensation event sub-process": "补偿事件子流程",
    },
    "中间事件 / Intermediate events": {
        "message intermediate catch event": "消息捕获", "timer intermediate catch event": "定时捕获",
        "signal intermediate catch event": "信号捕获", "conditional intermediate catch event": "条件捕获",
        "link event": "链接", "multiple intermediate catch event": "多重捕获",
        "parallel multiple intermediate catch event": "并行多重捕获", "none throw event": "空抛出",
        "message throw event": "消息抛出", "signal throw event": "信号抛出", "escalation throw event": "升级抛出",
        "compensation throw event": "补偿抛出", "multiple throw event": "多重抛出",
    },
    "边界事件 / Boundary events": {
        "message boundary event": "消息边界", "timer boundary event": "定时边界", "timer cycle": "定时周期",
        "error boundary event": "错误边界", "escalation boundary event": "升级边界", "signal boundary event": "信号边界",
        "signal boundary event, not interrupting": "信号边界(不中断)", "conditional boundary event": "条件边界",
        "conditional boundary event, not interrupting": "条件边界(不中断)", "cancel boundary event": "取消边界",
        "compensation boundary event": "补偿边界", "multiple boundary event": "多重边界",
        "parallel multiple boundary event": "并行多重边界",
    },
    "结束事件 / End events": {
        "none end event": "空结束", "message end event": "消息结束", "error end event": "错误结束",
        "escalation end event": "升级结束", "signal end event": "信号结束", "terminate end event": "终止结束",
        "cancel end event": "取消结束", "compensation end event": "补偿结束",
    },
    "数据 / Data": {"data object": "数据对象", "data association": "数据关联", "eventDefinitionRef": "引用的事件定义"},
}
#: Refused by rules of their own.
REFUSED = {"脚本任务 / script task": "[script_task](rules/script_task.md)"}


def features() -> Iterator[tuple[str, list[str]]]:
    """What each table of the conformance suite says of itself, and the features in it, in their order."""
    for path in sorted((ROOT / "tests" / "conformance").glob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = [name for node in ast.walk(tree) if (name := _feature(node)) is not None]
        if names:
            yield (ast.get_docstring(tree) or path.stem).splitlines()[0], names


def _feature(node: ast.AST) -> str | None:
    """The name in a call `feature("name", …)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "feature":
        first = node.args[0]
        return str(first.value) if isinstance(first, ast.Constant) else None
    return None


def _tail() -> Iterator[str]:
    yield from _refused()
    tables = list(features())
    yield from ("", "## 逐项对照 / Features with their paths", "")
    yield f"`tests/conformance` 中的 {sum(len(names) for _title, names in tables)} 项,每项给定输入和应走的路径。"
    yield from ("", "Each is a drawing, with the exact path that every input must give.", "")
    yield "Readings of the standard: [decision 12](decisions/0012-readings-of-the-standard.md)."
    for title, names in tables:
        yield from ("", f"**{title}**", "", "; ".join(names) + ".")


def _refused() -> Iterator[str]:
    yield from ("", "## 拒绝的画法 / Refused", "", "| 画法 / Construct | 理由 / Reason | 规则 / Rule |", "|---|---|---|")
    for gap in UNSUPPORTED.values():
        yield f"| {' / '.join(gap.what)} | {' / '.join(gap.reason)} | [unsupported](rules/unsupported.md) |"
    for what, rule in REFUSED.items():
        yield f"| {what} | 图中不含代码。 / A diagram carries no code. | {rule} |"


PAGE = Page(
    name="bpmn-coverage.md", mark="plays", title=("BPMN 覆盖", "BPMN coverage"),
    standard=(
        "语义按 BPMN 2.0.2(ISO/IEC 19510)第 13 章。", "Semantics are those of BPMN 2.0.2 (ISO/IEC 19510), clause 13.",
    ),
    columns=("画法", "Construct", "执行 / Played"), constructs=CONSTRUCTS, tail=_tail,
)
