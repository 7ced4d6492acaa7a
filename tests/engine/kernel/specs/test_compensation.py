"""Compensation: what was completed is undone, the last first."""

from engine.model import EventDefinition, Loop, Node
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import Play, chain, draw, event, inside, node, play


def undoable(name: str, **more: object) -> list[Node]:
    """An activity `name`, its compensation boundary `name_b` and the task `name_undo` that undoes it."""
    return [
        node(name, "userTask", **more),
        node(f"{name}_b", "boundaryEvent", attached_to=name, events=event("compensate"), undone_by=f"{name}_undo"),
        node(f"{name}_undo", "userTask", for_compensation=True),
    ]


def open_of(played: Play) -> list[str]:
    """Elements of the user tasks that are open."""
    created = [e for e in played.events if e.type == "user_task_created"]
    over = {e.element_instance_key for e in played.events if e.type in ("user_task_completed", "user_task_cancelled")}
    return [str(e.element_id) for e in created if e.element_instance_key not in over]


def undo(*order: str, played: Play) -> None:
    """Complete the undoing tasks, which are offered one at a time in this order."""
    for name in order:
        assert open_of(played) == [name]
        played.complete(name)


@plays("compensation end event", "compensation boundary event", "compensation activity")
def test_everything_that_was_completed_is_undone_the_last_first() -> None:
    process = draw([node("s", "startEvent"), *undoable("a"), *undoable("b"), *undoable("c"),
                    node("x", "endEvent", events=event("compensate"))], chain("s", "a", "b", "x"))
    played = play(process)
    played.complete("a")
    played.complete("b")
    undo("b_undo", "a_undo", played=played)
    assert played.path() == ["s", "a", "b", "x", "b_b", "b_undo", "a_b", "a_undo"]
    assert played.outcome == "completed"


@plays("compensation throw event")
def test_one_activity_is_undone_and_the_throw_waits_for_it() -> None:
    process = draw([node("s", "startEvent"), *undoable("a"), *undoable("b"),
                    node("t", "intermediateThrowEvent", events=event("compensate", name="a")),
                    node("x", "endEvent", events=event("compensate"))], chain("s", "a", "b", "t", "x"))
    played = play(process)
    played.complete("a")
    played.complete("b")
    undo("a_undo", "b_undo", played=played)
    assert played.outcome == "completed"


def test_nothing_is_undone_twice_nor_before_it_was_completed() -> None:
    process = draw([node("s", "startEvent"), *undoable("a"), node("t", "intermediateThrowEvent", events=event("compensate")),
                    node("x", "endEvent", events=event("compensate"))], chain("s", "t", "a", "x"))
    played = play(process)
    played.complete("a")
    undo("a_undo", played=played)
    assert played.outcome == "completed"


def test_a_throw_that_does_not_wait_goes_on() -> None:
    events = (EventDefinition(kind="compensate", wait_for_completion=False),)
    process = draw([node("s", "startEvent"), *undoable("a"), node("t", "intermediateThrowEvent", events=events),
                    node("u", "userTask")], chain("s", "a", "t", "u"))
    played = play(process, kept=1)
    played.complete("a")
    assert sorted(open_of(played)) == ["a_undo", "u"]
    played.complete("a_undo", kept=2)
    assert played.variables()["kept"] == 2
    played.complete("u")
    assert played.outcome == "completed"


def test_a_completed_sub_process_is_undone_by_undoing_what_is_inside_with_its_data() -> None:
    process = draw(
        [node("s", "startEvent"), node("sub", "subProcess", data_objects=("inner",)),
         *inside("sub", node("is", "startEvent"), *undoable("a"), *undoable("b")), node("u", "userTask"),
         node("x", "endEvent", events=event("compensate", name="sub"))],
        [*chain("s", "sub", "u", "x"), *chain("is", "a", "b")],
    )
    played = play(process)
    played.complete("a", inner=7)
    played.complete("b")
    played.complete("u")
    undo("b_undo", "a_undo", played=played)
    kept = [body for body in played.bodies("variable_changed") if body["name"] == "inner"]
    assert [body["value"] for body in kept] == [None, 7, 7]
    assert len({body["scope"] for body in kept}) == 2
    assert played.outcome == "completed"


