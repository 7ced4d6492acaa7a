"""How many take part: from none or more to one or more, the least no greater than the most (BPMN 2.0.2, Table 9.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.metamodel.items import holder_id
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

#: Digits that a number of participants may have.
DIGITS = 18

RANGE = Text(
    __name__,
    zh="{element}的参与者数量从 {least} 到 {most}；应当 0 ≤ 最少 ≤ 最多，最多至少为 1。",
    en="The {element} takes part from {least} to {most} times; it must be 0 <= minimum <= maximum, maximum at least 1.",
    remedy_zh="改正 participantMultiplicity。",
    remedy_en="Mend the participantMultiplicity.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each range of participants that no collaboration could have. Numbers are the schema's."""
    for element in subject.document.of_kind("participantMultiplicity"):
        least, most = (int(element.get(name, default)[:DIGITS]) for name, default in (("minimum", "0"), ("maximum", "1")))
        if least < 0 or most < max(least, 1):
            yield RANGE.fault(subject.document, holder_id(element), least=least, most=most)
