"""Whatever an evaluation may complain of has a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import engine
from engine import decision
from engine.decision.gaps.words import SENTENCES as OF_TABLES
from engine.decision.problems import _SENTENCES as OF_FILES
from engine.decision.sentences import SENTENCES
from engine.feel.words import _SENTENCES as OF_TEXTS
from tests.engine.decision.draw import NOW, definitions, draw, literal

ROOM = Path(str(engine.__file__)).parent
#: Codes of whole refusals; their sentences are those of all errors.
ELSEWHERE = {"decision.refused", "decision.tests", "decision.unknown"}


def codes() -> set[str]:
    """Every code that is written anywhere in the two rooms."""
    files = [path for room in ("feel", "decision") for path in sorted((ROOM / room).rglob("*.py"))]
    return {code for path in files for code in re.findall(r'"((?:feel|decision)\.[a-z_]+)"', path.read_text("utf-8"))}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert codes() - ELSEWHERE == set(SENTENCES) | set(OF_FILES) | set(OF_TABLES) | set(OF_TEXTS)


@pytest.mark.parametrize(("text", "zh", "en"), [
    ("1 < \"a\"", "数字与文本不能比较。", "A number cannot be compared with a string."),
    ("abs(\"a\")", "函数“abs”不接受这些参数：文本。", "Function “abs” does not take these arguments: string."),
    ("nobody", "没有变量“nobody”。", "There is no variable “nobody”."),
    ("[1][5]", "列表共 1 项，没有第 5 项。", "The list has 1 elements and no position 5."),
])
def test_an_error_is_said_in_both_languages(text: str, zh: str, en: str) -> None:
    (error,) = decision.read(definitions(draw(literal(text)))).evaluate("d", {}, now=NOW).errors
    assert decision.say(error.code, error.data) == {"zh": zh, "en": en}


def test_a_limit_is_named() -> None:
    assert decision.say("feel.limit", {"limit": "steps", "allowed": 5})["en"] == "The evaluation exceeds a limit (steps)."


def test_a_faulty_text_says_where() -> None:
    model, problems = decision.attempt(definitions(draw(literal("1 +"))))
    (error,) = model.evaluate("d", {}, now=NOW).errors
    assert [problem.code for problem in problems] == ["decision.expression"]
    assert decision.say(error.code, error.data)["zh"].startswith("第 4 个字符处无法理解")


def test_what_nobody_wrote_is_no_sentence() -> None:
    with pytest.raises(KeyError):
        decision.say("feel.nonsense", {})