@plays("compensation event sub-process")
def test_a_compensation_event_sub_process_undoes_its_sub_process() -> None:
    process = draw(
        [node("s", "startEvent"), node("sub", "subProcess"),
         *inside("sub", node("is", "startEvent"), *undoable("a"), node("es", "subProcess", triggered_by_event=True)),
         *inside("es", node("ess", "startEvent", events=event("compensate")), node("note", "userTask"),
                 node("ex", "endEvent", events=event("compensate"))),
         node("x", "endEvent", events=event("compensate"))],
        [*chain("s", "sub", "x"), *chain("is", "a"), *chain("ess", "note", "ex")],
    )
    played = play(process)
    played.complete("a")
    undo("note", "a_undo", played=played)
    assert played.outcome == "completed"


def test_each_iteration_is_undone_with_its_own_item() -> None:
    loop = Loop(kind="sequential", input_collection="=[1, 2]", input_element="item")
    process = draw([node("s", "startEvent"), *undoable("a", loop=loop), node("x", "endEvent", events=event("compensate"))],
                   chain("s", "a", "x"))
    played = play(process)
    played.complete("a")
    played.complete("a")
    items = []
    for _ in range(2):
        assert open_of(played) == ["a_undo"]
        items += [body["value"] for body in played.bodies("variable_changed") if body["name"] == "item"][-1:]
        played.complete("a_undo")
    assert items == [2, 1]
    assert played.outcome == "completed"


def test_a_called_process_is_undone_by_its_caller() -> None:
    called = draw([node("cs", "startEvent"), *undoable("a")], chain("cs", "a"), "q")
    process = draw([node("s", "startEvent"), node("call", "callActivity", called_process="q"),
                    node("x", "endEvent", events=event("compensate"))], chain("s", "call", "x"))
    played = play(process, called)
    played.complete("a")
    undo("a_undo", played=played)
    assert played.outcome == "completed"


def transaction(*more: Node) -> list[Node]:
    return [node("s", "startEvent"), node("tx", "transaction"),
            node("cb", "boundaryEvent", attached_to="tx", events=event("cancel")),
            *inside("tx", node("is", "startEvent"), node("g", "parallelGateway"), *undoable("a"), node("u", "userTask"),
                    node("w", "userTask"), node("cancel", "endEvent", events=event("cancel"))),
            node("e", "endEvent"), node("f", "endEvent"), *more]


TRANSACTION_FLOWS = [*chain("s", "tx", "e"), *chain("cb", "f"), *chain("is", "g"), *chain("g", "a", "u", "cancel"),
                     *chain("g", "w")]


@plays("transaction", "cancel end event", "cancel boundary event")
def test_a_cancelled_transaction_ends_what_runs_undoes_what_was_done_and_leaves_by_its_boundary() -> None:
    played = play(draw(transaction(), TRANSACTION_FLOWS))
    played.complete("a")
    played.complete("u")
    assert played.bodies("element_terminated", "w") == [{"reason": "cancelled"}]
    undo("a_undo", played=played)
    assert played.path()[-2:] == ["cb", "f"]
    assert played.count("element_completed", "cancel") == 1
    assert played.count("element_terminated", "tx") == 1
    assert played.outcome == "completed"


@plays("transaction")
def test_a_transaction_that_is_not_cancelled_is_a_sub_process() -> None:
    process = draw([node("s", "startEvent"), node("tx", "transaction"), *inside("tx", node("is", "startEvent"),
                   node("a", "userTask")), node("e", "endEvent")], [*chain("s", "tx", "e"), *chain("is", "a")])
    played = play(process)
    played.complete("a")
    assert played.path()[-1] == "e"
    assert played.outcome == "completed"


def test_a_cancel_that_nothing_catches_is_an_incident_after_the_undoing() -> None:
    nodes = [one for one in transaction() if one.id != "cb"]
    played = play(draw(nodes, [flow for flow in TRANSACTION_FLOWS if flow[1] != "cb"]))
    played.complete("a")
    played.complete("u")
    undo("a_undo", played=played)
    assert played.bodies("incident_created")[0]["code"] == "cancel.uncaught"
