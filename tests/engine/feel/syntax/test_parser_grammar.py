"""The documented grammar is the parser's."""

from __future__ import annotations

import pytest

from engine import feel
from engine.feel.syntax.lexer import KEYWORDS
from tests.engine.feel.syntax.ebnf import Deriver, grammar, mentioned

RULES = grammar()
SAMPLES = {
    "name": ["甲", "单 价", "a-b"], "new_name": ["新", "新 名", "新+名"], "number": ["1", "2.5", ".5", "1e3"], "string": ['"文"', r'"\u4e2d"'],
    "temporal": ['"2027-05-01"', '"P1D"'], "type_name": ["number", "date and time", "Any", "tOrder"],
}
#: Errors of meaning, not of form.
MEANING = {"feel.duplicate_entry", "feel.too_deep"}


@pytest.mark.parametrize("seed", range(60))
def test_what_the_grammar_derives_is_read(seed: int) -> None:
    deriver = Deriver(RULES, SAMPLES, seed)
    for rule, depth in (("expression", 5), ("comparison", 9), ("postfix", 9), ("postfix", 11), ("cell", 7)):
        sentence = deriver.sentence(rule, depth)
        try:
            (feel.parse_unary_tests if rule == "cell" else feel.parse)(sentence, SAMPLES["name"])
        except feel.FeelSyntaxError as error:
            assert error.code in MEANING, sentence


def test_the_grammar_names_every_keyword_and_describes_every_rule() -> None:
    terminals = set().union(*(mentioned(rule, "text") for rule in RULES.values()))
    used = set().union(*(mentioned(rule, "rule") for rule in RULES.values()))
    assert {word for word in terminals if word.isalpha()} >= KEYWORDS - {"external"}
    assert used - RULES.keys() == SAMPLES.keys()
    assert RULES.keys() - used == {"cell"}


@pytest.mark.parametrize("text", [
    "if a then b", "for in x return 1", "for a x return a", "some a in b", "1 +", "* 2", "(1", "[1, 2", "{a 1}", "{a: 1", "1 2", "a between 1", "a in", "1 instance number", "f(a: 1, 2)", "x.", "@2027", "function a a",
    "1 ==  1", "a && b", "!a", "a ? b : c", "'文'", "$a", "#", "a;b", "{a = 1}", ")", "",
])
def test_what_is_no_feel_is_refused(text: str) -> None:
    with pytest.raises(feel.FeelSyntaxError):
        feel.parse(text, ["a", "b"])
