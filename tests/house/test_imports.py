"""Who may import whom; imports stand at the top; every library is declared, used and behind its door."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

from tests.house.tree import FUNCTIONS, ROOMS, ROOT, Module, functions, modules

#: Distributions whose import name is not their own name in small letters.
IMPORT_NAMES = {"argon2-cffi": "argon2", "chinese-calendar": "chinese_calendar", "google-re2": "re2"}
#: Declared, and never imported by us.
NOT_IMPORTED = {"psycopg": "SQLAlchemy loads the PostgreSQL driver by the name in the database URL"}


def test_the_contracts_in_setup_cfg_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def hidden_imports(module: Module) -> list[str]:
    """Imports inside functions: they hide a cycle or a cost."""
    found = []
    for function in functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found.append(f"{module.path}:{node.lineno}")
    return found


def test_no_function_imports() -> None:
    assert [place for module in modules(*ROOMS, "tools") for place in hidden_imports(module)] == []


def test_an_import_inside_a_function_is_found() -> None:
    assert hidden_imports(Module("a.py", "import os\ndef f():\n    import re\n")) == ["a.py:3"]
    assert isinstance(ast.parse("async def f(): ...").body[0], FUNCTIONS)


def imported(module: Module) -> set[str]:
    """The top-level names that a module imports."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def declared() -> set[str]:
    """Import names of the libraries in setup.cfg."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    distributions = [re.split(r"[=\[]", line)[0] for line in setup["options"]["install_requires"].split()]
    return {IMPORT_NAMES.get(name, name if name == "SpiffWorkflow" else name.lower()) for name in distributions}


def test_every_library_that_is_imported_is_declared_and_the_other_way_round() -> None:
    used = set[str]().union(*(imported(module) for module in modules()))
    ours = {*ROOMS, "__future__"}
    # Flask brings its parts; they are pinned with it.
    with_flask = {"click", "jinja2", "markupsafe", "werkzeug"}
    assert used - ours - sys.stdlib_module_names - with_flask - declared() == set()
    assert declared() - used == set(NOT_IMPORTED)
