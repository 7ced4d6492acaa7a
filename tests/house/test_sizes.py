"""Nothing outgrows the house: modules, functions, parameters, folders and templates stay small."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from tests.house.tree import ROOMS, ROOT, Module, functions, modules

MODULE_LINES = 300
FUNCTION_LINES = 40
PARAMETERS = 5
FOLDER_MODULES = 16
TEMPLATE_LINES = 120
#: place -> why it may be larger. Empty is the aim.
ALLOWED = {
    "engine": "one module a noun: its list of files is the engine's table of contents, and folders would hide it",
}


def too_large(module: Module) -> list[str]:
    """What is too large in a module, each as `place what`."""
    found = []
    length = len(module.text.splitlines())
    if length > MODULE_LINES:
        found.append(f"{module.path} has {length} lines")
    for function in functions(module):
        place = f"{module.path}:{function.name}"
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            found.append(f"{place} has {lines} lines")
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        count = len([name for name in names if name not in ("self", "cls")])
        if count > PARAMETERS:
            found.append(f"{place} has {count} positional parameters")
    return found


def unexcused(findings: list[str]) -> list[str]:
    """Findings whose place is not in ALLOWED."""
    return [finding for finding in findings if finding.partition(" ")[0] not in ALLOWED]


def test_modules_functions_and_parameters() -> None:
    assert unexcused([found for module in modules(*ROOMS, "tools") for found in too_large(module)]) == []


def test_folders() -> None:
    folders = Counter(
        str(PurePosixPath(module.path).parent) for module in modules() if not module.path.endswith("__init__.py")
    )
    crowded = [f"{folder} has {count} modules" for folder, count in folders.items() if count > FOLDER_MODULES]
    assert unexcused(crowded) == []


def test_templates() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in sorted((ROOT / "web" / "templates").rglob("*.html"))
    }
    assert unexcused([f"{path} has {lines} lines" for path, lines in lengths.items() if lines > TEMPLATE_LINES]) == []


def test_every_exception_has_a_reason_and_is_still_needed() -> None:
    for place, reason in ALLOWED.items():
        assert len(reason) > 20, place
        assert (ROOT / place.partition(":")[0]).exists(), f"{place} is gone: remove its exception"


def test_large_things_are_found() -> None:
    long_function = "def f(a, b, c, d, e, g):\n" + "    pass\n" * 40
    assert too_large(Module("a.py", long_function)) == ["a.py:f has 41 lines", "a.py:f has 6 positional parameters"]
    assert too_large(Module("a.py", "x = 1\n" * 301)) == ["a.py has 301 lines"]
    assert too_large(Module("a.py", "class A:\n    def f(self, a, b, c, d, e, *, g): ...\n")) == []
