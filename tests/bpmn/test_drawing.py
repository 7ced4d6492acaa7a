"""The diagrams look as Camunda Modeler would have them: one pool, lanes, straight lines, nothing on top of anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from engine import diagram, xml
from engine.model import Node
from tests.bpmn import shipped
from tests.bpmn.shipped import DIAGRAMS

EVERY = pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
Line = list[tuple[int, int]]


@dataclass(frozen=True)
class Box:
    """A rectangle on the page."""

    x: int
    y: int
    width: int
    height: int

    def inside(self, other: Box) -> bool:
        """Wholly within another?"""
        across = other.x <= self.x and self.x + self.width <= other.x + other.width
        return across and other.y <= self.y and self.y + self.height <= other.y + other.height

    def meets(self, other: Box) -> bool:
        """Do the two share more than an edge?"""
        return (
            self.x < other.x + other.width and other.x < self.x + self.width
            and self.y < other.y + other.height and other.y < self.y + self.height
        )


@dataclass(frozen=True)
class Drawing:
    """What a file draws."""

    boxes: dict[str, Box]
    labels: dict[str, Box]
    lines: dict[str, Line]


def box(element: Any) -> Box:
    """The bounds that an element holds."""
    found = element.find(BOUNDS)
    return Box(*(int(found.get(name)) for name in ("x", "y", "width", "height")))


@cache
def drawing(path: Path) -> Drawing:
    """The diagram interchange part of a file."""
    root: Any = xml.parse(path.read_bytes())
    shapes, edges = list(root.iter(f"{DI}BPMNShape")), list(root.iter(f"{DI}BPMNEdge"))
    labelled = [(one, text) for one in (*shapes, *edges) if (text := one.find(f"{DI}BPMNLabel")) is not None]
    return Drawing(
        boxes={one.get("bpmnElement"): box(one) for one in shapes},
        labels={one.get("bpmnElement"): box(text) for one, text in labelled},
        lines={
            one.get("bpmnElement"): [(int(at.get("x")), int(at.get("y"))) for at in one.iter(WAYPOINT)] for one in edges
        },
    )


def nodes(path: Path) -> dict[str, Node]:
    """The nodes of the file's only process."""
    return dict(shipped.processes()[path.stem].nodes)


def around(path: Path, id: str) -> set[str]:
    """The sub-processes that a node lies in."""
    parent = nodes(path)[id].parent
    return set() if parent is None else {parent} | around(path, parent)


def size(node: Node) -> tuple[int, int] | None:
    """How large the modeler draws a node; a sub-process is as large as it has to be."""
    if node.kind == "subProcess":
        return None
    return (50, 50) if node.kind.endswith("Gateway") else (36, 36) if node.kind.endswith("Event") else (100, 80)


@EVERY
def test_no_rule_has_anything_to_say(path: Path) -> None:
    assert diagram.check(path.read_bytes(), path.name, profile="chengxu")[1] == ()


@EVERY
def test_everything_is_drawn_in_its_usual_size_and_in_its_lane(path: Path) -> None:
    drawn, process = drawing(path), shipped.processes()[path.stem]
    lane_of = {node: lane.id for lane in process.lanes for node in lane.nodes}
    assert set(process.nodes) | set(process.flows) <= set(drawn.boxes) | set(drawn.lines)
    for node in nodes(path).values():
        shape = drawn.boxes[node.id]
        assert (shape.width, shape.height) == size(node) or size(node) is None, node.id
        assert shape.inside(drawn.boxes[node.parent or lane_of[node.id]]), node.id
    assert all(drawn.boxes[lane.id].height >= 120 for lane in process.lanes)


@EVERY
def test_nothing_lies_on_top_of_anything(path: Path) -> None:
    drawn, known = drawing(path), nodes(path)
    shapes = [(id, drawn.boxes[id]) for id in known]
    hosted = {(node.attached_to, node.id) for node in known.values()} | {(out, id) for id in known for out in around(path, id)}
    touching = {(a, b) for (a, one), (b, two) in combinations(shapes, 2) if one.meets(two)}
    assert {(a, b) for a, b in touching if (a, b) not in hosted and (b, a) not in hosted} == set()
    labels = list(drawn.labels.items())
    assert [(a, b) for (a, one), (b, two) in combinations(labels, 2) if one.meets(two)] == []
    assert [(a, b) for a, one in labels for b, two in shapes if one.meets(two) and not one.inside(two)] == []


