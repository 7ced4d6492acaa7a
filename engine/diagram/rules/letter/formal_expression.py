"""Expressions that a machine evaluates are marked as such, have a text and name their language by a URI (8.4.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagram.document import BPMN, XSI, Document, Element, kind, text
from engine.diagram.metamodel.items import holder_id
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

NATURAL = Text(
    __name__,
    zh="{element}的 {role} 是文字说明，不是形式表达式；可执行的流程须用形式表达式。",
    en="The {role} of {element} is natural language; an executable process needs a formal expression.",
    remedy_zh='加上 xsi:type="tFormalExpression"，或把流程标为不可执行。',
    remedy_en='Add xsi:type="tFormalExpression", or mark the process as not executable.',
    severity="formal",
)
EMPTY = Text(
    __name__,
    zh="{element}的 {role} 是空的表达式。",
    en="The {role} of {element} is an empty expression.",
    remedy_zh="写出表达式，或删除它。",
    remedy_en="Write the expression, or delete it.",
    severity="formal",
)
LANGUAGE = Text(
    __name__,
    zh="{element}的语言“{language}”不是 URI。",
    en='The language "{language}" of {element} is no URI.',
    remedy_zh="例如 https://www.omg.org/spec/DMN/20191111/FEEL/。",
    remedy_en="For example https://www.omg.org/spec/DMN/20191111/FEEL/.",
    severity="formal",
)

#: What an executable process evaluates.
EVALUATED = (
    "conditionExpression", "loopCondition", "loopCardinality", "completionCondition", "activationCondition",
    "timeDate", "timeDuration", "timeCycle", "condition", "from", "to",
)
#: Always formal, whatever their type says.
ALWAYS = ("messagePath", "dataPath", "transformation", "formalExpression")
#: RFC 3986, 2: the characters of a URI reference.
URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*")


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each expression that is natural language, empty, or in a language that is no URI."""
    document = subject.document
    for process in subject.processes:
        if subject.said_executable(process):
            for element in document.elements[process.id].iter(*(f"{{{BPMN}}}{name}" for name in EVALUATED)):
                if not _formal(element) and not (text(element) or "").startswith("="):
                    yield NATURAL.fault(document, _place(element), role=kind(element))
    for element in document.of_kind(*EVALUATED, *ALWAYS):
        if (_formal(element) or kind(element) in ALWAYS) and text(element) is None:
            yield EMPTY.fault(document, _place(element), role=kind(element))
    yield from _languages(document)


def _languages(document: Document) -> Iterator[Fault]:
    for element in document.root.iter(f"{{{BPMN}}}*"):
        for name in ("language", "expressionLanguage", "typeLanguage"):
            language = element.get(name)
            if language is not None and not URI.fullmatch(language.strip()):
                yield LANGUAGE.fault(document, _place(element), language=language)


def _formal(element: Element) -> bool:
    parent = element.getparent()
    complex_behaviour = parent is not None and kind(parent) == "complexBehaviorDefinition"
    return complex_behaviour or (element.get(f"{{{XSI}}}type") or "").rpartition(":")[2] == "tFormalExpression"


def _place(element: Element) -> str | None:
    """What has the expression: the flow or node, not its event definition or loop."""
    holder = element.getparent()
    while holder is not None and (kind(holder).endswith(("EventDefinition", "Characteristics")) or not holder.get("id")):
        holder = holder.getparent()
    return holder_id(element if holder is None else holder)
