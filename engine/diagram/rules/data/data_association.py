"""A data association copies one thing into a like one, in the direction that its ends allow (BPMN 2.0.2, 10.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Element, child, children, kind, text
from engine.diagram.metamodel.items import find, holder_id, item, owner, sort
from engine.diagram.metamodel.references import ASSOCIATIONS
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

SOURCES = Text(
    __name__,
    zh="{element}没有转换（transformation），却有 {count} 个来源；至多一个。",
    en="The {element} has no transformation but {count} sources; there may be one.",
    remedy_zh="只留一个来源，或写明转换。",
    remedy_en="Keep one source, or say how they are transformed.",
    severity="formal",
)
UNLIKE = Text(
    __name__,
    zh="{element}把“{source}”复制到“{target}”，两者的数据定义不同。",
    en='The {element} copies "{source}" into "{target}", whose item definition is another.',
    remedy_zh="改用相同的数据定义，或写明转换（transformation）。",
    remedy_en="Use the same item definition, or add a transformation.",
    severity="formal",
)
INTO_INPUT = Text(
    __name__,
    zh="{element}写入流程的数据输入“{data}”；它由调用者给定。",
    en='The {element} writes to "{data}", a data input of the process, which its caller fills.',
    remedy_zh="写入数据对象或数据输出。",
    remedy_en="Write to a data object or a data output.",
    severity="formal",
)
FROM_OUTPUT = Text(
    __name__,
    zh="{element}读取流程的数据输出“{data}”；它交给调用者。",
    en='The {element} reads "{data}", a data output of the process, which is for its caller.',
    remedy_zh="从数据对象或数据输入读取。",
    remedy_en="Read from a data object or a data input.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each association with too many sources, unlike ends or the wrong direction."""
    for association in subject.document.of_kind(*sorted(ASSOCIATIONS)):
        yield from _direction(subject, association)
        if child(association, "transformation") is None and child(association, "assignment") is None:
            yield from _copy(subject, association)


def _copy(subject: Subject, association: Element) -> Iterator[Fault]:
    document, sources = subject.document, children(association, "sourceRef")
    if len(sources) > 1:
        yield SOURCES.fault(document, holder_id(association), count=len(sources))
    if len(sources) != 1:
        # Modellers draw an output without saying which: nothing is copied then.
        return
    source, target = text(sources[0]), text(child(association, "targetRef"))
    ends = [sort(item(document, find(document, end))) for end in (source, target)]
    if None not in ends and ends[0] != ends[1]:
        yield UNLIKE.fault(document, holder_id(association), source=source, target=target)


def _direction(subject: Subject, association: Element) -> Iterator[Fault]:
    document = subject.document
    target = find(document, text(child(association, "targetRef")), "dataInput")
    if target is not None and kind(owner(target)) == "process":
        yield INTO_INPUT.fault(document, holder_id(association), data=target.get("id"))
    for line in children(association, "sourceRef"):
        source = find(document, text(line), "dataOutput")
        if source is not None and kind(owner(source)) == "process":
            yield FROM_OUTPUT.fault(document, holder_id(association), data=source.get("id"))
