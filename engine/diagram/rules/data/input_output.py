"""Inputs and outputs stand in sets, and the sets agree with each other (BPMN 2.0.2, 10.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, child, children, identity, kind, reference, text
from engine.diagram.metamodel.items import find, holder_id, owner
from engine.diagram.read import SUB_PROCESSES
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

IN_NO_SET = Text(
    __name__,
    zh="{element}不在任何{set_zh}中。",
    en="The {element} is in no {set}.",
    remedy_zh="在所属元素的{set_zh}中列出它。",
    remedy_en="List it in a {set} of what it belongs to.",
    severity="formal",
)
NOT_LISTED = Text(
    __name__,
    zh="{element}把“{data}”列为 {role}，却没有列为 {all}。",
    en='The {element} lists "{data}" as {role} but not as {all}.',
    remedy_zh="在 {all} 中也列出它。",
    remedy_en="List it as {all} as well.",
    severity="formal",
)
ONE_SIDED = Text(
    __name__,
    zh="{element}以“{other}”为对应的集合，反过来却没有。",
    en='The {element} belongs to the set "{other}", which does not say so itself.',
    remedy_zh="两边都写明，或都不写。",
    remedy_en="Say so at both, or at neither.",
    severity="formal",
)
SUB_PROCESS = Text(
    __name__,
    zh="{element}有输入输出说明（ioSpecification）；子流程直接使用外层的数据。",
    en="The {element} has an ioSpecification; a sub-process uses the data around it.",
    remedy_zh="删除 ioSpecification，用数据对象或调用活动。",
    remedy_en="Delete the ioSpecification; use data objects, or a call activity.",
    severity="formal",
)

#: kind of data -> its sets
SETS = {"dataInput": ("inputSet", "输入集合"), "dataOutput": ("outputSet", "输出集合")}
#: set -> its references that must be among the first one
PARTS = {
    "inputSet": ("dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs"),
    "outputSet": ("dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs"),
}
#: set -> its reference to the other kind of set
PAIRS = {"inputSet": "outputSetRefs", "outputSet": "inputSetRefs"}


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each input or output outside the sets, and for each set that contradicts another."""
    document = subject.document
    held = {
        (identity(owner(one)), data)
        for one in document.of_kind(*PARTS)
        for data in _listed(one, PARTS[kind(one)][0])
    }
    for element in document.of_kind(*SETS):
        if (identity(owner(element)), element.get("id")) not in held:
            name, zh = SETS[kind(element)]
            yield IN_NO_SET.fault(document, holder_id(element), set=name, set_zh=zh)
    paired = {(one.get("id"), other) for one in document.of_kind(*PARTS) for other in _listed(one, PAIRS[kind(one)])}
    for element in document.of_kind(*PARTS):
        yield from _set(document, element, paired)
    for element in document.of_kind(*SUB_PROCESSES):
        if child(element, "ioSpecification") is not None:
            yield SUB_PROCESS.fault(document, identity(element))


def _set(document: Document, element: Element, paired: set[tuple[str | None, str | None]]) -> Iterator[Fault]:
    everything, *parts = PARTS[kind(element)]
    for part in parts:
        for data in _listed(element, part) - _listed(element, everything):
            yield NOT_LISTED.fault(document, holder_id(element), data=data, role=part, all=everything)
    for name in _listed(element, PAIRS[kind(element)]):
        if find(document, name, *PARTS) is not None and (name, element.get("id")) not in paired:
            yield ONE_SIDED.fault(document, holder_id(element), other=name)


def _listed(element: Element, name: str) -> set[str | None]:
    return {reference(text(line)) for line in children(element, name)}
