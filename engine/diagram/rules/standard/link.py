"""Every link that is thrown has exactly one target of the same name in its scope."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.document import child, children, kind, reference, text
from engine.diagram.graph import link
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault, Node

NO_TARGET = Text(
    __name__,
    zh="{element}跳往链接“{name}”，同一层没有这个名称的捕获链接。",
    en='The {element} jumps to the link "{name}", which nothing beside it catches.',
    remedy_zh="画一个同名的捕获链接事件，或改正名称。",
    remedy_en="Draw a catching link event of that name, or mend the name.",
)
SEVERAL = Text(
    __name__,
    zh="{element}是链接“{name}”的又一个目标；一个名称只能有一个。",
    en='The {element} is another target of the link "{name}"; a name has one target.',
    remedy_zh="删除多余的目标，或另取名称。",
    remedy_en="Delete the spare target, or name it differently.",
)
NO_SOURCE = Text(
    __name__,
    zh="{element}等待链接“{name}”，没有事件跳往它。",
    en='The {element} waits for the link "{name}", to which nothing jumps.',
    remedy_zh="画一个同名的抛出链接事件，或删除它。",
    remedy_en="Draw a throwing link event of that name, or delete this one.",
)
ONE_SIDED = Text(
    __name__,
    zh="{element}的链接以“{target}”为目标，但目标没有把它列为来源（source）。",
    en='The link of {element} has the target "{target}", which does not name it as a source.',
    remedy_zh="在目标的链接定义中补上 source。",
    remedy_en="Add the source to the definition of the target.",
    severity="formal",
)
WRONG_SIDE = Text(
    __name__,
    zh="{element}是链接的{end}，却有{side}“{flow}”。",
    en='The {element} is the {end_en} of a link but has the {side_en} flow "{flow}".',
    remedy_zh="链接事件要么只有入线（抛出），要么只有出线（捕获）；删除多余的顺序流。",
    remedy_en="A link event is entered (throwing) or left (catching), never both; delete the flow.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each link without its other half and for each second target."""
    for process in subject.processes:
        nodes = [node for node in process.nodes.values() if link(node)]
        targets = [_key(node) for node in nodes if node.kind == "intermediateCatchEvent"]
        sources = {_key(node) for node in nodes if node.kind == "intermediateThrowEvent"}
        seen = set()
        for node in nodes:
            key = _key(node)
            yield from _sides(subject, node)
            if node.kind == "intermediateThrowEvent" and key not in targets:
                yield NO_TARGET.fault(subject.document, node.id, name=key[1])
            if node.kind == "intermediateCatchEvent":
                if key in seen:
                    yield SEVERAL.fault(subject.document, node.id, name=key[1])
                elif key not in sources:
                    yield NO_SOURCE.fault(subject.document, node.id, name=key[1])
                seen.add(key)
    yield from _one_sided(subject)


def _sides(subject: Subject, node: Node) -> Iterator[Fault]:
    if node.kind == "intermediateThrowEvent" and node.outgoing:
        yield WRONG_SIDE.fault(
            subject.document, node.id, end="起点", end_en="source", side="出线", side_en="outgoing", flow=node.outgoing[0]
        )
    if node.kind == "intermediateCatchEvent" and node.incoming:
        yield WRONG_SIDE.fault(
            subject.document, node.id, end="目标", end_en="target", side="入线", side_en="incoming", flow=node.incoming[0]
        )


def _one_sided(subject: Subject) -> Iterator[Fault]:
    """Links joined by reference name each other at both ends."""
    document = subject.document
    named = {
        (definition.get("id"), reference(text(one)))
        for definition in document.of_kind("linkEventDefinition")
        for one in children(definition, "source")
    }
    for link_definition in document.of_kind("linkEventDefinition"):
        target = document.elements.get(reference(text(child(link_definition, "target"))) or "")
        holder = link_definition.getparent()
        if target is None or kind(target) != "linkEventDefinition" or holder is None:
            continue
        if (target.get("id"), link_definition.get("id")) not in named:
            yield ONE_SIDED.fault(document, holder.get("id"), target=target.get("id"))


def _key(node: Node) -> tuple[str | None, str | None]:
    return node.parent, link(node)
