"""What goes into an operation or a message, and what comes out, is of the sort that it declares (BPMN 2.0.2, 10.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import Document, Element, child, children, identity, kind, text
from engine.diagram.metamodel.items import find, item, sort
from engine.diagram.metamodel.references import CALLABLE
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NUMBER = Text(
    __name__,
    zh="{element}应有{wanted_zh} {part}，却有 {count} 个。",
    en="The {element} must have {wanted} {part} but has {count}.",
    remedy_zh="改正输入输出说明（ioSpecification）。",
    remedy_en="Mend the ioSpecification.",
    severity="formal",
)
UNLIKE = Text(
    __name__,
    zh="{element}的{part}与消息“{message}”的数据定义不同。",
    en='The {part} of {element} is of another item definition than the message "{message}".',
    remedy_zh="使用同一个数据定义。",
    remedy_en="Use the same item definition.",
    severity="formal",
)
UNBOUND = Text(
    __name__,
    zh="{element}提供接口，却没有输入输出绑定（ioBinding）。",
    en="The {element} supports an interface but binds no inputs and outputs (ioBinding).",
    remedy_zh="为每个操作写一个 ioBinding。",
    remedy_en="Write an ioBinding for each operation.",
    severity="formal",
)

#: task -> (data, set) that its message fills, when it has one
MESSAGE_TASKS = {"sendTask": ("dataInput", "inputSet"), "receiveTask": ("dataOutput", "outputSet")}
DIRECTIONS = (("dataInput", "inMessageRef", "inputDataRef"), ("dataOutput", "outMessageRef", "outputDataRef"))


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each task or callable element whose data does not fit its operation or message."""
    document = subject.document
    for task in document.of_kind("serviceTask"):
        operation = find(document, task.get("operationRef"), "operation")
        if operation is not None:
            yield from _service(document, task, operation)
    for task in document.of_kind(*MESSAGE_TASKS):
        message = find(document, task.get("messageRef"), "message")
        if message is not None:
            yield from _message(document, task, message)
    for element in document.of_kind(*sorted(CALLABLE)):
        yield from _bindings(document, element)


def _service(document: Document, task: Element, operation: Element) -> Iterator[Fault]:
    inputs, outputs = _parts(task, "inputSet"), _parts(task, "outputSet")
    if len(inputs) != 1:
        yield NUMBER.fault(document, identity(task), wanted="one", wanted_zh="一个", part="inputSet", count=len(inputs))
    if len(outputs) > 1:
        yield NUMBER.fault(
            document, identity(task), wanted="at most one", wanted_zh="至多一个", part="outputSet", count=len(outputs)
        )
    for part, referred, _ in DIRECTIONS:
        message = find(document, text(child(operation, referred)), "message")
        data = _parts(task, part)
        # An operation that answers needs a place for the answer; one without input data need not be given any.
        if message is not None and (data or part == "dataOutput") and not _fits(document, data, message):
            yield UNLIKE.fault(document, identity(task), part=part, message=message.get("id"))


def _message(document: Document, task: Element, message: Element) -> Iterator[Fault]:
    part, group = MESSAGE_TASKS[kind(task)]
    for name in (group, part):
        if len(_parts(task, name)) > 1:
            yield NUMBER.fault(
                document, identity(task), wanted="at most one", wanted_zh="至多一个", part=name,
                count=len(_parts(task, name)),
            )
    data = _parts(task, part)
    if data and not _fits(document, data, message):
        yield UNLIKE.fault(document, identity(task), part=part, message=message.get("id"))


def _bindings(document: Document, element: Element) -> Iterator[Fault]:
    bindings = children(element, "ioBinding")
    if child(element, "supportedInterfaceRef") is not None and not bindings:
        yield UNBOUND.fault(document, identity(element))
    for binding in bindings:
        operation = find(document, binding.get("operationRef"), "operation")
        for part, referred, bound in DIRECTIONS if operation is not None else ():
            message = None if operation is None else find(document, text(child(operation, referred)), "message")
            data = find(document, binding.get(bound), part)
            if message is not None and data is not None and not _fits(document, [data], message):
                yield UNLIKE.fault(document, identity(element), part=part, message=message.get("id"))


def _parts(element: Element, name: str) -> list[Element]:
    specification = child(element, "ioSpecification")
    return [] if specification is None else children(specification, name)


def _fits(document: Document, data: list[Element], message: Element) -> bool:
    """Whether one of the data is what the message carries; a message that declares nothing fits everything."""
    wanted = sort(item(document, message))
    return wanted is None or wanted in [sort(item(document, one)) for one in data]
