"""Every syntax error has a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import feel
from engine.feel.words import _SENTENCES


def test_every_code_that_the_parser_raises_has_sentences() -> None:
    folder = Path(feel.__file__).parent
    raised = {code for file in folder.rglob("*.py") for code in re.findall(r'FeelSyntaxError\(\s*"([a-z_.]+)"', file.read_text("utf-8"))}
    assert raised == set(_SENTENCES)


@pytest.mark.parametrize(("text", "chinese"), [
    ("金额 ＞ 400", "第 4 个字符“＞”是中文标点或相似字符，请改用“>”。"), ("a +", "第 4 个字符处无法理解：此处是“end”，应为“expression”。"),
])
def test_a_sentence_says_where_and_what(text: str, chinese: str) -> None:
    with pytest.raises(feel.FeelSyntaxError) as caught:
        feel.parse(text)
    assert feel.explain(caught.value)["zh"] == chinese
    assert "{" not in feel.explain(caught.value)["en"]
