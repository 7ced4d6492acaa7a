"""A piece of data is a collection exactly when its item definition is (BPMN 2.0.2, 10.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import flag
from engine.diagram.metamodel.items import find, holder_id, of_collection
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

DIFFERS = Text(
    __name__,
    zh="{element}的 isCollection 与其数据定义“{item}”不一致。",
    en='The {element} and its item definition "{item}" differ in isCollection.',
    remedy_zh="两处写成一致：都是集合，或都不是。",
    remedy_en="Write the same at both: a collection, or none.",
    severity="formal",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each data object, input and output that disagrees with its item definition."""
    document = subject.document
    for element in document.of_kind("dataObject", "dataInput", "dataOutput"):
        definition = find(document, element.get("itemSubjectRef"), "itemDefinition")
        if definition is not None and flag(element, "isCollection", default=False) != of_collection(definition):
            yield DIFFERS.fault(document, holder_id(element), item=definition.get("id"))
