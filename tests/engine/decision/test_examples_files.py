"""Whole files as editors write them, of every version, with the owners' kind of tests beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import decision
from tests.engine.decision.coverage import decides

MODELS = Path(__file__).parent / "models"
FILES = {path.name: path.read_bytes() for path in sorted(MODELS.glob("*.dmn"))}


@decides("DMN 1.1 to 1.5", "names with spaces", "vendor extensions and diagrams")
@pytest.mark.parametrize("name", FILES)
def test_the_tests_of_each_file_hold(name: str) -> None:
    model, problems = decision.read_together(FILES)[name]
    assert problems == ()
    assert decision.run_tests(model, (MODELS / name).with_suffix(".tests.toml").read_text("utf-8")) == []
