"""`chengxu decide` on whole files: what the engine's own tests of them say, through the command."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from engine.values import dumps, loads
from tests.engine.decision.test_examples_files import FILES, MODELS
from web.cli import main

CASES = [
    (name, test)
    for name in FILES
    for test in tomllib.loads((MODELS / name).with_suffix(".tests.toml").read_text("utf-8"), parse_float=Decimal)["test"]
]


@pytest.mark.parametrize(("name", "test"), CASES, ids=[f"{name}: {test['name']}" for name, test in CASES])
def test_the_command_gives_the_same(name: str, test: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--decision", test["decision"]] if "decision" in test else []
    code = main(["decide", str(MODELS / name), *chosen, "--input", dumps(test.get("inputs", {})), "--json"])
    document = loads(capsys.readouterr().out)
    assert document["result"] == test.get("result")
    assert sorted({error["code"] for error in document["errors"]}) == test.get("errors", [])
    assert code == (1 if test.get("errors") else 0)
    assert "rules" not in test or [rule["index"] for rule in document["rules"]] == test["rules"]
