"""Large cases: long loops, long chains, wide reviews, many forks one after the other."""

from __future__ import annotations

from engine.model import Loop
from engine.values import loads
from tests.engine.kernel.drawing import INSTANCE, Play, chain, draw, node, play

ROUNDS = 2_000
CHAIN = 500
VOTERS = 1_000
DIAMONDS = 12


def offered(played: Play, since: int = 0) -> list[str]:
    """Keys of the user tasks that were created since then."""
    return [str(one.element_instance_key) for one in played.events[since:] if one.type == "user_task_created"]


def answer(played: Play, key: str, **variables: object) -> list[str]:
    """Complete a task; the keys of the tasks that follow."""
    before = len(played.events)
    played.apply("user_task_completed", key, variables=variables)
    return offered(played, before)


def test_two_thousand_rounds_of_review_leave_the_state_as_small_as_the_first() -> None:
    played = play(draw(
        [node("s", "startEvent"), node("u", "userTask"), node("g", "exclusiveGateway", default_flow="g-e"),
         node("e", "endEvent")],
        [*chain("s", "u", "g", "e"), ("again", "g", "u", "=again")],
    ))
    [key] = offered(played)
    sizes = []
    for _ in range(ROUNDS):
        [key] = answer(played, key, again=True)
        sizes.append(len(played.kernel.state))
    assert max(sizes) - sizes[0] < 40, "only counters grow"
    assert played.path().count("u") == ROUNDS + 1
    assert answer(played, key, again=False) == []
    assert played.outcome == "completed"


def test_a_chain_of_five_hundred_tasks_is_played_to_its_end() -> None:
    ids = [f"u{number}" for number in range(CHAIN)]
    played = play(draw(
        [node("s", "startEvent"), *[node(id, "userTask") for id in ids], node("e", "endEvent")], chain("s", *ids, "e"),
    ))
    ahead = offered(played)
    while ahead:
        ahead = answer(played, *ahead)
    assert played.path() == ["s", *ids, "e"]
    assert played.outcome == "completed"


def test_a_joint_review_by_a_thousand_people_hears_every_one() -> None:
    loop = Loop(kind="parallel", cardinality=f"={VOTERS}", output_collection="votes", output_element="=vote")
    played = play(draw(
        [node("s", "startEvent"), node("u", "userTask", loop=loop), node("e", "endEvent")], chain("s", "u", "e"),
    ))
    voters = offered(played)
    for number, key in enumerate(voters[:5]):
        answer(played, key, vote=number)
    assert played.outcome is None
    for number, key in enumerate(voters[5:], start=5):
        # By one kernel that lives on: restoring it is what the first votes were for.
        played.events += played.kernel.apply(played.fact("user_task_completed", key, variables={"vote": number}))
    assert played.outcome == "completed"
    assert loads(played.kernel.snapshot().scopes[INSTANCE])["votes"] == list(range(VOTERS))


def test_twelve_forks_and_joins_in_series_are_played() -> None:
    nodes, flows, last = [node("s", "startEvent")], [], "s"
    for number in range(DIAMONDS):
        split, join = f"f{number}", f"j{number}"
        sides = [f"a{number}", f"b{number}"]
        nodes += [node(split, "parallelGateway"), *[node(side, "userTask") for side in sides], node(join, "parallelGateway")]
        flows += [*chain(last, split), *[flow for side in sides for flow in chain(split, side, join)]]
        last = join
    played = play(draw([*nodes, node("e", "endEvent")], [*flows, *chain(last, "e")]))
    for _ in range(DIAMONDS):
        left, right = offered(played)[-2:]
        assert answer(played, right) == []
        answer(played, left)
    assert played.outcome == "completed"
    assert len(offered(played)) == 2 * DIAMONDS
