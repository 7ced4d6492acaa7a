"""A drawing: nothing on top of anything, lines at right angles around what stands in their way, from left to right."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings

from engine.diagram.layout.places import draw
from engine.model import Lane, Process
from tests.engine.diagram.layout.drawn import faults
from tests.engine.kernel.blocks import blocks, build
from tests.engine.kernel.drawing import draw as drawn
from tests.engine.kernel.drawing import node

CHAIN = drawn(
    [node("s", "startEvent"), node("a", "userTask"), node("g", "exclusiveGateway"), node("b", "userTask"), node("e", "endEvent")],
    [("f1", "s", "a"), ("f2", "a", "g"), ("f3", "g", "b"), ("f4", "g", "a"), ("f5", "b", "e"), ("f6", "g", "e")],
)


@given(blocks())
@settings(max_examples=60, deadline=None)
def test_no_random_process_is_drawn_with_a_fault(block: Any) -> None:
    assert list(faults(build(block))) == []


def test_the_way_goes_from_left_to_right_on_one_line() -> None:
    shapes = draw(CHAIN).shapes
    middles = [shapes[name].side("left") for name in ("s", "a", "g", "b", "e")]
    assert middles == sorted(middles)
    assert len({y for _, y in middles}) == 1


def test_a_way_back_and_a_way_past_something_go_around_it() -> None:
    drawing = draw(CHAIN)
    for flow in ("f4", "f6"):
        assert min(y for _, y in drawing.lines[flow]) < drawing.shapes["a"].y
    assert list(faults(CHAIN)) == []


@pytest.mark.parametrize("lanes", [("x", "y"), ("y", "x")])
def test_each_node_stands_in_the_band_of_its_lane(lanes: tuple[str, str]) -> None:
    nodes = [node("s", "startEvent", lane="x"), node("a", "task", lane="y"), node("e", "endEvent", lane="x")]
    plain = drawn(nodes, [("f1", "s", "a"), ("f2", "a", "e")])
    inside = {"x": ("s", "e"), "y": ("a",)}
    process = Process(
        id="p", nodes=plain.nodes, flows=plain.flows, lanes=tuple(Lane(id=one, name=one, nodes=inside[one]) for one in lanes)
    )
    drawing = draw(process)
    assert list(drawing.bands) == list(lanes)
    for name, one in process.nodes.items():
        top, height = drawing.bands[one.lane or ""]
        assert top < drawing.shapes[name].y < drawing.shapes[name].y + drawing.shapes[name].height < top + height
    assert list(faults(process)) == []


def test_boundary_events_hang_on_their_host_and_lead_down() -> None:
    process = drawn(
        [node("a", "task"), node("late", "boundaryEvent", attached_to="a"), node("b", "task"), node("c", "endEvent")],
        [("f1", "a", "b"), ("f2", "late", "c")],
    )
    drawing = draw(process)
    host, hung = drawing.shapes["a"], drawing.shapes["late"]
    assert hung.y < host.y + host.height < hung.y + hung.height
    assert drawing.shapes["c"].y > drawing.shapes["b"].y
    assert list(faults(process)) == []


def test_a_sub_process_is_as_large_as_what_it_contains() -> None:
    process = drawn(
        [node("sub", "subProcess"), node("s", "startEvent", parent="sub"), node("a", "task", parent="sub"), node("z", "endEvent")],
        [("f1", "s", "a"), ("f2", "sub", "z")],
    )
    drawing = draw(process)
    outer, inner = drawing.shapes["sub"], drawing.shapes["a"]
    assert outer.x < inner.x < inner.x + inner.width < outer.x + outer.width
    assert outer.y < inner.y < inner.y + inner.height < outer.y + outer.height


def test_a_name_of_a_flow_has_room_behind_a_gateway() -> None:
    named = drawn([node("g", "exclusiveGateway"), node("a", "task")], [("f1", "g", "a")])
    flows = {"f1": replace(named.flows["f1"], name="不同意并退回修改")}
    drawing = draw(Process(id="p", nodes=named.nodes, flows=flows))
    label, target = drawing.labels["f1"], drawing.shapes["a"]
    assert label.x + label.width <= target.x


def test_names_of_flows_that_leave_a_gateway_together_stand_apart() -> None:
    plain = drawn(
        [node("a", "task"), node("late", "boundaryEvent", attached_to="a"), node("x", "endEvent"), node("g", "exclusiveGateway"),
         node("b", "task"), node("c", "task"), node("d", "endEvent")],
        [("f1", "a", "g"), ("f2", "late", "x"), ("f3", "g", "b"), ("f4", "g", "c"), ("f5", "g", "d")],
    )
    named = {"f3": "受理", "f4": "补正一次", "f5": "不予受理并说明理由"}
    process = replace(plain, flows={key: replace(flow, name=named.get(key, "")) for key, flow in plain.flows.items()})
    drawing = draw(process)
    boxes = [drawing.labels[key] for key in named] + [drawing.shapes[name] for name in process.nodes]
    for one, other in combinations(boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x or one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart or {one, other} == {drawing.shapes["a"], drawing.shapes["late"]}
    assert list(faults(process)) == []
