"""Rework: a new token at an earlier step; what lies after it is ended, what lies beside it stays."""

import pytest

from engine.errors import Conflict, Invalid, NotFound
from engine.kernel.reach import after
from engine.kernel.rework import effects
from engine.model import Loop, Process
from tests.engine.kernel.drawing import INSTANCE, Play, chain, draw, inside, node, play

FORKED = draw(
    [node("s", "startEvent"), node("t", "userTask"), node("g", "parallelGateway"), node("a", "userTask"),
     node("b", "userTask"), node("c", "userTask"), node("d", "userTask"), node("j", "parallelGateway"),
     node("z", "userTask"), node("e", "endEvent")],
    [*chain("s", "t", "g"), *chain("g", "a", "b", "j"), *chain("g", "c", "d", "j"), *chain("j", "z", "e")],
)


def back(played: Play, at: str, target: str) -> None:
    played.apply("user_task_returned", played.key(at, "user_task_created"), target=target, reason="r")


def finish(played: Play, *names: str) -> None:
    for name in names:
        played.complete(name)


def test_before_a_fork_every_branch_is_ended_and_what_waits_at_the_join_forgotten() -> None:
    played = play(FORKED)
    finish(played, "t", "a", "b")
    back(played, "c", "t")
    assert played.bodies("element_terminated", "c") == [{"reason": "returned"}]
    assert played.bodies("user_task_cancelled", "c") == [{"reason": "returned"}]
    finish(played, "t", "a", "b", "c", "d", "z")
    assert played.outcome == "completed"
    assert played.path().count("j") == 1


def test_inside_a_branch_the_other_branch_stays() -> None:
    played = play(FORKED)
    finish(played, "t", "a", "c", "d")
    back(played, "b", "a")
    assert played.count("element_terminated") == 1
    finish(played, "a", "b", "z")
    assert played.outcome == "completed"


def test_after_a_join_back_into_one_branch_the_others_stay_done() -> None:
    played = play(FORKED)
    finish(played, "t", "a", "b", "c", "d")
    back(played, "z", "b")
    finish(played, "b", "z")
    assert played.path().count("d") == 1
    assert played.outcome == "completed"


def test_after_a_complex_gateway_back_into_a_branch_is_refused() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), *[node(name, "userTask") for name in "abcz"],
         node("x", "complexGateway", activation_condition="=activationCount >= 2")],
        [*chain("s", "g"), *[flow for name in "abc" for flow in chain("g", name, "x")], *chain("x", "z")],
    )
    played = play(process)
    finish(played, "a", "b")
    with pytest.raises(Conflict, match=r"rework\.across_join"):
        back(played, "z", "a")
    back(played, "c", "c")
    finish(played, "c", "z")
    assert played.outcome == "completed"


def test_back_into_a_branch_beside_is_refused() -> None:
    played = play(FORKED)
    finish(played, "t", "a")
    with pytest.raises(Conflict, match=r"rework\.not_earlier"):
        back(played, "b", "c")
    with pytest.raises(Invalid):
        back(played, "b", "g")
    with pytest.raises(Invalid):
        back(played, "b", "nowhere")


def test_a_drawn_loop_does_not_make_a_later_step_an_earlier_one() -> None:
    process = draw(
        [node("s", "startEvent"), node("m", "exclusiveGateway"), node("a", "userTask"), node("b", "userTask"),
         node("x", "exclusiveGateway", default_flow="x-e"), node("e", "endEvent")],
        [*chain("s", "m", "a", "b", "x", "e"), ("again", "x", "m", "=again")],
    )
    assert after(process, None, "a") == {"a", "b", "x", "e"}
    played = play(process, again=True)
    finish(played, "a", "b")
    with pytest.raises(Conflict):
        back(played, "a", "b")
    played = play(process, again=False)
    finish(played, "a")
    back(played, "b", "a")
    finish(played, "a", "b")
    assert played.outcome == "completed"


