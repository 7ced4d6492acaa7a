"""FEEL, the friendly enough expression language of DMN 1.5: parse once, evaluate often, no Python within reach."""

from __future__ import annotations

from engine.feel.expression import (
    Expression,
    Faulty,
    FaultyTests,
    UnaryTests,
    compile_value,
    is_expression,
    parse,
    parse_unary_tests,
)
from engine.feel.loops import elements
from engine.feel.problems import FeelLimitExceeded, FeelSyntaxError, Problem
from engine.feel.scope import Run
from engine.feel.syntax.tree import Type
from engine.feel.text import to_json
from engine.feel.types import WrongType, coerce, is_type, kind_of
from engine.feel.values import DaysTimeDuration, Function, Range, Value, YearsMonthsDuration, kind
from engine.feel.wide import to_microsecond
from engine.feel.words import explain, explain_code

__all__ = [
    "DaysTimeDuration", "Expression", "Faulty", "FaultyTests", "FeelLimitExceeded", "FeelSyntaxError", "Function", "Problem", "Range", "Run", "Type",
    "UnaryTests", "Value", "WrongType", "YearsMonthsDuration", "coerce",
    "compile_value", "elements", "explain", "explain_code", "is_expression", "is_type", "kind", "kind_of", "parse", "parse_unary_tests",
    "to_json", "to_microsecond",
]
