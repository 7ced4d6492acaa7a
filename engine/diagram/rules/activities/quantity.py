"""An activity takes at least one token to begin and gives at least one when it ends (BPMN 2.0.2, Table 10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import identity
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import ACTIVITIES, Fault

TOO_FEW = Text(
    __name__,
    zh="{element}的 {attribute} 是 {value}，至少应为 1。",
    en="The {attribute} of {element} is {value}; it must be at least 1.",
    remedy_zh="改为 1 以上的整数，或删除该属性。",
    remedy_en="Write a whole number from 1, or delete the attribute.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each quantity of tokens below one. That it is a whole number is the schema's."""
    for element in subject.document.of_kind(*sorted(ACTIVITIES)):
        for attribute in ("startQuantity", "completionQuantity"):
            value = element.get(attribute, "1").strip()
            if value.startswith("-") or not value.strip("+0"):
                yield TOO_FEW.fault(subject.document, identity(element), attribute=attribute, value=value)
