"""Configuration knows nothing of the house that it configures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import config

FOLDER = Path(config.__file__).parent


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_it_imports_nothing_of_ours(path: Path) -> None:
    assert not re.findall(r"^(?:from|import) (?:engine|handlers|web)\b", path.read_text(encoding="utf-8"), re.M)
