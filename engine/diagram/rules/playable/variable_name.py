"""Results go into variables that an expression can name again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

#: A letter or underscore, then letters, digits, underscores; dots lead into a context.
PATH = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
NAME = re.compile(r"[^\W\d]\w*")

UNUSABLE = Text(
    __name__,
    zh="{element}的 {role}“{name}”不能作变量名。",
    en='The {role} "{name}" of {element} cannot be the name of a variable.',
    remedy_zh="用字母、汉字或下划线开头，其后可有数字，不含空格和符号。",
    remedy_en="Begin with a letter or an underscore; then letters, digits, underscores; no spaces or signs.",
    severity="unplayable",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each target that is no name (mappings: no dotted path of names)."""
    for node in subject.nodes():
        for role, name, pattern in _targets(node):
            if name is not None and not pattern.fullmatch(name):
                yield UNUSABLE.fault(subject.document, node.id, role=role, name=name)


def _targets(node: Node) -> Iterator[tuple[str, str | None, re.Pattern[str]]]:
    for mapping in (*node.data_inputs, *node.inputs):
        yield "input target", mapping.target, PATH
    for mapping in (*node.outputs, *node.data_outputs):
        yield "output target", mapping.target, PATH
    for name in node.data_objects:
        yield "dataObject", name, NAME
    yield "resultVariable", node.result_variable, NAME
    if node.loop is not None:
        yield "inputElement", node.loop.input_element, NAME
        yield "outputCollection", node.loop.output_collection, NAME
