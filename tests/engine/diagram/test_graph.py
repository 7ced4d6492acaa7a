"""Where a token can go."""

from __future__ import annotations

from engine.diagram.graph import backwards, graph, reached
from engine.model import EventDefinition, Flow, Node, Process


def link(id: str, kind: str) -> Node:
    return Node(id=id, kind=kind, events=(EventDefinition(kind="link", name="二"),))


def drawn(nodes: list[Node], *flows: tuple[str, str]) -> Process:
    made = {f"{source}-{target}": Flow(id=f"{source}-{target}", source=source, target=target) for source, target in flows}
    return Process(id="p", nodes={node.id: node for node in nodes}, flows=made)


def test_steps_follow_flows_boundary_events_and_links() -> None:
    process = drawn(
        [Node(id="a", kind="task"), Node(id="late", kind="boundaryEvent", attached_to="a"),
         link("out", "intermediateThrowEvent"), link("in", "intermediateCatchEvent"), Node(id="b", kind="task")],
        ("a", "out"), ("in", "b"), ("b", "gone"),
    )
    steps = graph(process).steps
    assert steps == {"a": {"late", "out"}, "out": {"in"}, "in": {"b"}}
    assert reached(steps, {"out"}) == {"out", "in", "b"}
    assert reached(backwards(steps), {"b"}) == {"b", "in", "out", "a"}


def test_a_link_does_not_leave_its_sub_process() -> None:
    inside = Node(id="in", kind="intermediateCatchEvent", parent="s", events=(EventDefinition(kind="link", name="二"),))
    assert graph(drawn([link("out", "intermediateThrowEvent"), inside])).steps == {"out": frozenset()}
