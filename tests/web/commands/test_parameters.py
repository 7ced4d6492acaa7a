"""`chengxu parameters check`: limits are tried against the deployed tables, and a house does not work with limits that break them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config import parameters
from engine.values import loads
from tests.engine.decision.coverage import decides
from tests.engine.deployment.test_tables import table
from web.cli import main

SET = """
[[set]]
version = "{version}"
from = {day}
[set.values.T05]
value = {low}
unit = "working_days"
clause = "6"
zh = "甲"
en = "a"
tag = "default"
[set.values.T07]
value = {high}
unit = "working_days"
clause = "6"
zh = "乙"
en = "b"
tag = "default"
"""


def sets(*limits: tuple[str, str, int, int]) -> str:
    """A table of parameters: (version, first day, T05, T07)."""
    return "".join(SET.format(version=version, day=day, low=low, high=high) for version, day, low, high in limits)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with a table whose halves meet where T05 and T07 are the same."""
    monkeypatch.setenv("CHENGXU_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("web.console.sources.SHIPPED", tmp_path / "none")
    (tmp_path / "d.dmn").write_bytes(table("< param.T05", ">= param.T07"))
    assert main(["init"]) == 0
    assert main(["deploy", str(tmp_path / "d.dmn")]) == 0
    return tmp_path


def check(home: Path, capsys: pytest.CaptureFixture[str], content: str) -> tuple[int, list[Any]]:
    (home / "new.toml").write_text(content, "utf-8")
    capsys.readouterr()
    code = main(["parameters", "check", str(home / "new.toml"), "--json"])
    return code, loads(capsys.readouterr().out)


def test_sets_that_leave_the_tables_sound(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(home, capsys, sets(("1", "2026-01-01", 5, 5), ("2", "2199-01-01", 7, 7))) == (0, [])


@decides("parameters that change")
def test_a_later_set_that_makes_rules_overlap_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (fault,) = check(home, capsys, sets(("1", "2026-01-01", 5, 5), ("2", "2199-01-01", 7, 5)))
    assert (code, fault["rule"], fault["severity"], fault["element_id"]) == (1, "decision_table_overlap", "error", "D1")
    assert "参数集 2：" in fault["message"]
    assert "Parameter set 2: " in fault["message"]


def test_a_set_that_leaves_a_gap_is_a_warning(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (fault,) = check(home, capsys, sets(("1", "2026-01-01", 4, 5)))
    assert (code, fault["rule"], fault["severity"]) == (0, "decision_table_gap", "warning")


def test_wrong_use(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parameters", "check", str(home / "nothing.toml")]) == 2
    (home / "new.toml").write_text("x = 1", "utf-8")
    assert main(["parameters", "check", str(home / "new.toml")]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", [["worker", "--once"], ["serve", "--port", "0"]])
def test_nothing_works_with_limits_that_break_a_table(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (home / "new.toml").write_text(sets(("9", "2026-01-01", 9, 5)), "utf-8")
    broken = parameters.load(home / "new.toml")
    monkeypatch.setattr(parameters, "load", lambda: broken)
    capsys.readouterr()
    assert main([*command, "--json"]) == 1
    assert [fault["rule"] for fault in loads(capsys.readouterr().out)["findings"]] == ["decision_table_overlap"]
