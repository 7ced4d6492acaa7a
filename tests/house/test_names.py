"""A module's name says what is in it; tests are found beside what they test; nothing is left for later."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.house.tree import ROOMS, Module, modules

FORBIDDEN = re.compile(r"(^|_)(services?|helpers?|managers?|utils?|common|base|misc|stuff|tools)($|_)")
#: Folders of tests that are about the whole and mirror no module.
ABOUT_THE_WHOLE = (
    "tests/house", "tests/browser", "tests/bench", "tests/bpmn", "tests/conformance", "tests/hostile", "tests/torture",
)
LATER = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", r"raise NotImplementedError\s*$")) + r")")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module.path for module in modules() if FORBIDDEN.search(module.name)] == []


@pytest.mark.parametrize("name", ["service", "form_helpers", "utils", "base", "task_manager"])
def test_names_that_say_nothing_are_found(name: str) -> None:
    assert FORBIDDEN.search(name)


def mirrored(path: str, existing: set[str]) -> bool:
    """Does `tests/room/test_name.py` (or `test_name_aspect.py`) have a module `room/name`?"""
    place = PurePosixPath(path)
    folder = "/".join(place.parent.parts[1:])
    words = place.stem.removeprefix("test_").split("_")
    candidates = ("_".join(words[:count]) for count in range(1, len(words) + 1))
    return any(f"{folder}/{name}".lstrip("/") in existing for name in candidates)


def test_every_test_mirrors_a_module() -> None:
    existing = {module.path.removesuffix(".py").removesuffix("/__init__") for module in modules(*ROOMS, "tools")}
    orphans = [
        module.path for module in modules("tests")
        if "/test_" in module.path and not module.path.startswith(ABOUT_THE_WHOLE) and not mirrored(module.path, existing)
    ]
    assert orphans == []


def test_a_test_of_nothing_is_found() -> None:
    existing = {"engine/feel", "engine/feel/parser", "engine/user_task"}
    assert mirrored("tests/engine/feel/test_parser.py", existing)
    assert mirrored("tests/engine/test_user_task_races.py", existing)
    assert mirrored("tests/engine/test_feel.py", existing)
    assert not mirrored("tests/engine/test_job.py", existing)


def left_for_later(module: Module) -> list[str]:
    """Lines with a mark that something is unfinished, or a test that is skipped."""
    return [
        f"{module.path}:{number}"
        for number, line in enumerate(module.text.splitlines(), 1)
        if LATER.search(line) or "pytest.mark." + "skip" in line or "pytest." + "skip(" in line
    ]


def test_nothing_is_left_for_later() -> None:
    assert [place for module in modules(*ROOMS, "tools", "tests") for place in left_for_later(module)] == []


def test_things_left_for_later_are_found() -> None:
    text = "x = 1  # TO" + "DO\n@pytest.mark." + "skip\ndef f():\n    raise NotImplemented" + "Error\n"
    assert left_for_later(Module("a.py", text)) == ["a.py:1", "a.py:2", "a.py:4"]
    assert left_for_later(Module("a.py", 'raise NotImplementedError("never: a history is not deleted")')) == []
