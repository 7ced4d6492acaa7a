"""What a syntax error says to the person who wrote the expression, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.feel.problems import FeelSyntaxError

#: code -> (Chinese, English); `{place}` is the 1-based character.
_SENTENCES = {
    "feel.syntax": (
        "第 {place} 个字符处无法理解：此处是“{found}”，应为“{expected}”。",
        "Cannot be understood at character {place}: found “{found}”, expected “{expected}”.",
    ),
    "feel.look_alike": (
        "第 {place} 个字符“{found}”是中文标点或相似字符，请改用“{expected}”。",
        "Character {place}, “{found}”, only looks like FEEL; write “{expected}”.",
    ),
    "feel.character": (
        "第 {place} 个字符“{found}”不能出现在表达式中。",
        "Character {place}, “{found}”, cannot stand in an expression.",
    ),
    "feel.open_string": ("第 {place} 个字符处的字符串没有结束引号。", "The string that begins at character {place} has no end."),
    "feel.open_comment": ("第 {place} 个字符处的注释没有结束。", "The comment that begins at character {place} has no end."),
    "feel.escape": ("字符串 {found} 中的转义不是有效字符。", "An escape in the string {found} is no character."),
    "feel.number": ("数字 {found} 超出范围。", "The number {found} is out of range."),
    "feel.temporal": ("{found} 不是有效的日期、时间或时长。", "{found} is no date, time or duration."),
    "feel.duplicate_entry": ("条目“{name}”重复。", "The entry “{name}” occurs twice."),
    "feel.external_function": ("不允许调用外部函数。", "External functions are not allowed."),
    "feel.too_long": ("表达式过长（{length} 个字符，最多 {limit} 个）。", "Too long ({length} characters of at most {limit})."),
    "feel.too_deep": ("表达式嵌套过深或项数过多（最多 {limit} 层）。", "Nested too deep or too many terms (at most {limit} levels)."),
}


def explain(error: FeelSyntaxError) -> dict[str, str]:
    """`{"zh": …, "en": …}` for the error."""
    return explain_code(error.code, error.data)


def explain_code(code: str, data: Mapping[str, Any]) -> dict[str, str]:
    """The same for the code and the data of one. Raises KeyError for another code."""
    place = data.get("position", 0) + 1
    chinese, english = _SENTENCES[code]
    return {"zh": chinese.format(place=place, **data), "en": english.format(place=place, **data)}
