"""Valid files, a little broken: whatever comes of them is a verdict, in both languages, without a traceback."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from engine import feel
from engine.deployment import SourceFile, examine
from engine.errors import EngineError
from engine.values import ZONE
from tests.hostile import decisions, diagrams, forms
from tests.hostile.decisions import decision, dmn, table

BPMN = Path(__file__).parents[2] / "bpmn"
SEEDS = {
    "a.bpmn": (BPMN / "acceptance_filing" / "acceptance_filing.bpmn").read_bytes(),
    "b.bpmn": diagrams.small(condition='x in [1..5] and y = "a"'),
    "c.dmn": dmn(decision("D", table([["> 1", "[1..5]", '"a"'], ["<= 1", "-", '"b"']]))),
    "d.dmn": decisions.knowledge("if n < 2 then n else f(n - 1)", "f(9)"),
    "e.json": (BPMN / "forms" / "intake_decision.json").read_bytes(),
    "f.json": forms.form({"a": {"type": "number", "minimum": 1}, "b": {"type": "array", "items": {"type": "object"}}}),
}
EXPRESSION = 'for x in [1, 2.5, "a"], y in 1..3 return {k: if x > y then x ** 2 else substring(x, 1), d: date("2027-01-04") + duration("P1D")}.k'


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Bytes replaced, removed or doubled."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(changed)), chance.randint(0, 12)
        changed[at : at + size] = chance.choice([
            b"", bytes([chance.randrange(256)]), changed[at : at + size] * 2, b"\xe2\x80\xae", b"&x;", b'"', b"9" * 40,
        ])
    return bytes(changed)


def moved(content: bytes, chance: random.Random) -> bytes:
    """Elements moved, copied or removed, attributes exchanged or removed: well-formed, and no longer sensible."""
    root = etree.fromstring(content)
    for _ in range(chance.randint(1, 5)):
        everything = [one for one in root.iter("*") if one is not root] or [root]
        one, other = chance.choice(everything), chance.choice(everything)
        if chance.random() < 0.5 and one.attrib:
            name = chance.choice(list(one.attrib))
            one.set(name, chance.choice([*other.attrib.values(), "", "p", "-1", "=", "\u202e"]))
        elif one not in list(other.iterancestors()) and one is not other and one.getparent() is not None:
            chance.choice([other.append, other.addprevious])(one)
        elif one.getparent() is not None:
            one.getparent().remove(one)
    return etree.tostring(root)


def judged(name: str, content: bytes) -> None:
    """The property: a verdict."""
    for profile in ("bpmn", "chengxu"):
        changes = examine([SourceFile(name=name, content=content)], profile=profile)
        for fault in changes.faults:
            assert fault.file == name and fault.rule and fault.severity in ("error", "warning")
            assert set(fault.message) == set(fault.remedy) == {"zh", "en"} and all(fault.message.values())


def mutate(name: str, seed: int) -> bytes:
    """One mutation of a file."""
    chance = random.Random(seed)
    way = flipped if name.endswith(".json") or chance.random() < 0.4 else moved
    return way(SEEDS[name], chance)


@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_a_broken_file_has_a_verdict(name: str, seed: int) -> None:
    judged(name, mutate(name, seed))


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_broken_expression_has_a_value_or_an_error(seed: int) -> None:
    evaluated(flipped(EXPRESSION.encode(), random.Random(seed)).decode("utf-8", "replace"))


def evaluated(text: str) -> None:
    """A value, or an error with a code."""
    try:
        feel.to_json(feel.parse(text).evaluate({}, now=datetime(2027, 1, 4, 9, tzinfo=ZONE), problems=[]))
    except EngineError as error:
        assert error.code.startswith("feel.")


@pytest.mark.torture
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_many_broken_files_have_verdicts(name: str) -> None:
    for seed in range(1_500):
        judged(name, mutate(name, seed))
        evaluated(flipped(EXPRESSION.encode(), random.Random(seed)).decode("utf-8", "replace"))
