"""Compiled FEEL: expressions and the unary tests of decision tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from engine.feel import calls, loops
from engine.feel.compiler import Code, TestCode, any_test, clean, compile_node, compile_test
from engine.feel.operators import belongs
from engine.feel.problems import FeelLimitExceeded, FeelSyntaxError, Problem
from engine.feel.scope import Run, Scope
from engine.feel.syntax import tree
from engine.feel.syntax.parser import read_expression, read_tests
from engine.feel.values import Value

#: Levels of a tree; a sum of more terms than this is no condition that anybody reads.
MAX_HEIGHT = 120

#: Compilers that register themselves when imported.
_REGISTERED = (loops, calls)


class Expression:
    """One compiled expression; immutable, to be shared between threads."""

    __slots__ = ("_code", "names", "text", "tree")

    def __init__(self, text: str, node: tree.Node, names: frozenset[str]) -> None:
        self.text = text
        self.tree = node
        #: Variables that the expression reads from its context. Inside a filter only declared names count, because
        #: an undeclared one may be an entry of the items.
        self.names = names
        self._code: Code = compile_node(node)

    def evaluate(self, context: Mapping[str, Any], *, now: datetime, problems: list[Problem] | None = None) -> Value:
        """The value in `context` (JSON data with int or Decimal numbers, or FEEL values) at the time `now`.

        What cannot be computed is None, and says why in `problems`. Raises FeelLimitExceeded when the work, a list or
        a string grows beyond its bounds, and TypeError when a float or another foreign value is met.
        """
        return self.within(Run(now, problems), context)

    def within(self, run: Run, context: Mapping[str, Any]) -> Value:
        """As `evaluate`, as one part of a larger evaluation that shares its time, problems and bounds."""
        return _bounded(lambda: self._code(Scope(context, None, run)))


class Faulty(Expression):
    """A text that is no FEEL, where the rest of its file is to be evaluated all the same: null, and a problem."""

    __slots__ = ()

    def __init__(self, text: str, error: FeelSyntaxError) -> None:
        super().__init__(text, tree.Literal(None), frozenset())
        code, data = error.code, {**error.data, "text": text[:200]}
        self._code = lambda scope: scope.run.problem(code, **data)


class UnaryTests:
    """The compiled cell of a decision table."""

    __slots__ = ("_tests", "names", "text", "tree")

    def __init__(self, text: str, node: tree.Tests, names: frozenset[str]) -> None:
        self.text = text
        self.tree = node
        self.names = names
        self._tests = None if node.tests is None else [_cell_test(test) for test in node.tests]

    def matches(
        self, value: Value, context: Mapping[str, Any], *, now: datetime, problems: list[Problem] | None = None
    ) -> bool | None:
        """Whether `value`, which is `?` in the tests, passes; None when that cannot be said. Raises as `evaluate`."""
        return self.within(Run(now, problems), value, context)

    def within(self, run: Run, value: Value, context: Mapping[str, Any]) -> bool | None:
        """As `matches`, as one part of a larger evaluation."""
        tests = self._tests
        if tests is None:
            return True
        tested = clean(value)
        scope = Scope({"?": tested}, Scope(context, None, run), run)
        verdict: bool | None = _bounded(lambda: any_test(scope, tested, tests))
        return not verdict if self.tree.negated and verdict is not None else verdict


class FaultyTests(UnaryTests):
    """The same for a cell: no value passes."""

    __slots__ = ("_fault",)

    def __init__(self, text: str, error: FeelSyntaxError) -> None:
        super().__init__(text, tree.Tests(()), frozenset())
        self._fault = error.code, {**error.data, "text": text[:200]}

    def within(self, run: Run, value: Value, context: Mapping[str, Any]) -> bool | None:
        """Never True."""
        run.problem(self._fault[0], **self._fault[1])
        return None


def _bounded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except RecursionError:
        # Depth is counted, but values may be nested by computing, and the caller may stand deep already.
        raise FeelLimitExceeded("feel.limit", limit="depth") from None


_CONDITIONS = (tree.Comparison, tree.Junction, tree.Between, tree.In, tree.Quantified, tree.InstanceOf)


def _cell_test(test: tree.Test) -> TestCode:
    """A test in a cell. A condition speaks for itself; anything else is what the value must equal or belong to."""
    if test.operator is not None:
        return compile_test(test)
    operand = compile_node(test.operand)
    is_condition = isinstance(test.operand, _CONDITIONS) or tree.mentions(test.operand, "?")

    def passes(scope: Scope, value: Value) -> bool | None:
        result = operand(scope)
        if result is None and not is_condition and not isinstance(test.operand, tree.Literal):
            return None if value is not None else True
        if isinstance(result, bool) and (is_condition or not isinstance(value, bool | None)):
            return result
        return None if is_condition and result is None else belongs(scope.run, value, result)

    return passes


def _checked(node: Any, text: str) -> None:
    # No character of a text makes more than three levels: most texts need not be measured.
    if 3 * len(text) > MAX_HEIGHT and tree.height(node) > MAX_HEIGHT:
        raise FeelSyntaxError("feel.too_deep", position=len(text), limit=MAX_HEIGHT)


def parse(text: str, names: Collection[str] = (), types: Mapping[str, tree.Type] | None = None) -> Expression:
    """Compile an expression (without the `=` of diagrams). `names` are the variables it may use, spaces and all;
    `types` are those that `instance of` and parameters may name beside FEEL's own.

    Raises FeelSyntaxError: `feel.syntax` (found, expected), `feel.look_alike`, `feel.too_long`, `feel.too_deep`, …
    """
    node, free = read_expression(text, names, types)
    _checked(node, text)
    return Expression(text, node, free)


def parse_unary_tests(text: str, names: Collection[str] = ()) -> UnaryTests:
    """Compile a cell of a decision table: `-`, `"a", "b"`, `not(1)`, `[1..5]`, `> 3`, `contains(?, "x")`.

    An empty cell is `-`. Raises FeelSyntaxError.
    """
    node, free = read_tests(text, names) if text.strip() else (tree.Tests(None), frozenset[str]())
    _checked(node, text)
    return UnaryTests(text, node, free)


def is_expression(text: str) -> bool:
    """Whether a diagram's attribute holds FEEL (`=amount > 400`) or a literal text (`PT1H`)."""
    return text.lstrip().startswith("=")


def compile_value(text: str, names: Collection[str] = ()) -> Expression:
    """Compile an attribute: FEEL after `=`, else the text as a string. Raises FeelSyntaxError."""
    if is_expression(text):
        return parse(text.lstrip()[1:], names)
    return Expression(text, tree.Literal(text), frozenset())
