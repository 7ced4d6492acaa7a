"""Why a decision file is refused, and what went wrong while a decision was evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.errors import Refused
from engine.feel import FeelSyntaxError, explain


@dataclass(frozen=True, slots=True)
class DecisionProblem:
    """One thing that is wrong with a DMN file, at one element; `message` and `remedy` are `{"zh": …, "en": …}`."""

    element_id: str | None
    element_name: str | None
    code: str
    data: Mapping[str, Any]
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    line: int = 0
    severity: Literal["error", "warning"] = "error"


class DecisionRefused(Refused):
    """The file holds no decisions that could be evaluated. `problems` says everything that is wrong with it."""

    def __init__(self, problems: tuple[DecisionProblem, ...]) -> None:
        super().__init__("decision.refused", problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class DecisionError:
    """Why (a part of) a result is null: the decision's id, a stable code, what it is about, the rule if any."""

    decision: str
    code: str
    data: Mapping[str, Any] = field(default_factory=dict)
    rule_id: str | None = None


#: code -> message zh, message en, remedy zh, remedy en
_SENTENCES = {
    "decision.xml": (
        "不是可以读取的 XML 文件（第 {line} 行）：{reason}", "Not readable as XML (line {line}): {reason}",
        "请用 DMN 编辑器重新导出。", "Export it again from a DMN editor.",
    ),
    "decision.namespace": (
        "根元素不是 DMN 1.1 至 1.5 的 definitions，而是“{found}”。", "The root is not a DMN 1.1 to 1.5 definitions but “{found}”.",
        "请另存为 DMN 1.3 格式。", "Save it as DMN 1.3.",
    ),
    "decision.none": (
        "文件中没有决策。", "The file has no decision.", "请至少添加一个决策。", "Add a decision.",
    ),
    "decision.import": (
        "找不到导入的模型“{imported}”。", "The imported model “{imported}” is not among the files.",
        "请一并提交被导入的 DMN 文件（按命名空间匹配，不可循环导入）。",
        "Hand in the imported DMN file as well (matched by its namespace; no circles).",
    ),
    "decision.language": (
        "表达式语言“{language}”不受支持。", "The expression language “{language}” is not supported.",
        "请改用 FEEL。", "Write FEEL.",
    ),
    "decision.expression": (
        "表达式“{text}”有误：{zh}", "The expression “{text}” is wrong: {en}",
        "请改正该表达式。", "Mend the expression.",
    ),
    "decision.empty_expression": (
        "缺少表达式。", "An expression is missing.", "请填写表达式。", "Fill it in.",
    ),
    "decision.logic": (
        "不支持的决策逻辑“{found}”。", "Decision logic of kind “{found}” is not supported.",
        "请改用决策表或表达式。", "Use a decision table or a literal expression.",
    ),
    "decision.no_logic": (
        "决策没有决策逻辑。", "The decision has no logic.", "请添加决策表或表达式。", "Add a table or an expression.",
    ),
    "decision.hit_policy": (
        "命中策略“{found}”不存在。", "There is no hit policy “{found}”.",
        "请选择标准的命中策略。", "Choose one of the standard's.",
    ),
    "decision.aggregation": (
        "汇总方式“{found}”不能用于该决策表。", "The aggregation “{found}” cannot be used here.",
        "仅 COLLECT 策略且单输出的表可使用 SUM、MIN、MAX、COUNT。", "Use SUM, MIN, MAX or COUNT with COLLECT and one output.",
    ),
    "decision.cells": (
        "第 {rule} 条规则有 {found} 个{side_zh}单元格，应为 {expected} 个。",
        "Rule {rule} has {found} {side} cells instead of {expected}.",
        "请使每条规则与列一一对应。", "Give every rule one cell for each column.",
    ),
    "decision.no_output": (
        "决策表没有输出列。", "The table has no output.", "请添加输出列。", "Add an output column.",
    ),
    "decision.no_priorities": (
        "该命中策略需要输出列列出允许值（按优先级排序）。", "This hit policy needs output values in order of priority.",
        "请为输出列填写允许值。", "List the output's values.",
    ),
    "decision.reference": (
        "引用的元素“{reference}”不存在。", "The element “{reference}” that is referred to does not exist.",
        "请修正引用。", "Correct the reference.",
    ),
    "decision.cycle": (
        "决策之间循环依赖：{path}", "The decisions need each other in a circle: {path}",
        "请去掉其中一个依赖。", "Remove one of the requirements.",
    ),
    "decision.type": (
        "类型“{type}”未定义。", "The type “{type}” is not defined.", "请选择已定义的类型。", "Choose a defined type.",
    ),
    "decision.duplicate_id": (
        "标识“{id}”重复。", "The id “{id}” occurs twice.", "请使用不同的标识。", "Give each element an id of its own.",
    ),
    "decision.too_deep": (
        "嵌套过深。", "Nested too deep.", "请简化。", "Simplify it.",
    ),
}


def problem(
    code: str, *, element_id: str | None = None, name: str | None = None, line: int = 0, **data: Any
) -> DecisionProblem:
    """The problem with its sentences filled in."""
    zh, en, remedy_zh, remedy_en = _SENTENCES[code]
    message = {"zh": zh.format(line=line, **data), "en": en.format(line=line, **data)}
    return DecisionProblem(element_id, name, code, data, message, {"zh": remedy_zh, "en": remedy_en}, line)


def expression_data(text: str, error: FeelSyntaxError) -> dict[str, Any]:
    """The data of a `decision.expression` problem."""
    return {"text": text[:200], **explain(error), "feel": error.code, "position": error.data.get("position")}