def nested(loop: Loop | None = None) -> Process:
    return draw(
        [node("s", "startEvent"), node("t", "userTask"), node("sub", "subProcess", loop=loop),
         *inside("sub", node("is", "startEvent"), node("a", "userTask"), node("b", "userTask")), node("e", "endEvent")],
        [*chain("s", "t", "sub", "e"), *chain("is", "a", "b")],
    )


def test_out_of_a_sub_process_and_out_of_every_iteration() -> None:
    for loop, created in ((None, 1), (Loop(kind="parallel", cardinality="=3"), 3)):
        played = play(nested(loop))
        finish(played, "t", "a")
        back(played, "b", "t")
        assert played.count("user_task_cancelled") == created
        finish(played, "t")
        assert played.count("user_task_created", "a") == 2 * created


def test_inside_one_iteration_the_others_stay() -> None:
    played = play(nested(Loop(kind="parallel", cardinality="=2")))
    played.complete("t")
    played.complete("a", 0)
    back(played, "b", "a")
    assert played.count("user_task_cancelled") == 1
    played.complete("a", 1)
    played.complete("a", 2)
    assert played.count("user_task_created", "b") == 3


def test_out_of_a_called_process() -> None:
    called = draw([node("cs", "startEvent"), node("u", "userTask")], chain("cs", "u"), "q")
    process = draw([node("s", "startEvent"), node("t", "userTask"), node("call", "callActivity", called_process="q")],
                   chain("s", "t", "call"))
    played = play(process, called)
    played.complete("t")
    back(played, "u", "t")
    finish(played, "t", "u")
    assert played.outcome == "completed"


def take_back(played: Play, name: str, scope: str = INSTANCE, loop_counter: int | None = None, nth: int = -1) -> None:
    played.apply("user_task_withdrawn", played.key(name, "user_task_created", nth), target=name, scope=scope,
                 loop_counter=loop_counter, reason="r")


def test_a_completed_task_is_taken_back_while_what_follows_is_open() -> None:
    played = play(FORKED)
    played.complete("t")
    take_back(played, "t")
    assert played.count("user_task_cancelled") == 2
    finish(played, "t", "a", "b", "c", "d", "z")
    assert played.outcome == "completed"


def test_what_is_over_is_not_taken_back() -> None:
    played = play(nested())
    finish(played, "t", "a")
    with pytest.raises(NotFound):
        take_back(played, "a", scope="10000099")
    alone = play(draw([node("s", "startEvent"), node("g", "parallelGateway"), node("a", "userTask"), node("b", "userTask")],
                      [*chain("s", "g"), *chain("g", "a"), *chain("g", "b")]))
    alone.complete("a")
    with pytest.raises(Conflict, match=r"rework\.gone_on"):
        take_back(alone, "a")


@pytest.mark.parametrize("kind", ["parallel", "sequential"])
def test_one_vote_of_a_joint_task_is_taken_back(kind: str) -> None:
    loop = Loop(kind=kind, cardinality="=3", output_collection="votes", output_element="=vote")  # type: ignore[arg-type]
    played = play(draw([node("s", "startEvent"), node("m", "userTask", loop=loop)], chain("s", "m")))
    played.complete("m", 0, vote=1)
    take_back(played, "m", scope=played.key("m", "frame_activated"), loop_counter=1, nth=0)
    created = played.bodies("user_task_created")
    assert [body["loop_counter"] for body in created] == ([1, 2, 3, 1] if kind == "parallel" else [1, 2, 1])
    for nth, vote in ((1, 2), (2, 3), (3, 9)) if kind == "parallel" else ((2, 9), (3, 2), (4, 3)):
        played.complete("m", nth, vote=vote)
    assert played.variables()["votes"] == [9, 2, 3]
    assert played.outcome == "completed"


def test_the_effects_of_a_fact_are_told_from_its_consequences() -> None:
    played = play(FORKED)
    played.complete("t")
    follows = played.apply("user_task_returned", played.key("a", "user_task_created"), target="t", reason="r")
    ended, begun = effects(follows)
    assert [one.element_id for one in ended] == ["a", "c"]
    assert [(one.element_id, one.kind) for one in begun] == [("t", "userTask")]
