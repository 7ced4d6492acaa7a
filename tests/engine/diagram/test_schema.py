"""The standard's XML Schema, from the files that travel with SpiffWorkflow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from engine.diagram.schema import compiled, path


def test_the_schema_is_compiled_once() -> None:
    assert compiled() is compiled()
    assert path().name == "BPMN20.xsd"


def test_finding_the_schema_runs_no_code_of_the_package() -> None:
    code = "import sys; from engine.diagram.schema import compiled; compiled(); sys.exit('SpiffWorkflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0
