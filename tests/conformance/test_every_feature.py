"""What holds for every feature: no node is lost on the way, nothing is refused, and the command line plays the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import diagram
from engine.kernel import Definition
from engine.kernel.specs.element import spec_name
from engine.values import loads
from tests.conformance import (
    test_activities,
    test_combinations,
    test_event_sub_processes,
    test_events,
    test_gateways,
    test_patterns,
    test_pitfalls,
)
from tests.conformance.shapes import Feature
from tests.house.test_drawn_is_played import nodes_in
from web.cli import main

TABLES = (
    test_gateways, test_activities, test_events, test_event_sub_processes, test_combinations, test_pitfalls, test_patterns,
)
FEATURES = [feature for table in TABLES for feature in table.FEATURES]
#: Played once more from the command line; the others go the same way.
SAMPLE = ("exclusive", "behavior One", "timer boundary, cycle", "compensation, at the end", "30 structured partial join")


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_no_node_is_lost_between_drawing_and_playing(feature: Feature) -> None:
    processes = dict(diagram.read(feature.content, "feature.bpmn").processes)
    assert nodes_in(feature.content) <= {node for process in processes.values() for node in process.nodes}
    specs = Definition(processes, {}).specs.task_specs
    assert {spec_name(process, node) for process in processes.values() for node in process.nodes} <= set(specs)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_command_line_plays_the_same(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feature = next(one for one in FEATURES if one.name == name)
    (tmp_path / "f.bpmn").write_bytes(feature.content)
    for case in feature.cases:
        code = main(["play", str(tmp_path / "f.bpmn"), "--json", "--profile", "bpmn", "--stub", *case.options])
        lines = [loads(line) for line in capsys.readouterr().out.splitlines()]
        visited = [line["element_id"] for line in lines if line.get("type") == "element_activated"]
        assert [id for id in visited if id in case.trace.split()] == case.trace.split()
        assert (lines[-1]["outcome"], code) == (case.outcome, int(case.outcome == "incident"))
