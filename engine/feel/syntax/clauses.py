"""The parts of the grammar that read like sentences: if, for, some, every, function, in, between, instance of, tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.feel.problems import FeelSyntaxError
from engine.feel.syntax import tree

if TYPE_CHECKING:
    from engine.feel.syntax.parser import Parser

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
#: Operators that bind tighter than comparisons (parser._COMPARE, parser._OR).
_COMPARE = 3


def read_if(parser: Parser) -> tree.Node:
    """`if condition then a else b`, after the `if`."""
    condition = parser.expression()
    parser.expect("then")
    then = parser.expression()
    parser.expect("else")
    return tree.If(condition, then, parser.expression())


def read_for(parser: Parser) -> tree.Node:
    """`for x in xs, i in 1..3 return body`, after the `for`."""
    iterators = _iterators(parser)
    parser.expect("return")
    with parser.scope([*(iterator.name for iterator in iterators), "partial"]):
        return tree.For(iterators, parser.expression())


def read_quantified(parser: Parser) -> tree.Node:
    """`some x in xs satisfies condition`, after the `some` or `every`."""
    quantifier = parser.tokens[parser.index - 1].text
    iterators = _iterators(parser)
    parser.expect("satisfies")
    with parser.scope(iterator.name for iterator in iterators):
        return tree.Quantified(quantifier, iterators, parser.expression())


def _iterators(parser: Parser) -> tuple[tree.Iterator, ...]:
    iterators: list[tree.Iterator] = []
    while not iterators or parser.take(","):
        name = parser.new_name("in")
        parser.expect("in")
        # A later domain sees the earlier variables: for x in xs, y in x.parts.
        with parser.scope(iterator.name for iterator in iterators):
            domain = parser.expression()
            end = parser.expression() if parser.take("..") else None
        iterators.append(tree.Iterator(name, domain, end))
    return tuple(iterators)


def read_function(parser: Parser) -> tree.Node:
    """`function(a: number, b) body`, after the `function`."""
    parser.expect("(")
    parameters: list[tree.Parameter] = []
    while not parser.take(")"):
        if parameters:
            parser.expect(",")
        name = parser.new_name(",", ")", ":")
        parameters.append(tree.Parameter(name, read_type(parser) if parser.take(":") else None))
    if parser.at("external"):
        raise FeelSyntaxError("feel.external_function", position=parser.token.position)
    with parser.scope(parameter.name for parameter in parameters):
        return tree.FunctionOf(tuple(parameters), parser.expression())


def read_between(parser: Parser, value: tree.Node) -> tree.Node:
    """`value between low and high`, after the `between`."""
    low = parser.expression(_COMPARE)
    parser.expect("and")
    return tree.Between(value, low, parser.expression(_COMPARE))


def read_instance(parser: Parser, value: tree.Node) -> tree.Node:
    """`value instance of type`, after the `instance`."""
    parser.expect("of")
    return tree.InstanceOf(value, read_type(parser))


def read_type(parser: Parser) -> tree.Type:
    """`number`, `list<string>`, `context<a: number>`, `function<number> -> string`, or the name of an item definition."""
    parser.enter()
    read = _function_type(parser) if parser.take("function") else _named_type(parser)
    parser.leave()
    return read


def _named_type(parser: Parser) -> tree.Type:
    name, size = parser.type_names.longest(parser.tokens, parser.index)
    parser.index += size
    if name in parser.types:
        return parser.types[name]
    if not size:
        name = parser.adjacent_names()
        while parser.take("."):
            name += "." + parser.adjacent_names()
    if not parser.take("<"):
        return tree.Type(name)
    if name == "context":
        return tree.Type(name, entries=_entry_types(parser))
    element = read_type(parser)
    parser.expect(">")
    return tree.Type(name, (element,))


def _function_type(parser: Parser) -> tree.Type:
    if not parser.take("<"):
        return tree.Type("function")
    types: list[tree.Type] = []
    while not parser.take(">"):
        if types:
            parser.expect(",")
        types.append(read_type(parser))
    parser.expect("->")
    return tree.Type("function", (*types, read_type(parser)))


def _entry_types(parser: Parser) -> tuple[tuple[str, tree.Type], ...]:
    entries: list[tuple[str, tree.Type]] = []
    while not parser.take(">"):
        if entries:
            parser.expect(",")
        name = parser.new_name(":")
        parser.expect(":")
        entries.append((name, read_type(parser)))
    return tuple(entries)


# -- unary tests ---------------------------------------------------------------------------------------------------


def read_in(parser: Parser, value: tree.Node) -> tree.Node:
    """`value in test` or `value in (test, test)`, after the `in`."""
    if not parser.at("("):
        return tree.In(value, (_narrow_test(parser),))
    start = parser.index
    parser.index += 1
    tests = [read_test(parser)]
    if parser.at(".."):
        # It was the start of a range without its end points: x in (1..5).
        parser.index = start
        return tree.In(value, (_narrow_test(parser),))
    while parser.take(","):
        tests.append(read_test(parser))
    parser.expect(")")
    return tree.In(value, tuple(tests))


def _narrow_test(parser: Parser) -> tree.Test:
    operator = _operator(parser)
    return tree.Test(operator, parser.expression(_COMPARE))


def read_test(parser: Parser) -> tree.Test:
    """One test: `< 5`, `[1..5]`, `"a"`, or a condition about `?`."""
    operator = _operator(parser)
    return tree.Test(operator, parser.expression(_COMPARE if operator else 0))


def _operator(parser: Parser) -> str | None:
    token = parser.token
    if token.kind == "operator" and token.text in _COMPARISONS:
        parser.index += 1
        return token.text
    return None


def read_tests(parser: Parser) -> tree.Tests:
    """A whole cell: `-`, `"a", "b"`, `not(1, [5..9])`, `? > 5 and ? < 9`."""
    if parser.at("-") and parser.tokens[1].kind == "end":
        parser.index += 1
        return tree.Tests(None)
    negated = _is_negation(parser)
    parser.index += 2 if negated else 0
    tests = [read_test(parser)]
    while parser.take(","):
        tests.append(read_test(parser))
    if negated:
        parser.expect(")")
    return tree.Tests(tuple(tests), negated)


def _is_negation(parser: Parser) -> bool:
    """`not(` whose bracket closes at the end of the text; `not(a) and b` is a condition instead."""
    tokens = parser.tokens
    if len(tokens) < 4 or not (parser.at("not") and tokens[1].text == "(" and tokens[-2].text == ")"):
        return False
    depth = 0
    for token in tokens[1:-2]:
        if token.kind == "operator":
            depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            return False
    return True
