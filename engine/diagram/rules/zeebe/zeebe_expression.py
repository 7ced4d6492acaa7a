"""Where Zeebe computes, it wants an expression after `=`; where it compares, it wants none."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.expressions import places
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

#: What must be FEEL; mappings by the first word of their role.
COMPUTED = frozenset({
    "conditionExpression", "correlationKey", "inputCollection", "outputElement", "output", "loopCondition", "condition",
})

LITERAL = Text(
    __name__,
    zh="{element}的 {role}“{text}”不是以 = 开头的表达式,Zeebe 不予部署。",
    en='The {role} "{text}" of {element} is no expression after =; Zeebe does not deploy it.',
    remedy_zh="写成表达式,如 =true、=project_no。",
    remedy_en="Write an expression, such as =true or =project_no.",
)
CODE = Text(
    __name__,
    zh="{element}捕获的代码“{code}”是表达式,Zeebe 只认文字。",
    en='The code "{code}" that the {element} catches is an expression; Zeebe takes literals only.',
    remedy_zh="写出代码。",
    remedy_en="Write the code.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each literal where a cluster wants an expression, and for each computed code that is caught."""
    for process in subject.executed_by_zeebe:
        for place in places(process):
            if place.role.split()[0] in COMPUTED and place.feel is None:
                yield LITERAL.fault(subject.document, place.element_id, role=place.role, text=place.text)
        for node in process.nodes.values():
            for event in node.events if node.kind in ("boundaryEvent", "startEvent") else ():
                if event.kind in ("error", "escalation") and (event.name or "").startswith("="):
                    yield CODE.fault(subject.document, node.id, code=event.name)
