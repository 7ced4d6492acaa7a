"""Every expression is FEEL that compiles: a typing error is found at the desk, not when the case gets there."""

from __future__ import annotations

from collections.abc import Iterator

from engine import feel
from engine.diagram.expressions import Place, places
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.errors import EngineError
from engine.model import Fault

#: Characters of one expression; longer ones belong into a decision table.
LONGEST = 10_000
#: Characters of all expressions of a file: compiling that many takes about a second.
MOST = 400_000

SYNTAX = Text(
    __name__,
    zh="{element}的 {role} 不是正确的 FEEL:{text}（第 {position} 个字符“{found}”处，应为 {expected}）。",
    en="The {role} of {element} is not FEEL: {text} (at character {position}, “{found}”, expected {expected}).",
    remedy_zh="改正表达式；文本用双引号，等于写 =，不等于写 !=。",
    remedy_en="Mend the expression; text stands in double quotes, equality is =, inequality is !=.",
)
LITERAL = Text(
    __name__,
    zh="{element}的 {role}“{text}”不是 FEEL 表达式。",
    en='The {role} "{text}" of {element} is no FEEL expression.',
    remedy_zh="表达式以 = 开头，如 =departments。",
    remedy_en="An expression begins with =, such as =departments.",
)
LONG = Text(
    __name__,
    zh="{element}的 {role} 有 {length} 个字符，上限为 {most}。",
    en="The {role} of {element} has {length} characters; the limit is {most}.",
    remedy_zh="把判断移到决策表中。",
    remedy_en="Move the logic to a decision table.",
)
TOO_MUCH = Text(
    __name__,
    zh="{element}的表达式合计超过 {most} 个字符，其余的不再检查。",
    en="The expressions of {element} have more than {most} characters together; the rest is not checked.",
    remedy_zh="把判断移到决策表中，或拆分流程。",
    remedy_en="Move the logic to decision tables, or split the process.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each text that does not compile, or that must be an expression and is not."""
    left = MOST
    for process in subject.played:
        for place in places(process):
            left -= len(place.text)
            if left < 0:
                yield TOO_MUCH.fault(subject.document, process.id, most=MOST)
                return
            yield from _compile(subject, place)


def _compile(subject: Subject, place: Place) -> Iterator[Fault]:
    document, name, role = subject.document, place.element_id, place.role
    if place.feel is None:
        # The rule gateway_conditions speaks of flows.
        literal = place.mode == "value" or role == "conditionExpression"
        if not literal and not (place.mode == "condition" and place.text in ("true", "false")):
            yield LITERAL.fault(document, name, severity=subject.unspoken, role=role, text=place.text)
    elif len(place.feel) > LONGEST:
        yield LONG.fault(document, name, role=role, length=len(place.feel), most=LONGEST)
    else:
        try:
            feel.parse(place.feel)
        except EngineError as error:
            position, found = int(error.data.get("position", 0)) + 1, error.data.get("found", "")
            expected = error.data.get("expected", error.code)
            yield SYNTAX.fault(
                document, name, role=role, text=place.text, position=position, found=found, expected=expected
            )
