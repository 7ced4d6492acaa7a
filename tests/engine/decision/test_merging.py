"""Imports without a name: the other file's elements are this file's too, unless their names are taken."""

from __future__ import annotations

import pytest

from engine import decision
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import DMN_13, datum, draw, literal, text
from tests.engine.decision.test_imports import BASE, PERSON, ask, file, needs, requiring


def says(namespace: str, word: str, *elements: str, name: str = "two", **imports: str) -> bytes:
    """A file whose decision `name` says `word`."""
    return file(f"urn:{namespace}", draw(literal(f'"{word}"'), name=name), *elements, **imports)


ASKS = requiring("one", "two", "#two")


@decides("imports without a name")
def test_what_is_imported_without_a_name_is_called_by_its_own() -> None:
    drawn = requiring("d", "Hello + greet it(Person)", "urn:base#Hello")
    assert ask(PERSON, "d", main=file("urn:main", drawn, same="urn:base"), base=file("urn:base", *BASE)) == ("Hello, BoHello, Bo", [])
    local = draw(literal("Hello + greet it(Person)"), needs="Hello ?Person !greet")
    assert ask(PERSON, "d", main=file("urn:main", local, same="urn:base"), base=file("urn:base", *BASE)) == ("Hello, BoHello, Bo", [])


def test_a_file_that_only_imports_has_what_it_imports() -> None:
    assert ask(PERSON, "Hello", main=file("urn:main", same="urn:base"), base=file("urn:base", *BASE)) == ("Hello, Bo", [])


@decides("imports without a name")
@pytest.mark.parametrize(("imports", "inner", "expected"), [
    (["b", "c"], [], "b"), (["b"], ["c"], "b"), (["none", "c"], ["d"], "d"), (["c", "none"], [], "c"),
])
def test_the_first_that_has_the_name_counts_depth_first(imports: list[str], inner: list[str], expected: str) -> None:
    def unnamed(names: list[str]) -> str:
        return "".join(f'<import name="" namespace="urn:{name}" importType="dmn"/>' for name in names)

    files = {name: says(name, name, unnamed(inner) if name == "b" else "") for name in "bcd"}
    files["none"] = file("urn:none", unnamed(inner), draw(literal("1"), name="other"))
    assert ask({}, "one", main=file("urn:main", unnamed(imports), ASKS), **files) == (expected, [])


@pytest.mark.parametrize("href", ["#three", "urn:b#three"])
def test_an_imported_decision_needs_the_one_that_has_the_name(href: str) -> None:
    base = file("urn:b", requiring("two", "three", href), draw(literal('"b"'), name="three"))
    assert ask({}, "one", main=file("urn:a", ASKS, draw(literal('"a"'), name="three"), same="urn:b"), base=base) == ("a", [])


def test_the_same_id_under_another_name_is_another_element() -> None:
    base = file("urn:b", draw(literal('"inner"'), name="x").replace('name="x"', 'name="two"'), requiring("y", "two", "#x"))
    main = file("urn:a", draw(literal('"outer"'), name="x"), requiring("one", "x + y", "#x", "urn:b#y"), same="urn:b")
    assert ask({}, "one", main=main, base=base) == ("outerinner", [])


def test_types_have_names_of_their_own() -> None:
    kinds = '<itemDefinition name="two"><typeRef>string</typeRef></itemDefinition>'
    typed = ASKS.replace("<informationR", '<variable name="one" typeRef="two"/><informationR', 1)
    assert ask({}, "one", main=file("urn:a", kinds, typed, same="urn:b"), b=says("b", "b")) == ("b", [])
    base = file("urn:b", kinds.replace("string", "number"), draw(literal("5"), name="two", type_ref="two"))
    assert ask({}, "one", main=file("urn:a", kinds, typed, same="urn:b"), base=base) == (None, ["feel.wrong_type"])


def test_files_may_import_each_other_and_themselves() -> None:
    assert ask({}, "one", main=file("urn:a", ASKS, draw(literal('"a"'), name="two"), same="urn:a")) == ("a", [])
    assert ask({}, "one", main=file("urn:a", ASKS, same="urn:b"), b=says("b", "b", same="urn:a")) == ("b", [])
    circle = {"b": file("urn:b", draw(literal("1"), name="other"), same="urn:c"), "c": says("c", "c", same="urn:b")}
    assert ask({}, "one", main=file("urn:a", ASKS, same="urn:b"), **circle) == ("c", [])


def test_what_an_imported_file_imports_under_a_name_comes_along() -> None:
    middle = file("urn:m", requiring("two", "lib.x", "urn:lib#x"), lib="urn:lib")
    files = {"m": middle, "lib": says("lib", "lib", name="x")}
    assert ask({}, "one", main=file("urn:a", ASKS, same="urn:m"), **files) == ("lib", [])


def test_another_version_of_dmn_may_be_imported() -> None:
    older = says("b", "b").replace(DMN_13.encode(), b"http://www.omg.org/spec/DMN/20180521/MODEL/")
    assert ask({}, "one", main=file("urn:a", ASKS, same="urn:b"), b=older) == ("b", [])


def test_problems_of_an_import_are_told_where_they_are() -> None:
    faulty = file("urn:b", draw(literal("1 +"), name="two"), datum("x", "nothing"), text("description", ""))
    read = decision.read_together({"a": file("urn:a", requiring("one", "1", "#two"), same="urn:b"), "b": faulty})
    assert {name: [problem.code for problem in problems] for name, (_, problems) in read.items()} == {
        "a": [], "b": ["decision.type", "decision.expression"],
    }
    missing = decision.read_together({"a": file("urn:a", f'<decision id="d" name="d">{needs("#nobody")}{literal("1")}</decision>', same="urn:c")})
    assert [problem.code for problem in missing["a"][1]] == ["decision.import", "decision.reference"]


def test_only_what_stands_in_a_file_is_its_own() -> None:
    model = decision.read_together({"a": file("urn:a", ASKS, same="urn:b"), "b": says("b", "b")})["a"][0]
    assert (list(model.own), list(model.decisions), [part.namespace for part in model.parts]) == (["one"], ["one", "two"], ["urn:b"])
