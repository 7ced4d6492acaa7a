"""FEEL text into a tree: precedence climbing over the tokens (DMN 1.5, 10.3.1.2).

A generated parser cannot know that `项目 名称` is one name and `a-b` another, because that depends on the names in scope;
here the scope is at hand whenever a name is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, DecimalException

from engine.feel.builtins import NAMES as BUILTIN_NAMES
from engine.feel.problems import FeelSyntaxError
from engine.feel.syntax import clauses, tree
from engine.feel.syntax.lexer import Token, unescape
from engine.feel.syntax.names import NameTable
from engine.feel.syntax.reader import Reader
from engine.feel.temporal import parse_temporal
from engine.feel.values import NUMBERS

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_OR, _AND, _COMPARE, _ADD, _MULTIPLY, _POWER, _NEGATE, _INSTANCE, _POSTFIX = range(1, 10)
_BINDING = {
    "or": _OR, "and": _AND, "between": _COMPARE, "in": _COMPARE, "+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY,
    "**": _POWER, "instance": _INSTANCE, ".": _POSTFIX, "[": _POSTFIX, "(": _POSTFIX, **dict.fromkeys(_COMPARISONS, _COMPARE),
}
_OPENING = frozenset("([{]")
_CONSTANTS = {"true": True, "false": False, "null": None}


class Parser(Reader):
    """Reads expressions and unary tests."""

    # -- expressions -------------------------------------------------------------------------------------------------

    def expression(self, binding: int = 0) -> tree.Node:
        """The longest expression here whose operators bind tighter than `binding`."""
        self.enter()
        left = self.prefix()
        while self._continues(binding):
            operator = self.token.text
            self.index += 1
            left = self._within(operator, lambda: self.infix(operator, left))  # noqa: B023 (called at once)
        self.leave()
        return left

    def _within(self, opening: str, read: Callable[[], tree.Node]) -> tree.Node:
        """Inside brackets of its own, an end point's expression may filter as any other does."""
        outside, self.at_end_point = self.at_end_point, self.at_end_point and opening not in _OPENING
        try:
            return read()
        finally:
            self.at_end_point = outside

    def _continues(self, binding: int) -> bool:
        token = self.token
        if token.kind == "string" or _BINDING.get(token.text, 0) <= binding:
            return False
        # After an end point `[` closes an open range, as in `]1..5[`, unless something to filter by follows.
        return not (self.at_end_point and token.text == "[" and not self._starts_expression(self.tokens[self.index + 1]))

    def _starts_expression(self, token: Token) -> bool:
        if token.kind == "keyword":
            return token.text not in ("and", "or", "then", "else", "in", "return", "satisfies", "between", "instance")
        return token.kind in ("number", "string", "name") or token.text in ("-", "(", "[", "{", "@")

    def prefix(self) -> tree.Node:
        token = self.token
        if token.kind == "number":
            return self._number()
        if token.kind == "string":
            self.index += 1
            return tree.Literal(unescape(token))
        if token.kind == "name" or (token.kind == "keyword" and self.declared()[1] > 1):
            return self._name()
        reader = _PREFIX.get(token.text) if token.kind != "end" else None
        if reader is None:
            raise self.fault("expression")
        self.index += 1
        return self._within(token.text, lambda: reader(self))

    def infix(self, operator: str, left: tree.Node) -> tree.Node:
        if operator in ("and", "or"):
            return self._junction(operator, left)
        if operator in _COMPARISONS:
            return tree.Comparison(operator, left, self.expression(_COMPARE))
        reader = _INFIX.get(operator)
        if reader is not None:
            return reader(self, left)
        return tree.Arithmetic(operator, left, self.expression(_BINDING[operator]))

    def _junction(self, operator: str, left: tree.Node) -> tree.Node:
        operands = [left, self.expression(_BINDING[operator])]
        while self.take(operator):
            operands.append(self.expression(_BINDING[operator]))
        return tree.Junction(operator, tuple(operands))

    def _number(self) -> tree.Node:
        token = self.token
        self.index += 1
        try:
            return tree.Literal(NUMBERS.create_decimal(token.text))
        except DecimalException:
            raise FeelSyntaxError("feel.number", position=token.position, found=token.text) from None

    def _negative(self) -> tree.Node:
        operand = self.expression(_NEGATE)
        if isinstance(operand, tree.Literal) and isinstance(operand.value, Decimal):
            return tree.Literal(NUMBERS.minus(operand.value))
        return tree.Negative(operand)

    def _constant(self) -> tree.Node:
        return tree.Literal(_CONSTANTS[self.tokens[self.index - 1].text])

    def _temporal(self) -> tree.Node:
        token = self.token
        if token.kind != "string":
            raise self.fault("string")
        self.index += 1
        value = parse_temporal(unescape(token))
        if value is None:
            raise FeelSyntaxError("feel.temporal", position=token.position, found=token.text)
        return tree.Literal(value)

    def _name(self) -> tree.Node:
        name = self.read_name()
        bound = any(name in table.names for table in self.scopes)
        # In a filter an unknown name may well be an entry of the item.
        unknown = name not in BUILTIN_NAMES and not self.filters
        if not bound and (unknown or name in self.known.names):
            self.free.add(name)
        return tree.Name(name)

    def _path(self, source: tree.Node) -> tree.Node:
        return tree.Path(source, self.property_name())

    # -- brackets ----------------------------------------------------------------------------------------------------

    def _round(self) -> tree.Node:
        """`(e)`, `(1..5)`, `(> 5)` or `(= 5)`."""
        if self.take("="):
            bound = self.expression(_COMPARE)
            self.expect(")")
            return tree.RangeOf(bound, bound, True, True)
        node = self.expression()
        if self.take(".."):
            return self._range(node, start_included=False)
        self.expect(")")
        return node

    def _half_range(self) -> tree.Node:
        """`> 5`: everything beyond, as a value (grammar rule 7)."""
        operator = self.tokens[self.index - 1].text
        bound = self.expression(_COMPARE)
        if operator in ("<", "<="):
            return tree.RangeOf(None, bound, False, operator == "<=")
        return tree.RangeOf(bound, None, operator == ">=", False)

    def _square(self) -> tree.Node:
        """`[a, b]` or `[1..5]`."""
        if self.take("]"):
            return tree.ListOf(())
        items = [self.expression()]
        if self.take(".."):
            return self._range(items[0], start_included=True)
        while self.take(","):
            items.append(self.expression())
        self.expect("]")
        return tree.ListOf(tuple(items))

    def _reversed(self) -> tree.Node:
        """`]1..5]`: a range without its start."""
        start = self.expression()
        self.expect("..")
        return self._range(start, start_included=False)

    def _range(self, start: tree.Node, *, start_included: bool) -> tree.Node:
        self.at_end_point = True
        end = self.expression()
        if self.take("]"):
            return tree.RangeOf(start, end, start_included, True)
        if self.take(")") or self.take("["):
            return tree.RangeOf(start, end, start_included, False)
        raise self.fault("] ) [")

    def _curly(self) -> tree.Node:
        entries: list[tuple[str, tree.Node]] = []
        self.scopes.append(NameTable(()))
        while not self.take("}"):
            if entries:
                self.expect(",")
            entries.append(self._entry(dict(entries)))
            self.scopes[-1] = NameTable(name for name, _ in entries)
        self.scopes.pop()
        return tree.ContextOf(tuple(entries))

    def _entry(self, before: Collection[str]) -> tuple[str, tree.Node]:
        token = self.token
        if token.kind == "string":
            self.index += 1
            key = unescape(token)
        else:
            key = self.new_name(":")
        if key in before:
            raise FeelSyntaxError("feel.duplicate_entry", position=token.position, name=key)
        self.expect(":")
        return key, self.expression()

    # -- what follows an expression ----------------------------------------------------------------------------------

    def _filter(self, source: tree.Node) -> tree.Node:
        self.filters += 1
        with self.scope(["item"]):
            condition = self.expression()
        self.filters -= 1
        self.expect("]")
        return tree.Filter(source, condition)

    def _call(self, function: tree.Node) -> tree.Node:
        names: list[str] = []
        arguments: list[tree.Node] = []
        named = self._is_named()
        while not self.take(")"):
            if arguments:
                self.expect(",")
            if named:
                names.append(self.new_name(":"))
                self.expect(":")
            arguments.append(self.expression())
        return tree.Call(function, tuple(arguments), tuple(names) if named else None)

    def _is_named(self) -> bool:
        index = self.index
        while self.is_part_of_name(self.tokens[index]):
            index += 1
        return index > self.index and self.tokens[index].text == ":"


