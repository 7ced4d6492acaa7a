"""Every code that a person may meet has a sentence, in both languages; every event type is shown or knowingly not."""

from __future__ import annotations

import ast
from collections.abc import Set as AbstractSet
from string import Formatter

import pytest

from engine import errors, lifecycle
from engine.events import TYPES
from engine.store.projection import PROJECTIONS, REGISTER_EVENTS
from tests.house.tree import Module, dotted, modules
from web.words import LANGUAGES, dictionary

ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
#: Errors that never reach a person.
SILENT = {"LostRace"}
#: Codes that are put together from a closed list.
BUILT = {"{noun}.state": [f"{noun}.state" for noun in lifecycle.TABLES]}


def codes(module: Module, errors: AbstractSet[str] = frozenset(ERRORS - SILENT)) -> set[str]:
    """The codes of all errors that a module makes. An f-string stands as it is written."""
    found = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and node.args and dotted(node.func).rpartition(".")[2] in errors:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
            elif isinstance(first, ast.JoinedStr):
                found.add(ast.unparse(first)[2:-1])
    return found


def test_every_error_code_has_a_sentence() -> None:
    raised = set[str]().union(*(codes(module) for module in modules()))
    needed = {f"errors.{code}" for built in raised for code in BUILT.get(built, [built])}
    for language in LANGUAGES:
        assert needed - set(dictionary(language)) == set(), language


def test_every_event_type_has_a_sentence() -> None:
    for language in LANGUAGES:
        assert {f"events.{type}" for type in TYPES} - set(dictionary(language)) == set(), language


def test_every_way_to_come_to_a_stand_is_told_with_what_to_do() -> None:
    stands = set[str]().union(*(codes(module, {"Stuck"}) for module in modules("engine")))
    assert len(stands) > 15
    for language in LANGUAGES:
        needed = {f"{section}.{code}" for code in stands for section in ("incidents", "remedies")}
        assert needed - set(dictionary(language)) == set(), language


def test_both_languages_say_the_same_with_the_same_data() -> None:
    chinese, english = dictionary("zh"), dictionary("en")
    assert set(chinese) ^ set(english) == set()
    assert [key for key in chinese if _names(chinese[key]) != _names(english[key])] == []


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [key for key, sentence in dictionary(language).items() if not sentence.strip()] == []  # type: ignore[arg-type]


def test_every_event_type_is_projected_or_knowingly_not() -> None:
    assert set(PROJECTIONS) | REGISTER_EVENTS == TYPES


def test_a_code_is_found_however_it_is_raised() -> None:
    text = 'raise Conflict("task.done", key=1)\nerror = errors.Invalid(f"{noun}.state")\nraise ValueError("no code")'
    assert codes(Module("a.py", text)) == {"task.done", "{noun}.state"}
