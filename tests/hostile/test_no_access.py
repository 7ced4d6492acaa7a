"""Reading what strangers hand in opens no file but the given ones and our own, no connection, and starts no program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.hostile import decisions, diagrams, forms, table

ROOT = Path(__file__).parents[2]
NAMES = (
    "entity_file.bpmn", "entity_net.bpmn", "parameter_entity.bpmn", "dtd_net.bpmn", "xinclude.bpmn", "schema_hint.bpmn",
    "stylesheet.bpmn", "script.bpmn",
)
#: Runs the commands in one process under an audit hook, and writes down what they touched after the imports.
WATCH = """
import json, sys
touched = []
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        touched.append(str(arguments[0]))
    elif event.startswith(("socket.", "subprocess.", "urllib.", "ctypes.")) or event in (
        "os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.find_class"
    ):
        touched.append(event)
from web.cli import main
commands = json.loads(sys.argv[1])
main(commands[0])
main(commands[0])
sys.addaudithook(hook)
for command in commands[1:]:
    main(command)
print("TOUCHED", json.dumps(touched))
"""


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(table.DIAGRAMS[name][0]())
    (tmp_path / "own.dmn").write_bytes(decisions.importing("urn:b", "urn:c"))
    (tmp_path / "java.dmn").write_bytes(decisions.outside_function())
    (tmp_path / "zone.dmn").write_bytes(decisions.says('date and time("2020-01-01T00:00:00@../../etc/passwd")'))
    (tmp_path / "f.json").write_bytes(forms.form({"a": {"$ref": "http://127.0.0.1:9/x"}}))
    (tmp_path / "plain.bpmn").write_bytes(diagrams.small())
    (tmp_path / "plain.dmn").write_bytes(decisions.says("1"))
    (tmp_path / "plain.json").write_bytes(forms.form())
    given = [str(place) for place in sorted(tmp_path.iterdir())]
    first = ["check", *(str(tmp_path / f"plain.{ending}") for ending in ("bpmn", "dmn", "json"))]
    commands = [
        first, ["check", *given],
        *(["play", place, "--json"] for place in given if place.endswith(".bpmn")),
        *(["decide", place, "--json", "--input", "{}"] for place in given if place.endswith(".dmn")),
    ]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps(commands)], capture_output=True, text=True, cwd=ROOT, timeout=120,
        env={**os.environ, "CHENGXU_HOME": str(tmp_path / "home")}, check=True,
    )
    last = done.stdout.splitlines()[-1]
    touched = set(json.loads(last.removeprefix("TOUCHED ")))
    ours = (str(ROOT), sys.prefix, sys.base_prefix)
    assert touched & set(given), "the hook sees what is opened"
    assert {place for place in touched - set(given) if not place.startswith(ours)} == set()
    assert "passwd" not in str(touched)
