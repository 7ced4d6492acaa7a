"""What is drawn is what is played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import diagram
from engine.errors import Refused
from engine.kernel import Definition
from engine.kernel.specs.element import spec_name
from engine.model import NODES, Process
from tests.house.tree import ROOT

DRAWN = re.compile(rb"<(?:\w+:)?(?P<kind>\w+)\s[^<>]*?\bid=[\"'](?P<id>[^\"']+)[\"']")
DIAGRAMS = sorted([*(ROOT / "bpmn").rglob("*.bpmn"), *(ROOT / "tests").rglob("*.bpmn")])


def nodes_in(content: bytes) -> set[str]:
    """The ids of the flow nodes that a file draws, found without the reader."""
    return {found["id"].decode() for found in DRAWN.finditer(content) if found["kind"].decode() in NODES}


def processes(path: Path) -> dict[str, Process]:
    """What is drawn in a file; nothing of one that cannot be read."""
    try:
        return dict(diagram.read(path.read_bytes(), path.name).processes)
    except Refused:
        return {}


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_node_is_lost_between_drawing_and_playing(path: Path) -> None:
    drawn = processes(path)
    playable = {id: one for id, one in drawn.items() if all(node.kind != "scriptTask" for node in one.nodes.values())}
    specs = Definition(playable, {}).specs.task_specs
    wanted = {spec_name(one, node) for one in playable.values() for node in one.nodes}
    assert wanted <= set(specs)
    read = {node for one in drawn.values() for node in one.nodes}
    assert not drawn or nodes_in(path.read_bytes()) <= read
