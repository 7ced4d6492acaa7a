"""Every way out of a decision says when it is taken; ways that are not chosen carry no condition."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import ACTIVITIES, Fault, Node, Process

CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})
#: Who may have flows with conditions.
CONDITIONAL = CHOOSING | ACTIVITIES | {"complexGateway"}

MISSING = Text(
    __name__,
    zh="{element}是{gateway}的一条出线，既没有条件也不是默认流。",
    en="The {element} leaves {gateway_en} without a condition and is not its default flow.",
    remedy_zh="写条件（如 =amount > 400），或把它设为默认流。",
    remedy_en="Write a condition (such as =amount > 400), or make it the default flow.",
    severity="unplayable",
)
REFUSED = Text(
    __name__,
    zh="{element}有条件，但{gateway}的出线不作选择。",
    en="The {element} has a condition, but {gateway_en} does not choose between its flows.",
    remedy_zh="删除条件，或改用排他网关或包容网关。",
    remedy_en="Delete the condition, or use an exclusive or inclusive gateway.",
)
NOT_OUTGOING = Text(
    __name__,
    zh="{element}的默认流“{flow}”不是它的出线。",
    en='The default flow "{flow}" of {element} does not leave it.',
    remedy_zh="从它的出线中选默认流。",
    remedy_en="Choose the default flow among its outgoing flows.",
)
LITERAL = Text(
    __name__,
    zh="{element}的条件“{condition}”不是 FEEL 表达式。",
    en='The condition "{condition}" of {element} is no FEEL expression.',
    remedy_zh="表达式以 = 开头，如 =amount > 400；文字只能是 true 或 false。",
    remedy_en="An expression begins with =, such as =amount > 400; the only literals are true and false.",
)
ALONE = Text(
    __name__,
    zh="{element}有条件，却是{gateway}唯一的出线：条件不成立时无路可走。",
    en="The {element} has a condition but is the only way out of {gateway_en}: when it fails, nothing is left.",
    remedy_zh="删除条件，或再画一条出线。",
    remedy_en="Delete the condition, or draw another way out.",
    severity="formal",
)
IDLE = Text(
    __name__,
    zh="{element}是默认流，它的条件不起作用。",
    en="The {element} is a default flow: its condition is never asked.",
    remedy_zh="删除条件。",
    remedy_en="Delete the condition.",
    severity="warning",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each flow or default that leaves open, or wrongly states, when a way is taken."""
    for process in subject.processes:
        yield from subject.weighed(process, _process(subject, process))


def _process(subject: Subject, process: Process) -> Iterator[Fault]:
    for node in process.nodes.values():
        yield from _default(subject, process, node)
        for flow in node.outgoing:
            yield from _flow(subject, process, node, flow)


def _default(subject: Subject, process: Process, node: Node) -> Iterator[Fault]:
    # The schema knows a default only where there is a choice; a flow that does not exist is dangling_reference's.
    if node.default_flow in process.flows and node.default_flow not in node.outgoing:
        yield NOT_OUTGOING.fault(subject.document, node.id, flow=node.default_flow)


def _flow(subject: Subject, process: Process, node: Node, name: str) -> Iterator[Fault]:
    condition = process.flows[name].condition
    zh, en = subject.named(node.id)
    if condition is None:
        if node.kind in CHOOSING and len(node.outgoing) > 1 and name != node.default_flow:
            yield MISSING.fault(subject.document, name, gateway=zh, gateway_en=en)
    elif node.kind not in CONDITIONAL:
        yield REFUSED.fault(subject.document, name, gateway=zh, gateway_en=en)
    elif node.kind in ACTIVITIES and len(node.outgoing) == 1:
        yield ALONE.fault(subject.document, name, gateway=zh, gateway_en=en)
    elif not condition.startswith("=") and condition not in ("true", "false"):
        yield LITERAL.fault(subject.document, name, severity=subject.unspoken, condition=condition)
    elif name == node.default_flow:
        yield IDLE.fault(subject.document, name)
