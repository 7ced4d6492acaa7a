"""DMN 1.1 to 1.5: decision tables and the other boxed expressions, their requirement graphs, and which rule fired."""

from __future__ import annotations

from engine.decision.examples import Failure, run_tests
from engine.decision.gaps import examine_tables
from engine.decision.imports import Import, imports_in, namespace_of
from engine.decision.logic import RuleHit
from engine.decision.model import Decision, DecisionModel, Outcome
from engine.decision.problems import DecisionError, DecisionProblem, DecisionRefused
from engine.decision.reader import attempt, read, read_together
from engine.decision.sentences import say

__all__ = [
    "Decision", "DecisionError", "DecisionModel", "DecisionProblem", "DecisionRefused", "Failure", "Import", "Outcome", "RuleHit", "attempt",
    "examine_tables", "imports_in", "namespace_of", "read", "read_together", "run_tests", "say",
]
