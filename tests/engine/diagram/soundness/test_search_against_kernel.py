"""The search agrees with the kernel that plays every choice in every order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.diagram.soundness import analyse
from engine.diagram.soundness import analysis as searching
from engine.model import Process
from tests.engine.diagram.soundness.brute import outcomes, with_choices
from tests.engine.kernel.blocks import PLAIN, blocks, build

KINDS = ("exclusiveGateway", "parallelGateway", "inclusiveGateway")


def kinds(process: Process) -> set[str]:
    """What is unsound, circles aside: a circle is no trouble of tokens."""
    return {str(problem.kind) for problem in analyse(process)} - {"loop"}


def mutated(block: Any, choose: Callable[[Any], Any]) -> Process:
    """A block-structured process in which one gateway is of another kind."""
    process = build(block)
    gateways = [node for node in process.nodes.values() if node.kind in KINDS]
    assume(gateways)
    gateway = choose(gateways)
    kind = choose([kind for kind in KINDS if kind != gateway.kind])
    return replace(process, nodes={**process.nodes, gateway.id: replace(gateway, kind=kind)})


@settings(max_examples=200, deadline=None)
@given(blocks(PLAIN))
def test_block_structured_diagrams_are_sound(block: Any) -> None:
    assert kinds(build(block)) == set()


@settings(max_examples=150, deadline=None)
@given(blocks(PLAIN), st.randoms(use_true_random=False))
def test_a_swapped_gateway_is_judged_as_the_kernel_plays_it(block: Any, random: Any) -> None:
    process = with_choices(mutated(block, random.choice))
    played = outcomes(process)
    assume(played is not None)
    found = kinds(process) - {"dead"}
    assert ("synchronisation" in found) == ("doubled" in (played or ()))
    if "synchronisation" not in found:
        assert ("deadlock" in found) == ("stuck" in (played or ()))


@settings(max_examples=200, deadline=None)
@given(blocks(PLAIN), st.randoms(use_true_random=False))
def test_shrinking_changes_nothing(block: Any, random: Any) -> None:
    process = mutated(block, random.choice)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "shrink", lambda net: None)
        whole = kinds(process)
    assume("undecided" not in whole)
    shrunk = kinds(process)
    assert ("synchronisation" in shrunk) == ("synchronisation" in whole)
    if "synchronisation" not in whole:
        assert shrunk == whole
