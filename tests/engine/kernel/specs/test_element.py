"""Token quantities, data, instantiating elements: what an element needs and gives."""

from engine.model import Process, VariableMapping
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, inside, node, play


@plays("start quantity", "completion quantity")
def test_an_activity_begins_when_enough_tokens_have_come_and_gives_as_many_as_it_says() -> None:
    process = draw(
        [node("s", "startEvent"), node("a", "task", completion_quantity=5), node("u", "userTask", start_quantity=2),
         node("e", "endEvent")], chain("s", "a", "u", "e"),
    )
    played = play(process)
    assert played.path().count("u") == 2
    assert played.count("sequence_flow_taken", "a-u") == 5
    played.complete("u", 0)
    played.complete("u", 1)
    assert played.outcome is None, "the fifth token waits for a sixth"


def test_tokens_of_different_flows_count_together() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("u", "userTask"), node("v", "userTask"),
         node("j", "userTask", start_quantity=2)],
        [*chain("s", "g"), *chain("g", "u", "j"), *chain("g", "v", "j")],
    )
    played = play(process)
    played.complete("u")
    assert "j" not in played.path()
    played.complete("v")
    assert played.path().count("j") == 1
    played.complete("j")
    assert played.outcome == "completed"


@plays("data object", "data association")
def test_data_objects_of_a_sub_process_are_its_own_and_associations_copy() -> None:
    process = draw(
        [node("s", "startEvent"), node("sub", "subProcess", data_objects=("report",)),
         *inside("sub", node("u", "userTask", data_inputs=(VariableMapping(source="=total", target="amount"),),
                             data_outputs=(VariableMapping(source="=upper case(text)", target="report"),)),
                 node("v", "userTask")),
         node("w", "userTask")],
        [*chain("s", "sub", "w"), *chain("u", "v")],
    )
    played = play(process, total=5)
    assert [b["value"] for b in played.bodies("variable_changed", "u") if b["name"] == "amount"] == [5]
    played.complete("u", text="ok")
    assert [b["value"] for b in played.bodies("variable_changed", "sub") if b["name"] == "report"] == [None, "OK"]
    assert played.variables() == {"total": 5, "text": "ok"}


@plays("receive task that begins an instance")
def test_a_receive_task_that_begins_the_case_has_its_message_already() -> None:
    process = draw([node("r", "receiveTask", instantiate=True, events=event("message", name="m")), node("e", "endEvent")],
                   chain("r", "e"))
    played = play(process, start="r", message="m")
    assert played.path() == ["r", "e"]
    assert played.count("message_subscribed") == 0
    assert play(process).bodies("incident_created")[0]["code"] == "process.no_start"


def begun(**more: object) -> Process:
    return draw(
        [node("g", "eventBasedGateway", instantiate=True, **more),
         node("a", "intermediateCatchEvent", events=event("message", name="a")),
         node("b", "intermediateCatchEvent", events=event("message", name="b")), node("x", "task"), node("y", "task")],
        [*chain("g", "a", "x"), *chain("g", "b", "y")],
    )


@plays("event-based gateway that begins an instance")
def test_an_event_behind_a_gateway_begins_the_case_alone() -> None:
    played = play(begun(), start="b", message="b")
    assert played.path() == ["g", "b", "y"]
    assert played.outcome == "completed"


@plays("event-based gateway that begins an instance, parallel")
def test_behind_a_parallel_one_the_others_are_waited_for() -> None:
    played = play(begun(all_events=True), start="b", message="b")
    assert played.bodies("message_subscribed") == [{"name": "a", "correlation_key": ""}]
    played.apply("message_correlated", played.key("a", "message_subscribed"), name="a", variables={})
    assert sorted(played.path()) == ["a", "b", "g", "x", "y"]
    assert played.outcome == "completed"
