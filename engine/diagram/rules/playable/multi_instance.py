"""A repeated activity says how often: over a collection, or a whole number of times, at least once."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Loop, Node, Severity

COUNTLESS = Text(
    __name__,
    zh="{element}是多实例，却没有写明集合或次数。",
    en="The {element} is multi-instance but names neither a collection nor a number.",
    remedy_zh="填写输入集合（如 =departments）或循环次数。",
    remedy_en="Give an input collection (such as =departments) or a loop cardinality.",
)
BOTH = Text(
    __name__,
    zh="{element}既有集合又有次数。",
    en="The {element} has both a collection and a number.",
    remedy_zh="只留其一。",
    remedy_en="Keep one of them.",
    severity="unplayable",
)
NUMBER = Text(
    __name__,
    zh="{element}的次数“{number}”不是大于零的整数。",
    en='The number "{number}" of {element} is no whole number above zero.',
    remedy_zh="写大于零的整数，或以 = 开头的 FEEL 表达式。",
    remedy_en="Write a whole number above zero, or FEEL after =.",
)
SILENT = Text(
    __name__,
    zh="{element}应在途中抛出事件（behavior={behavior}），却没有写明哪一个。",
    en="The {element} is to throw an event on its way (behavior={behavior}) but does not say which.",
    remedy_zh="写明事件（{reference}），或把 behavior 改为 All。",
    remedy_en="Name the event ({reference}), or make behavior All.",
    severity="formal",
)
#: behavior -> the attribute or child that says what is thrown (BPMN 2.0.2, Table 10.31)
THROWN = {"None": "noneBehaviorEventRef", "One": "oneBehaviorEventRef", "Complex": "complexBehaviorDefinition"}


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each loop whose number of rounds is missing, stated twice or impossible."""
    for process in subject.played:
        bare: Severity = "error" if subject.said_executable(process) else "unplayable"
        for node in process.nodes.values():
            if node.loop is not None:
                yield from _loop(subject, node, node.loop, bare)
    for element in subject.document.of_kind("multiInstanceLoopCharacteristics"):
        reference, activity = THROWN.get(behavior := element.get("behavior", "All")), element.getparent()
        if reference and activity is not None and element.get(reference) is None and child(element, reference) is None:
            yield SILENT.fault(subject.document, activity.get("id"), behavior=behavior, reference=reference)


def _loop(subject: Subject, node: Node, loop: Loop, bare: Severity) -> Iterator[Fault]:
    document = subject.document
    if loop.kind == "standard":
        if loop.maximum is not None and loop.maximum < 1:
            yield NUMBER.fault(document, node.id, number=loop.maximum)
        return
    if loop.input_collection is None and loop.cardinality is None:
        yield COUNTLESS.fault(document, node.id, severity=bare)
    if loop.input_collection is not None and loop.cardinality is not None:
        yield BOTH.fault(document, node.id)
    literal = loop.cardinality
    if literal is not None and not literal.startswith("=") and not (literal.isdecimal() and int(literal) > 0):
        yield NUMBER.fault(document, node.id, severity=subject.unspoken, number=literal)
