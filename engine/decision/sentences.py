"""What an error of an evaluation says to people: why a result, or a part of it, is null."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from engine.feel import explain_code

#: Kinds of values as Chinese readers know them.
_KINDS = {
    "null": "空值", "boolean": "布尔值", "number": "数字", "string": "文本", "list": "列表", "context": "上下文", "date": "日期", "time": "时间",
    "date and time": "日期时间", "days and time duration": "天和时间时长", "years and months duration": "年月时长", "range": "区间",
    "function": "函数",
}
_LIMITS = {
    "steps": ("步数", "steps"), "list": ("列表长度", "the length of a list"), "string": ("文本长度", "the length of a text"),
    "calls": ("调用深度", "the depth of calls"), "depth": ("嵌套深度", "the depth of values"), "result": ("结果大小", "the size of the result"),
}
#: code -> (Chinese, English)
SENTENCES = {
    "decision.not_unique": ("规则 {rules} 同时命中，而命中策略 UNIQUE 只允许一条。", "Rules {rules} match at once; hit policy UNIQUE allows one."),
    "decision.outputs_differ": ("规则 {rules} 同时命中但结果不同。", "Rules {rules} match at once with different outputs."),
    "decision.input_not_allowed": ("输入“{input}”的值 {value} 不在允许范围内。", "The value {value} of input “{input}” is not allowed."),
    "decision.output_not_allowed": ("输出“{output}”的值 {value} 不在允许范围内。", "The value {value} of output “{output}” is not allowed."),
    "decision.not_allowed": ("值不符合类型“{type}”的允许值。", "The value is not one that type “{type}” allows."),
    "decision.missing_entry": ("类型“{type}”缺少条目：{entries}。", "Entries that type “{type}” has are missing: {entries}."),
    "decision.type_too_deep": ("类型“{type}”层次过深或循环引用。", "Type “{type}” goes too deep or refers to itself."),
    "decision.language": ("“{language}”语言的函数不会被执行。", "A function in “{language}” is never run."),
    "decision.invocation": ("调用的不是函数，或参数名不符：{bindings}。", "What is called is no function, or its parameters differ: {bindings}."),
    "decision.arguments": (
        "调用“{function}”时给出了 {given} 个参数，数量不符。", "“{function}” was called with {given} arguments, which is not its number.",
    ),
    "feel.compare": ("{left}与{right}不能比较。", "A {left} cannot be compared with a {right}."),
    "feel.mixed_zones": ("带时区与不带时区的时间不能比较。", "A time with a zone cannot be compared with one without."),
    "feel.range": ("区间的两端不能是{start}与{end}。", "A range cannot go from a {start} to a {end}."),
    "feel.not_boolean": ("条件应为真或假，而不是{kind}。", "A condition must be true or false, not a {kind}."),
    "feel.no_entry": ("没有名为“{name}”的条目。", "There is no entry “{name}”."),
    "feel.no_property": ("{kind}没有属性“{name}”。", "A {kind} has no property “{name}”."),
    "feel.no_variable": ("没有变量“{name}”。", "There is no variable “{name}”."),
    "feel.no_function": ("没有函数“{name}”。", "There is no function “{name}”."),
    "feel.no_position": ("列表共 {length} 项，没有第 {position} 项。", "The list has {length} elements and no position {position}."),
    "feel.iterate": ("不能遍历{kind}。", "A {kind} cannot be gone through."),
    "feel.operands": ("运算符 {operator} 不能用于{left}和{right}。", "{operator} cannot be used on a {left} and a {right}."),
    "feel.arithmetic": (
        "{left}与{right}的运算 {operator} 没有可表示的结果。", "{operator} on a {left} and a {right} has no result that can be represented.",
    ),
    "feel.arguments": ("函数“{function}”不接受这些参数：{kinds}。", "Function “{function}” does not take these arguments: {kinds}."),
    "feel.function": ("函数“{function}”没有结果：{reason}", "Function “{function}” has no result: {reason}"),
    "feel.wrong_type": ("应为{type}，而不是{kind}。", "It should be a {type}, not a {kind}."),
    "feel.unknown_type": ("没有类型“{type}”。", "There is no type “{type}”."),
    "feel.limit": ("计算超出限度（{limit}）。", "The evaluation exceeds a limit ({limit})."),
}


def say(code: str, data: Mapping[str, Any]) -> dict[str, str]:
    """`{"zh": …, "en": …}` for an error of an evaluation. Raises KeyError for a code that nobody wrote a sentence for."""
    if code not in SENTENCES:
        return explain_code(code, data)
    chinese, english = SENTENCES[code]
    zh, en = _Words(0), _Words(1)
    return {"zh": zh.vformat(chinese, (), data), "en": en.vformat(english, (), data)}


class _Words(Formatter):
    """Fills in data: kinds and limits in the language, lists with commas, what is missing as `…`."""

    def __init__(self, language: int) -> None:
        self._language = language

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        value = kwargs.get(str(key), "…")
        if key == "limit":
            return _LIMITS.get(value, (value, value))[self._language]
        if isinstance(value, Mapping):
            value = [f"{name}: {self._kind(kind)}" for name, kind in value.items()]
        return ", ".join(map(self._kind, value)) if isinstance(value, list | tuple) else self._kind(value)

    def _kind(self, value: Any) -> str:
        return _KINDS.get(str(value), str(value)) if self._language == 0 else str(value)
