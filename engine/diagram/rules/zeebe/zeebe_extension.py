"""Zeebe wants to read in extension elements what a task does; the standard's own attributes are not enough."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import BPMN, ZEEBE, Document, Element, child
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

#: kind of node -> extension elements of which it has exactly one
WANTED = {
    "serviceTask": ("taskDefinition",),
    "businessRuleTask": ("calledDecision", "taskDefinition"),
    "scriptTask": ("script", "taskDefinition"),
    "sendTask": ("publishMessage", "taskDefinition"),
    "callActivity": ("calledElement",),
}
#: extension element -> attributes that must be written and not empty (`retries` has a default)
ATTRIBUTES = {
    "taskDefinition": ("type",),
    "calledDecision": ("decisionId", "resultVariable"),
    "calledElement": ("processId",),
    "script": ("expression", "resultVariable"),
    "publishMessage": ("correlationKey",),
    "loopCharacteristics": ("inputCollection",),
    "subscription": ("correlationKey",),
}

MISSING = Text(
    __name__,
    zh="{element}应当有且只有一个扩展元素:{wanted}。",
    en="The {element} should have exactly one extension element of: {wanted}.",
    remedy_zh="在建模工具中填写任务的实现方式。",
    remedy_en="Fill in the implementation of the task in the modeller.",
)
EMPTY = Text(
    __name__,
    zh="{element}的 zeebe:{name} 没有写 {attribute}。",
    en="The zeebe:{name} of {element} does not say {attribute}.",
    remedy_zh="填写该属性。",
    remedy_en="Fill in the attribute.",
)
PAIR = Text(
    __name__,
    zh="{element}的输出集合与输出元素只写了一个。",
    en="The {element} has only one of output collection and output element.",
    remedy_zh="两者都写,或都不写。",
    remedy_en="Write both or none.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each extension element that is missing, repeated or incomplete."""
    document = subject.document
    for process in subject.executed_by_zeebe:
        for node in process.nodes.values():
            yield from _node(document, node)
    for message in document.of_kind("message"):
        yield from _attributes(document, message.get("id"), _extensions(message))


def _node(document: Document, node: Node) -> Iterator[Fault]:
    element = document.elements[node.id]
    found = _extensions(element)
    wanted = WANTED.get(node.kind, ())
    throws = child(element, "messageEventDefinition") if node.kind in ("intermediateThrowEvent", "endEvent") else None
    if throws is not None:
        wanted = ("publishMessage", "taskDefinition")
        found = found + _extensions(throws)
    if wanted and sum(extension.tag in _tags(wanted) for extension in found) != 1:
        yield MISSING.fault(document, node.id, wanted=", ".join(f"zeebe:{name}" for name in wanted))
    several = child(element, "multiInstanceLoopCharacteristics")
    if several is not None:
        loops = [one for one in _extensions(several) if one.tag in _tags(("loopCharacteristics",))]
        if len(loops) != 1:
            yield MISSING.fault(document, node.id, wanted="zeebe:loopCharacteristics")
        for loop in loops:
            if bool(loop.get("outputCollection")) != bool(loop.get("outputElement")):
                yield PAIR.fault(document, node.id)
        found = found + loops
    yield from _attributes(document, node.id, found)


def _attributes(document: Document, holder: str | None, extensions: list[Element]) -> Iterator[Fault]:
    for name, attributes in ATTRIBUTES.items():
        for extension in extensions:
            for attribute in attributes if extension.tag in _tags((name,)) else ():
                if not extension.get(attribute):
                    yield EMPTY.fault(document, holder, name=name, attribute=attribute)


def _extensions(element: Element) -> list[Element]:
    return element.findall(f"{{{BPMN}}}extensionElements/{{{ZEEBE}}}*")


def _tags(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{{{ZEEBE}}}{name}" for name in names)