@EVERY
def test_flows_run_straight_and_around_the_nodes(path: Path) -> None:
    drawn, known, flows = drawing(path), nodes(path), shipped.processes()[path.stem].flows
    for id, line in drawn.lines.items():
        ends = {flows[id].source, flows[id].target, known[flows[id].source].attached_to} | around(path, flows[id].source)
        for (x1, y1), (x2, y2) in pairwise(line):
            assert x1 == x2 or y1 == y2, id
            segment = Box(min(x1, x2), min(y1, y2), abs(x1 - x2) or 1, abs(y1 - y2) or 1)
            others = [node for node in known if node not in ends and known[node].attached_to not in ends]
            assert [node for node in others if segment.meets(drawn.boxes[node])] == [], id


@EVERY
def test_names_are_short_and_everything_is_explained(path: Path) -> None:
    assert [node.id for node in nodes(path).values() if len(node.name) > 12 or not node.properties.get("clause")] == []
    tasks = [node for node in nodes(path).values() if node.kind in ("userTask", "serviceTask", "businessRuleTask")]
    assert [node.id for node in tasks if not node.documentation] == []


#: Flows that grant something: they are taken only when somebody said so.
GRANTS = {
    "construction_report": {"flow_accepted", "flow_all_confirmed", "flow_signed"},
    "final_acceptance": {"flow_clear", "flow_passed", "flow_done"},
    "acceptance_filing": {"flow_accepted"},
    "intake_screening": {
        "flow_self_checked_fill_registration", "flow_suspected_check_scope", "flow_judged_check_scope",
        "flow_class_decided_register_project", "flow_scope_decided_register_project",
    },
    "exception_grant": {"flow_first_agreed_approve_second", "flow_granted_exception_granted_end"},
    "budget_review": {"flow_funded_review_budget", "flow_sums_right_confirm_budget", "flow_budget_agreed_issue_budget_review"},
    "om_plan_approval": {
        "flow_intake_done_fill_om_needs", "flow_om_checked_approve_om_by_cdo", "flow_om_cdo_agreed_check_om_by_line",
        "flow_om_line_agreed_om_candidate", "flow_both_agreed_list_maintenance",
    },
    "project_approval": {
        "flow_admissible_decide_ancillary", "flow_ancillary_done_approve_stage", "flow_papers_ready_accept_papers",
        "flow_taken_up_review_stage", "flow_estimate_kept_decide_catalogue", "flow_study_again_decide_catalogue",
        "flow_catalogue_done_decide_approval", "flow_stage_decided_issue_approval", "flow_approved_fix_baseline",
    },
    "expert_panel": {"flow_drawn_enough_invite_expert", "flow_panel_formed_gate_publish_papers", "flow_panel_valid_panel_done"},
    "data_catalog": {
        "flow_entries_valid_record_draft", "flow_cdo_agreed_record_submitted", "flow_catalogue_passed_record_passed",
        "flow_all_linked_record_linked", "flow_waiver_granted_waive_catalogue", "flow_request_kind_judge_waiver",
    },
    "appeal": {"flow_appeal_result_gate_appeal_changed"},
    "dept_opinion": {"flow_opinion_formed_record_opinion", "flow_silence_decided_record_silence"},
    "joint_review": {
        "flow_basis_found_fill_plan", "flow_plan_ready_approve_plan", "flow_plan_approved_check_by_line",
        "flow_line_agreed_accept_plan", "flow_plan_accepted_review", "flow_review_signed_review_concluded",
        "flow_review_result_fix_baseline", "flow_changes_made_fix_baseline",
    },
}


@EVERY
def test_what_grants_something_is_never_the_default(path: Path) -> None:
    flows = shipped.processes()[path.stem].flows
    assert [id for id in GRANTS[path.stem] if not flows[id].condition] == []
    assert {node.default_flow for node in nodes(path).values()} & GRANTS[path.stem] == set()