_PREFIX: dict[str, Callable[[Parser], tree.Node]] = {
    "-": Parser._negative, "(": Parser._round, "[": Parser._square, "]": Parser._reversed, "{": Parser._curly,
    "@": Parser._temporal, "true": Parser._constant, "false": Parser._constant, "null": Parser._constant,
    "if": clauses.read_if, "for": clauses.read_for, "some": clauses.read_quantified, "every": clauses.read_quantified,
    "function": clauses.read_function,
    **dict.fromkeys(("<", "<=", ">", ">="), Parser._half_range),
}
_INFIX: dict[str, Callable[[Parser, tree.Node], tree.Node]] = {
    ".": Parser._path, "[": Parser._filter, "(": Parser._call, "between": clauses.read_between, "in": clauses.read_in,
    "instance": clauses.read_instance,
}


def read_expression(
    text: str, names: Collection[str] = (), types: Mapping[str, tree.Type] | None = None
) -> tuple[tree.Node, frozenset[str]]:
    """The tree of one expression and its free names. Raises FeelSyntaxError."""
    parser = Parser(text, names, types)
    node = parser.expression()
    parser.expect_end()
    return node, frozenset(parser.free)


def read_tests(text: str, names: Collection[str] = ()) -> tuple[tree.Tests, frozenset[str]]:
    """The tree of a decision table's cell and its free names, `?` left out. Raises FeelSyntaxError."""
    parser = Parser(text, names)
    with parser.scope(["?"]):
        tests = clauses.read_tests(parser)
    parser.expect_end()
    return tests, frozenset(parser.free)
