"""The owners' decision tables: their tests hold, and every row has a test that makes it fire."""

from __future__ import annotations

import tomllib
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engine import decision
from engine.values import ZONE
from tests.bpmn.shipped import DECISIONS

EVERY = pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
NOW = datetime(2027, 1, 4, 9, tzinfo=ZONE)


@EVERY
def test_the_owners_tests_hold(path: Path) -> None:
    model = decision.read(path.read_bytes(), source=path.name)
    assert decision.run_tests(model, path.with_suffix(".tests.toml").read_text("utf-8")) == []


@EVERY
def test_every_row_fires_in_a_test(path: Path) -> None:
    model = decision.read(path.read_bytes(), source=path.name)
    tests = tomllib.loads(path.with_suffix(".tests.toml").read_text("utf-8"), parse_float=Decimal)["test"]
    fired = {hit.rule_id for test in tests for hit in model.evaluate(test["decision"], test["inputs"], now=NOW).rules}
    written = {line.split('"')[1] for line in path.read_text("utf-8").splitlines() if "<rule id=" in line}
    assert written - fired == set()
