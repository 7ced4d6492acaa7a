"""The tools' verdicts: ruff on everything, mypy --strict on everything that runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT


def verdict(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a tool of this environment says about the tree."""
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_ruff_has_nothing_to_say() -> None:
    done = verdict("ruff", "check", ".")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_mypy_has_nothing_to_say() -> None:
    done = verdict("mypy", *ROOMS, "tools/bootstrap.py")
    assert done.returncode == 0, done.stdout
