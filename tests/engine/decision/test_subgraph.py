"""Decision services are functions: input data first, then input decisions, which are given and not evaluated."""

from __future__ import annotations

from tests.engine.decision.coverage import decides
from tests.engine.decision.draw import ask, datum, draw, literal, refusals
from tests.engine.decision.test_logic import knowledge


def service(*references: str) -> str:
    """`kind:id` references, as in `outputDecision:b`."""
    links = "".join('<{} href="#{}"/>'.format(*reference.split(":")) for reference in references)
    return f'<decisionService id="s" name="核定 服务">{links}</decisionService>'


INNER = (
    datum("x", "number"), draw(literal('"never"'), name="given", type_ref="string"),
    draw(literal("x + 1"), name="step", needs="?x"), draw(literal('string(step) + given'), name="out", needs="step given"),
)
ONE = service("outputDecision:out", "encapsulatedDecision:step", "inputDecision:given", "inputData:x")


@decides("decision service")
def test_a_service_is_called_like_a_function() -> None:
    assert ask(*INNER, ONE, draw(literal('核定 服务(1, "a")'))) == ("2a", [], [])
    assert ask(*INNER, ONE, draw(literal('核定 服务(given: "b", x: 4)'))) == ("5b", [], [])


@decides("service with several outputs")
def test_several_outputs_make_a_context() -> None:
    both = service("outputDecision:step", "outputDecision:out", "inputDecision:given", "inputData:x")
    assert ask(*INNER, both, draw(literal('核定 服务(1, "a")')))[0] == {"step": 2, "out": "2a"}


def test_arguments_that_do_not_fit_are_an_error() -> None:
    assert ask(*INNER, ONE, draw(literal("核定 服务(1)"))) == (None, [], ["decision.arguments"])
    assert "feel.wrong_type" in ask(*INNER, ONE, draw(literal("核定 服务(1, 2)")))[2]


def test_unknown_references_are_refused() -> None:
    assert [problem.code for problem in refusals(draw(literal("1")), service("outputDecision:nobody"))] == ["decision.reference"]


@decides("service asked from outside")
def test_services_and_knowledge_models_are_asked_like_decisions() -> None:
    assert ask(*INNER, ONE, decide="s", x=1, given="a") == ("2a", [], [])
    assert ask(*INNER, ONE, decide="核定 服务", x=1, given=2)[2] == ["feel.wrong_type", "feel.operands"]
    assert ask(knowledge("加 税", "net", literal("net * 2")), draw(literal("1")), decide="加 税", net=4)[0] == 8


def test_a_service_gives_back_what_its_type_says() -> None:
    kinds = '<itemDefinition name="tCall"><functionItem outputTypeRef="number"/></itemDefinition>'
    typed = ONE.replace("<outputDecision", '<variable name="核定 服务" typeRef="tCall"/><outputDecision', 1)
    assert ask(kinds, *INNER, typed, decide="s", x=1, given="a") == (None, [], ["feel.wrong_type"])
