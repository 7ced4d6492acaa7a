"""Loops: multi-instance parallel and sequential, standard loop."""

from typing import Any

from engine.model import EventDefinition, Loop, LoopEvent, Process
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, node, play


def looped(loop: Loop, **more: object) -> Process:
    return draw(
        [node("s", "startEvent"), node("m", "userTask", loop=loop, candidate_groups="=[dept.role]", **more),
         node("b", "boundaryEvent", attached_to="m", events=event("timer", duration="P1D")),
         node("e", "endEvent"), node("f", "endEvent")],
        [*chain("s", "m", "e"), *chain("b", "f")],
    )


DEPARTMENTS = [{"role": "sca"}, {"role": "cac"}, {"role": "arch"}]
EACH: dict[str, Any] = {"input_collection": "=departments", "input_element": "dept", "output_collection": "opinions",
        "output_element": "=opinion"}


@plays("multi-instance, parallel", "multi-instance, output collection", "multi-instance behavior All")
def test_parallel_asks_everybody_at_once_and_collects_in_the_order_of_the_collection() -> None:
    played = play(looped(Loop(kind="parallel", **EACH)), departments=DEPARTMENTS)
    assert [body["candidate_groups"] for body in played.bodies("user_task_created")] == [["sca"], ["cac"], ["arch"]]
    for nth, opinion in ((2, "c"), (0, "a"), (1, "b")):
        assert played.outcome is None
        played.complete("m", nth, opinion=opinion)
    assert played.variables()["opinions"] == ["a", "b", "c"]
    assert played.path() == ["s", "m", "m", "m", "e"]
    own = [e.body["value"] for e in played.events if e.type == "variable_changed" and e.body["name"] == "dept"]
    assert own == DEPARTMENTS
    assert played.count("timer_cancelled", "b") == 1


@plays("multi-instance, sequential")
def test_sequential_asks_one_after_the_other() -> None:
    played = play(looped(Loop(kind="sequential", **EACH)), departments=DEPARTMENTS)
    for n, opinion in enumerate("abc"):
        assert played.count("user_task_created") == n + 1
        played.complete("m", opinion=opinion)
    assert played.variables()["opinions"] == ["a", "b", "c"]
    assert played.outcome == "completed"


@plays("multi-instance, completion condition")
def test_a_completion_condition_ends_the_others() -> None:
    loop = Loop(kind="parallel", completion_condition="=numberOfCompletedInstances >= 2", **EACH)
    played = play(looped(loop), departments=DEPARTMENTS)
    played.complete("m", 0, opinion="a")
    assert played.outcome is None
    played.complete("m", 2, opinion="c")
    assert played.bodies("element_terminated", "m") == [{"reason": "completion_condition"}]
    assert played.variables()["opinions"] == ["a", None, "c"]
    assert played.outcome == "completed"


def test_an_empty_collection_completes_at_once_and_something_else_is_an_incident() -> None:
    assert play(looped(Loop(kind="parallel", **EACH)), departments=[]).outcome == "completed"
    played = play(looped(Loop(kind="parallel", **EACH)), departments="sca")
    assert played.bodies("incident_created")[0]["code"] == "collection.invalid"


@plays("multi-instance, cardinality")
def test_a_cardinality_counts() -> None:
    played = play(draw([node("s", "startEvent"), node("m", "userTask", loop=Loop(kind="parallel", cardinality="=n"))],
                       chain("s", "m")), n=2)
    assert [body["loop_counter"] for body in played.bodies("user_task_created")] == [1, 2]


def test_an_interrupting_boundary_watches_the_whole() -> None:
    played = play(looped(Loop(kind="parallel", **EACH)), departments=DEPARTMENTS)
    played.complete("m", 0, opinion="a")
    played.apply("timer_triggered", played.key("b", "timer_scheduled"))
    assert played.count("user_task_cancelled", "m") == 2
    assert played.path()[-1] == "f"
    assert played.outcome == "completed"


@plays("standard loop")
def test_a_standard_loop_runs_while_its_condition_holds() -> None:
    loop = Loop(kind="standard", condition="=again", maximum=5)
    played = play(draw([node("s", "startEvent"), node("m", "userTask", loop=loop), node("e", "endEvent")],
                       chain("s", "m", "e")), again=True)
    played.complete("m")
    played.complete("m", again=False)
    assert played.count("user_task_created") == 2
    assert played.outcome == "completed"


def test_a_loop_condition_that_fails_waits_and_goes_on_when_mended() -> None:
    loop = Loop(kind="parallel", completion_condition='=enough', **EACH)
    played = play(looped(loop), departments=DEPARTMENTS[:1], enough="perhaps")
    played.complete("m", opinion="a")
    incident = played.bodies("incident_created")[0]
    played.apply("incident_resolved", incident_key=incident["incident_key"])
    again = played.bodies("incident_created")[1]
    played.apply("variables_corrected", variables={"enough": True})
    played.apply("incident_resolved", incident_key=again["incident_key"])
    assert played.outcome == "completed"


def test_while_a_loop_condition_fails_the_others_end_and_there_is_one_incident() -> None:
    loop = Loop(kind="parallel", completion_condition='=enough', **EACH)
    played = play(looped(loop), departments=DEPARTMENTS[:2], enough="perhaps")
    played.complete("m", 0, opinion="a")
    played.complete("m", 1, opinion="b")
    [incident] = played.bodies("incident_created")
    played.apply("variables_corrected", variables={"enough": False})
    played.apply("incident_resolved", incident_key=incident["incident_key"])
    assert played.outcome == "completed"


def throwing(events: tuple[LoopEvent, ...], **boundary: object) -> Process:
    loop = Loop(kind="parallel", cardinality="=3", events=events)
    return draw(
        [node("s", "startEvent"), node("m", "userTask", loop=loop),
         node("b", "boundaryEvent", attached_to="m", events=event("signal", name="票"), **boundary),
         node("e", "endEvent"), node("f", "endEvent")], [*chain("s", "m", "e"), *chain("b", "f")],
    )


VOTE = EventDefinition(kind="signal", name="票")


@plays("multi-instance behavior None", "multi-instance behavior One")
def test_each_or_the_first_completion_throws_what_the_boundary_catches() -> None:
    for when, heard in (("each", 3), ("first", 1)):
        played = play(throwing((LoopEvent(when=when, event=VOTE),), interrupting=False))  # type: ignore[arg-type]
        for nth in range(3):
            played.complete("m", nth)
        assert played.path().count("b") == heard
        assert played.outcome == "completed"


@plays("multi-instance behavior Complex")
def test_a_condition_says_when_and_an_interrupting_boundary_ends_the_rest() -> None:
    when = LoopEvent(when="each", event=VOTE, condition="=numberOfCompletedInstances = 2")
    played = play(throwing((when,)))
    played.complete("m", 0)
    assert played.path().count("b") == 0
    played.complete("m", 2)
    assert played.path()[-2:] == ["b", "f"]
    assert played.count("element_completed", "m") == 2
    assert played.count("user_task_cancelled", "m") == 1
    assert played.outcome == "completed"
