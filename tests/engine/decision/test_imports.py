"""DMN files that use each other: under the names that the importing file gives, however deep."""

from __future__ import annotations

from typing import Any

import pytest

from engine import decision
from engine.feel import to_json
from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import NOW, datum, definitions, draw, literal, table, text

TYPES = (
    '<itemDefinition name="tName"><typeRef>string</typeRef>' + text("allowedValues", '"Bo", "Q"') + "</itemDefinition>"
    '<itemDefinition name="tPerson"><itemComponent name="Full Name"><typeRef>tName</typeRef></itemComponent></itemDefinition>'
)
GREET = (
    '<businessKnowledgeModel id="greet" name="greet it"><encapsulatedLogic><formalParameter name="p" typeRef="tPerson"/>'
    + literal('"Hello, " + p.Full Name') + "</encapsulatedLogic></businessKnowledgeModel>"
)
BASE = (TYPES, datum("Person", "tPerson"), GREET, draw(literal("greet it(Person)"), name="Hello", needs="?Person"))


def file(namespace: str, *elements: str, **imports: str) -> bytes:
    """A file that imports `name=namespace`; an underscore in a name is a space, "same" no name."""
    named = ((alias.replace("_", " ").replace("same", ""), where) for alias, where in imports.items())
    drawn = "".join(f'<import name="{alias}" namespace="{where}" importType="dmn"/>' for alias, where in named)
    return definitions(drawn, *elements).replace(b"<definitions ", f'<definitions namespace="{namespace}" '.encode())


def needs(*addresses: str) -> str:
    return "".join(f'<informationRequirement><requiredDecision href="{address}"/></informationRequirement>' for address in addresses)


def requiring(name: str, expression: str, *addresses: str) -> str:
    return f'<decision id="{name}" name="{name}">{needs(*addresses)}{literal(expression)}</decision>'


def ask(inputs: dict[str, Any], wanted: str, **files: bytes) -> tuple[Any, list[str]]:
    model, problems = decision.read_together(files)["main"]
    assert problems == ()
    outcome = model.evaluate(wanted, inputs, now=NOW)
    return to_json(outcome.result), [error.code for error in outcome.errors]


PERSON = {"Person": {"Full Name": "Bo"}}
USES = f'<decision id="d" name="d">{needs("urn:base#Hello")}{literal("Model A.Hello + Model A.Person.Full Name")}</decision>'


@decides("imports")
def test_decisions_inputs_and_functions_stand_in_the_name_of_the_import() -> None:
    assert ask(PERSON, "d", main=file("urn:main", USES, Model_A="urn:base"), base=file("urn:base", *BASE)) == ("Hello, BoBo", [])
    calls = draw(literal('lib.greet it({Full Name: "Q"})'))
    assert ask({}, "d", base=file("urn:base", *BASE), main=file("urn:main", calls, lib="urn:base")) == ("Hello, Q", [])


def test_inputs_may_be_given_under_the_name_of_the_import() -> None:
    files = {"main": file("urn:main", USES, Model_A="urn:base"), "base": file("urn:base", *BASE)}
    for given in ({"Model A": {"Person": {"Full Name": "Q"}}}, {"Model A.Person": {"Full Name": "Q"}, "Person": {"Full Name": "Bo"}}):
        assert ask(given, "d", **files)[0] == "Hello, QQ"


def test_an_input_of_an_import_of_an_import_has_both_names() -> None:
    where = datum("where", "string")
    files = {
        "main": file("urn:main", where, requiring("d", "where + i.m + x.c", "urn:middle#m", "urn:c#c"), i="urn:middle", x="urn:c"),
        "middle": file("urn:middle", where, requiring("m", "where + i.c", "urn:c#c"), i="urn:c"),
        "c": file("urn:c", where, draw(literal("where"), name="c", needs="?where")),
    }
    assert ask({"where": "a", "i.where": "b", "i.i.where": "c", "x.where": "x"}, "d", **files) == ("abcx", [])


@decides("services over imported decisions")
def test_a_service_may_give_back_and_be_given_decisions_of_an_import() -> None:
    inner = (draw(literal('"never"'), name="given", type_ref="string"), draw(literal('given + "!"'), name="out", needs="given"))
    service = '<decisionService id="s" name="s"><outputDecision href="urn:b#out"/><inputDecision href="urn:b#given"/></decisionService>'
    files = {"b": file("urn:b", *inner), "main": file("urn:main", service, draw(literal('i.out + s("a") + s(i.given: "b")')), i="urn:b")}
    assert ask({"i.given": "x"}, "s", **files) == ("x!", [])
    main = file("urn:main", service, requiring("d", 's("a") + i.out + s("b")', "urn:b#out"), i="urn:b")
    assert ask({}, "d", main=main, b=files["b"]) == ("a!never!b!", [])


def test_a_decision_that_several_need_from_an_import_is_evaluated_once() -> None:
    base = file("urn:b", draw(table(["- => 1"]), name="t"))
    steps = requiring("s", "i.t", "urn:b#t"), requiring("d", "s + i.t", "urn:b#t").replace("<informationR", '<informationRequirement><requiredDecision href="#s"/></informationRequirement><informationR', 1)
    model = decision.read_together({"main": file("urn:main", *steps, i="urn:b"), "b": base})["main"][0]
    outcome = model.evaluate("d", {}, now=NOW)
    assert (to_json(outcome.result), [hit.decision for hit in outcome.rules]) == (2, ["t"])


@decides("imports of imports")
def test_imports_of_imports() -> None:
    middle = f'<decision id="m" name="m">{needs("urn:base#Hello")}{literal("A.Hello")}</decision>'
    drawn = f'<decision id="d" name="d">{needs("urn:middle#m")}{literal("M.m")}</decision>'
    files = {"main": file("urn:main", drawn, M="urn:middle"), "middle": file("urn:middle", middle, A="urn:base")}
    assert ask(PERSON, "d", **files, base=file("urn:base", *BASE)) == ("Hello, Bo", [])


@decides("imported types")
@pytest.mark.parametrize(("name", "errors"), [("Q", []), ("X", ["decision.not_allowed"])])
def test_types_are_imported_with_what_they_allow(name: str, errors: list[str]) -> None:
    drawn = (datum("who", "A.tPerson"), draw(literal("who.Full Name"), needs="?who"))
    files = {"main": file("urn:main", *drawn, A="urn:base"), "base": file("urn:base", *BASE)}
    assert ask({"who": {"Full Name": name}}, "d", **files)[1] == errors


def test_a_missing_import_and_a_missing_element_are_told() -> None:
    alone = decision.read_together({"main": file("urn:main", USES, Model_A="urn:base")})["main"][1]
    assert [problem.code for problem in alone] == ["decision.import", "decision.reference"]
    other = USES.replace("#Hello", "#Nobody")
    both = decision.read_together({"main": file("urn:main", other, Model_A="urn:base"), "base": file("urn:base", *BASE)})
    assert [problem.code for problem in both["main"][1]] == ["decision.reference"]


def test_a_circle_of_imports_is_told() -> None:
    first = file("urn:a", draw(literal("1")), b="urn:b")
    second = file("urn:b", draw(literal("2")), a="urn:a")
    read = decision.read_together({"a": first, "b": second})
    assert sorted(problem.code for _, problems in read.values() for problem in problems) == ["decision.import"]


def test_what_is_no_dmn_is_left_out() -> None:
    assert list(decision.read_together({"a": b"<a/>", "b": file("urn:b", draw(literal("1")))})) == ["b"]
