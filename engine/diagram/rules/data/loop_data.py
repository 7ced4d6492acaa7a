"""A multi-instance activity takes its collection from an input of its own; each round gets one of that sort (10.3.8)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, child, flag, identity, kind, text
from engine.diagram.metamodel.items import find, holder_id, item, of_collection, owner, sort
from engine.diagram.read import SUB_PROCESSES
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

ELSEWHERE = Text(
    __name__,
    zh="{element}的 {reference}“{data}”不是它自己的{part}。",
    en='The {reference} "{data}" of {element} is no {part} of its own.',
    remedy_zh="在它的输入输出说明（ioSpecification）中写一个，并引用它。",
    remedy_en="Write one in its ioSpecification and refer to that.",
    severity="formal",
)
UNLIKE = Text(
    __name__,
    zh="{element}的 {part}“{data}”与集合“{collection}”中单个的数据定义不同。",
    en='The {part} "{data}" of {element} is of another item definition than one of the collection "{collection}".',
    remedy_zh="单个用同一结构、不是集合的数据定义。",
    remedy_en="Use an item definition of the same structure that is no collection.",
    severity="formal",
)

#: reference to the collection, kinds that it may be, the item of one round
ENDS = (
    ("loopDataInputRef", "dataInput", "inputDataItem"),
    ("loopDataOutputRef", "dataOutput", "outputDataItem"),
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each loop of an executable process whose data is not the activity's own, or unlike."""
    document = subject.document
    for process in subject.processes:
        if subject.said_executable(process):
            for loop in document.elements[process.id].iter("{*}multiInstanceLoopCharacteristics"):
                yield from _loop(document, loop)


def _loop(document: Document, loop: Element) -> Iterator[Fault]:
    activity = loop.getparent()
    for name, part, single in ENDS:
        collection = find(document, text(child(loop, name)))
        if activity is None or collection is None:
            continue
        own = kind(collection) == part and owner(collection) is activity
        if name == "loopDataInputRef" and kind(activity) not in SUB_PROCESSES and not own:
            yield ELSEWHERE.fault(document, identity(activity), reference=name, data=collection.get("id"), part=part)
        one = child(loop, single)
        if one is not None and one.get("itemSubjectRef") and not _one_of(document, one, collection):
            yield UNLIKE.fault(
                document, holder_id(activity), part=single, data=one.get("id"), collection=collection.get("id")
            )


def _one_of(document: Document, one: Element, collection: Element) -> bool:
    many, single = sort(item(document, collection)), item(document, one)
    if many is None or single is None:
        return many is None
    return many == sort(single) and not (flag(one, "isCollection", default=False) or of_collection(single))
