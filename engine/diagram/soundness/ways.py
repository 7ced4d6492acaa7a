"""Which sets of flows a node may leave by, whatever the data says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from engine.model import ACTIVITIES, EVENTS, Flow, Node

#: All sets of so many choices are tried; of more only single ones, pairs and all together; of very many no pairs.
MOST_CHOICES = 6
MOST_PAIRED = 40


def ways(node: Node, flows: Sequence[Flow]) -> list[frozenset[str]]:
    """The sets of flow ids that get a token together; none when nothing leads on."""
    if node.kind == "exclusiveGateway":
        return [frozenset({flow.id}) for flow in _in_turn(node, flows)]
    if node.kind == "eventBasedGateway":
        return [frozenset({flow.id}) for flow in flows]
    if node.kind in ("inclusiveGateway", "complexGateway"):
        return _choice(node, flows, frozenset()) if len(flows) > 1 else _together(flows)
    if node.kind in ACTIVITIES | EVENTS and any(flow.condition is not None for flow in flows):
        always = frozenset(flow.id for flow in flows if flow.condition is None and flow.id != node.default_flow)
        return _choice(node, [flow for flow in flows if flow.id not in always], always)
    return _together(flows)


def subsets(ids: Sequence[str]) -> Iterator[frozenset[str]]:
    """Every subset, the empty one first; of many elements only small ones and all."""
    few = (0, 1, 2) if len(ids) <= MOST_PAIRED else (0, 1)
    sizes = range(len(ids) + 1) if len(ids) <= MOST_CHOICES else (*few, len(ids))
    return map(frozenset, chain.from_iterable(combinations(ids, size) for size in sizes))


def constant(flow: Flow) -> bool | None:
    """The truth of a condition that is written out, else None."""
    return {"true": True, "false": False}.get((flow.condition or "").strip().removeprefix("=").strip())


def _together(flows: Sequence[Flow]) -> list[frozenset[str]]:
    return [frozenset(flow.id for flow in flows)] if flows else []


def _in_turn(node: Node, flows: Sequence[Flow]) -> Iterator[Flow]:
    """The first that is true: behind one that always is, no other has its turn; the default has the last."""
    default = [flow for flow in flows if flow.id == node.default_flow]
    for flow in flows:
        if flow in default or constant(flow) is False:
            continue
        yield flow
        if constant(flow):
            return
    yield from default


def _choice(node: Node, flows: Sequence[Flow], always: frozenset[str]) -> list[frozenset[str]]:
    """Any of the conditions that can be true, at least one; the default when none is."""
    open_ = [flow.id for flow in flows if flow.id != node.default_flow and constant(flow) is None]
    sure = frozenset(flow.id for flow in flows if flow.id != node.default_flow and constant(flow))
    default = frozenset(flow.id for flow in flows if flow.id == node.default_flow)
    found = [chosen | sure | always for chosen in subsets(open_) if chosen | sure]
    if default and not sure:
        found.append(default | always)
    return found
