"""`chengxu layout`: the file drawn anew, or why it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.engine.diagram.layout.test_write import POOLS
from web.cli import main


def test_the_file_is_drawn_in_place_or_into_another(tmp_path: Path) -> None:
    source, target = tmp_path / "a.bpmn", tmp_path / "b.bpmn"
    source.write_bytes(POOLS)
    assert main(["layout", str(source), "-o", str(target)]) == 0
    assert source.read_bytes() == POOLS
    assert main(["layout", str(source)]) == 0
    assert source.read_bytes() == target.read_bytes() != POOLS


def test_what_is_no_diagram_is_refused_with_its_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "a.bpmn"
    broken.write_bytes(b"<html/>")
    assert main(["layout", str(broken), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"]
    assert broken.read_bytes() == b"<html/>"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.bpmn"
    source.write_bytes(POOLS)
    assert main(["layout", str(source), "-o", str(tmp_path / "no" / "b.bpmn")]) == 2
    assert "b.bpmn" in capsys.readouterr().err
