"""Complex gateways: activated when their condition holds, reset when every token that can come has come."""

from engine.model import Process
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, node, play


def discriminator(condition: str | None, *after: tuple[str, str, str, str]) -> Process:
    return draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), *[node(name, "userTask") for name in "abc"],
         node("x", "complexGateway", activation_condition=condition), node("u", "userTask"), node("v", "userTask")],
        [*chain("s", "g"), *chain("g", "a", "x"), *chain("g", "b", "x"), *chain("g", "c", "x"), *chain("x", "u"), *after],
    )


@plays("complex gateway")
def test_two_of_three_are_enough_and_the_third_is_swallowed() -> None:
    played = play(discriminator("=activationCount >= 2"))
    played.complete("a")
    assert "u" not in played.path()
    played.complete("c")
    assert played.path()[-2:] == ["x", "u"]
    played.complete("b")
    assert played.path().count("u") == 1
    played.complete("u")
    assert played.outcome == "completed"


def test_the_condition_sees_each_incoming_flow() -> None:
    played = play(draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("a", "userTask"), node("b", "userTask"),
         node("x", "complexGateway", activation_condition="=from_a.activationCount > 0"), node("e", "endEvent")],
        [*chain("s", "g"), *chain("g", "a"), *chain("g", "b"), ("from_a", "a", "x"), ("from_b", "b", "x"), *chain("x", "e")],
    ))
    played.complete("b")
    assert "e" not in played.path()
    played.complete("a")
    assert played.outcome == "completed"


def test_a_flow_with_a_condition_may_be_taken_when_the_gateway_is_reset() -> None:
    played = play(discriminator("=activationCount >= 2", ("late", "x", "v", "=not(waitingForStart)")))
    played.complete("a")
    played.complete("b")
    assert played.path()[-1] == "u"
    played.complete("u")
    played.complete("c")
    assert played.path()[-2:] == ["x", "v"]


def test_tokens_that_can_no_longer_come_are_not_waited_for() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "inclusiveGateway"), *[node(name, "userTask") for name in "abc"],
         node("x", "complexGateway", activation_condition="=activationCount >= 1"), node("e", "endEvent")],
        [("s-g", "s", "g"), ("ga", "g", "a", "=true"), ("gb", "g", "b", "=true"), ("gc", "g", "c", "=false"),
         *chain("a", "x"), *chain("b", "x"), *chain("c", "x"), *chain("x", "e")],
    )
    played = play(process)
    played.complete("a")
    assert played.outcome is None
    played.complete("b")
    assert played.path().count("e") == 1
    assert played.outcome == "completed"


def test_without_a_condition_all_are_needed_and_a_wrong_one_is_an_incident() -> None:
    played = play(discriminator(None))
    for name in "abc":
        assert "u" not in played.path()
        played.complete(name)
    assert played.path()[-1] == "u"
    played = play(discriminator("=activationCount + 1"))
    played.complete("a")
    assert played.bodies("incident_created")[0]["code"] == "condition.not_boolean"


def test_a_loop_activates_it_again() -> None:
    process = draw(
        [node("s", "startEvent"), node("m", "exclusiveGateway"), node("g", "parallelGateway"), node("a", "userTask"),
         node("b", "userTask"), node("x", "complexGateway", activation_condition="=activationCount >= 2"),
         node("d", "exclusiveGateway", default_flow="d-e"), node("e", "endEvent")],
        [*chain("s", "m", "g"), *chain("g", "a", "x"), *chain("g", "b", "x"), *chain("x", "d", "e"),
         ("again", "d", "m", "=again")],
    )
    played = play(process, again=True)
    for again in (True, False):
        played.complete("a", again=again)
        played.complete("b")
    assert played.path().count("x") == 2
    assert played.outcome == "completed"
