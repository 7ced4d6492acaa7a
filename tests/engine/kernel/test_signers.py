"""Signers: one more or one less in a running joint task."""

import pytest

from engine.errors import Conflict, Invalid
from engine.model import Loop
from tests.engine.kernel.drawing import Play, chain, draw, node, play


def joint(kind: str = "parallel", departments: object = ("a", "b"), **more: object) -> Play:
    loop = Loop(kind=kind, input_collection="=departments", input_element="dept", output_collection="opinions",  # type: ignore[arg-type]
                output_element="=opinion", **more)  # type: ignore[arg-type]
    process = draw([node("s", "startEvent"), node("m", "userTask", loop=loop, candidate_groups="=dept"),
                    node("e", "endEvent")], chain("s", "m", "e"))
    return play(process, departments=list(departments))  # type: ignore[call-overload]


def groups(played: Play) -> list[str]:
    return [body["candidate_groups"][0] for body in played.bodies("user_task_created")]


def test_one_more_signer_is_asked_at_once_and_waited_for() -> None:
    played = joint()
    played.apply("signer_added", played.key("m", "frame_activated"), item="c")
    assert groups(played) == ["a", "b", "c"]
    for nth, opinion in enumerate("xyz"):
        assert played.outcome is None
        played.complete("m", nth, opinion=opinion)
    assert played.variables()["opinions"] == ["x", "y", "z"]
    assert played.outcome == "completed"


def test_in_sequence_the_new_one_is_the_last() -> None:
    played = joint("sequential")
    played.apply("signer_added", played.key("m", "user_task_created"), item="c")
    for opinion in "xyz":
        played.complete("m", opinion=opinion)
    assert groups(played) == ["a", "b", "c"]
    assert played.outcome == "completed"


def test_one_less_is_not_waited_for() -> None:
    played = joint(departments="abc", completion_condition="=numberOfCompletedInstances = numberOfInstances")
    played.complete("m", 0, opinion="x")
    played.apply("signer_removed", played.key("m", "user_task_created", 1), reason="absent")
    assert played.bodies("element_terminated", "m") == [{"reason": "signer_removed"}]
    assert played.bodies("user_task_cancelled", "m") == [{"reason": "signer_removed"}]
    played.complete("m", 2, opinion="z")
    assert played.variables()["opinions"] == ["x", None, "z"]
    assert played.outcome == "completed"


def test_removing_the_one_that_is_missing_completes_the_rest() -> None:
    played = joint()
    played.complete("m", 0, opinion="x")
    played.apply("signer_removed", played.key("m", "user_task_created", 1), reason="absent")
    assert played.outcome == "completed"


def test_one_whose_turn_has_not_come_never_gets_it() -> None:
    played = joint("sequential", "abc")
    played.apply("signer_removed", played.key("m", "frame_activated"), reason="absent", loop_counter=2)
    played.complete("m", opinion="x")
    assert groups(played) == ["a", "c"]
    played.complete("m", opinion="z")
    assert played.outcome == "completed"


def test_the_last_one_stays_and_who_has_signed_is_not_removed() -> None:
    played = joint(departments="a")
    with pytest.raises(Conflict, match=r"signer\.last"):
        played.apply("signer_removed", played.key("m", "user_task_created"), reason="r")
    played = joint()
    played.complete("m", 0, opinion="x")
    with pytest.raises(Conflict, match=r"signer\.done"):
        played.apply("signer_removed", played.key("m", "frame_activated"), reason="r", loop_counter=1)
    with pytest.raises(Invalid, match=r"signer\.item"):
        played.apply("signer_added", played.key("m", "frame_activated"))
    plain = play(draw([node("s", "startEvent"), node("u", "userTask")], chain("s", "u")))
    with pytest.raises(Invalid, match=r"signer\.no_loop"):
        plain.apply("signer_added", plain.key("u"), item="c")
