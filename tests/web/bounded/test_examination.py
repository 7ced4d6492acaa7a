"""Files examined in a process of their own: the same faults as here, or the bound that was reached."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from engine.deployment import Known, SourceFile, examine
from tests.hostile import decisions, diagrams
from web.bounded import examination
from web.bounded.limits import Limits

LIMITS = Limits(seconds=4, memory=192 * 2**20, wait=60, answer=0)
KNOWN = Known(roles=frozenset({"clerk"}), forms=frozenset(), values={"T05": 5, "T_low": Decimal("0.5")})


def test_the_faults_are_those_of_an_examination_here() -> None:
    files = [
        SourceFile(name="a.bpmn", content=diagrams.named("甲")), SourceFile(name="b.dmn", content=decisions.blanket(3)),
        SourceFile(name="a.bpmn", content=b"\0"),
    ]
    found = examination.examine(files, profile="chengxu", known=KNOWN, limits=LIMITS)
    assert found == list(examine(files, profile="chengxu", known=KNOWN).faults)
    assert len(found) > 3


def test_a_bound_is_a_fault_of_the_file_in_both_languages_with_a_remedy() -> None:
    files = [
        SourceFile(name="good.bpmn", content=diagrams.small()), SourceFile(name="ladder.dmn", content=decisions.ladder(3_000)),
    ]
    (found,) = examination.examine(files, profile="bpmn", known=Known(), limits=replace(LIMITS, seconds=1))
    assert (found.file, found.rule, found.severity) == ("ladder.dmn", "bounds", "error")
    assert set(found.message) == set(found.remedy) == {"zh", "en"} and "1 seconds" in found.message["en"]


def test_too_little_memory_is_told_as_such() -> None:
    files = [SourceFile(name="a.bpmn", content=diagrams.small())]
    (found,) = examination.examine(files, profile="bpmn", known=Known(), limits=replace(LIMITS, memory=20 * 2**20))
    assert found.rule == "bounds"
