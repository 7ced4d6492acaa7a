"""Replay is honest only if time is an argument, and diagrams are safe only if nothing is ever executed as code."""

from __future__ import annotations

import ast

from tests.house.tree import Module, dotted, modules

#: The edges that may read the clock.
EDGES = ("web/app.py", "web/cli.py", "web/cli/", "engine/triggers/")
CLOCKS = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "func.now", "func.current_timestamp",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime",
)
#: What a replay runs through again.
REPLAYED = ("engine/kernel/", "engine/decision/", "engine/feel/", "engine/process_instance", "handlers/")
#: Random numbers and ids differ on replay.
CHANCE = ("uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4", "random.random", "random.choice", "random.randint")
EXECUTION = {"eval", "exec", "__import__"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "code", "codeop"}


def clock_reads(module: Module, forbidden: tuple[str, ...] = CLOCKS) -> list[str]:
    """Places that mention a clock (or another of the `forbidden` names), called or handed on."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "random", "uuid"):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            names = {".".join(dotted(node).split(".")[-2:])}
        else:
            continue
        if names & set(forbidden):
            found.append(f"{module.path}:{node.lineno}")
    return found


def test_only_the_edges_read_the_clock() -> None:
    assert [place for module in modules() if not module.path.startswith(EDGES) for place in clock_reads(module)] == []


def test_nothing_that_is_replayed_is_left_to_chance() -> None:
    assert [place for module in modules() if module.path.startswith(REPLAYED) for place in clock_reads(module, CHANCE)] == []


def test_a_clock_is_found() -> None:
    assert clock_reads(Module("a.py", "import datetime as d\nx = d.datetime.now()")) == ["a.py:2"]
    assert clock_reads(Module("a.py", "default = date.today")) == ["a.py:1"]
    assert clock_reads(Module("a.py", "from time import time")) == ["a.py:1"]
    assert clock_reads(Module("a.py", "import time\ntime.sleep(1)\ntime.monotonic()")) == []


def executions(module: Module) -> list[str]:
    """Places that turn text into code, and imports of libraries that do."""
    found = []
    for node in ast.walk(module.tree):
        names: set[str] = set()
        if isinstance(node, ast.Name):
            names = {node.id} & EXECUTION
        elif isinstance(node, ast.Import):
            names = {alias.name for alias in node.names} & UNSAFE_MODULES
        elif isinstance(node, ast.ImportFrom):
            names = {node.module or ""} & UNSAFE_MODULES
        if names:
            found.append(f"{module.path}:{node.lineno}")
    return sorted(found)


def test_no_text_becomes_code() -> None:
    assert [place for module in modules() for place in executions(module)] == []


def test_code_execution_is_found() -> None:
    assert executions(Module("a.py", "import re\nre.compile('x')\neval('1')")) == ["a.py:3"]
    assert executions(Module("a.py", "run = exec\nfrom pickle import loads")) == ["a.py:1", "a.py:2"]
