"""A call activity has the inputs and outputs of what it calls (BPMN 2.0.2, 10.3.6)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, child, children, identity
from engine.diagram.metamodel.items import find, item, sort
from engine.diagram.metamodel.references import CALLABLE
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NUMBER = Text(
    __name__,
    zh="{element}有 {count} 个 {part}，被调用的“{called}”有 {wanted} 个。",
    en='The {element} has {count} {part}, "{called}", which it calls, has {wanted}.',
    remedy_zh="照被调用者的输入输出说明填写。",
    remedy_en="Copy the ioSpecification of what is called.",
    severity="formal",
)
UNLIKE = Text(
    __name__,
    zh="{element}的 {part} 与被调用的“{called}”的数据定义不同。",
    en='The {part} of {element} is of another item definition than that of "{called}", which it calls.',
    remedy_zh="使用同一个数据定义。",
    remedy_en="Use the same item definition.",
    severity="formal",
)

#: Parts of an ioSpecification that must be there equally often: the way down to them.
PARTS = (
    ("dataInput",), ("dataOutput",), ("inputSet",), ("outputSet",),
    ("inputSet", "dataInputRefs"), ("outputSet", "dataOutputRefs"),
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each call activity whose inputs and outputs are not those of what it calls, in this file."""
    document = subject.document
    for call in document.of_kind("callActivity"):
        called = find(document, call.get("calledElement"), *CALLABLE)
        # Engines that pass variables by name say so in an extension and declare no data at the call at all.
        by_name = child(call, "ioSpecification") is None and child(call, "extensionElements") is not None
        if called is not None and not by_name:
            yield from _compare(document, call, called)


def _compare(document: Document, call: Element, called: Element) -> Iterator[Fault]:
    for way in PARTS:
        mine, theirs = _parts(call, way), _parts(called, way)
        if len(mine) != len(theirs):
            yield NUMBER.fault(
                document, identity(call), part=way[-1], count=len(mine), wanted=len(theirs), called=called.get("id")
            )
    for part in ("dataInput", "dataOutput"):
        wanted = {sort(item(document, one)) for one in _parts(called, (part,))}
        for data in _parts(call, (part,)):
            if sort(item(document, data)) not in wanted:
                yield UNLIKE.fault(document, identity(call), part=part, called=called.get("id"))


def _parts(element: Element, way: tuple[str, ...]) -> list[Element]:
    found = children(element, "ioSpecification")
    for name in way:
        found = [one for parent in found for one in children(parent, name)]
    return found
