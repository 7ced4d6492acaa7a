"""Many people, one moment: one winner where there is one thing to win, and no loser where everybody has a thing of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from engine import keys, process_instance, user_task
from engine.errors import Conflict
from engine.house import SYSTEM
from tests.torture.counts import counted, done
from tests.torture.rig import faults
from tests.torture.rig.checker import broken
from tests.torture.rig.cluster import Cluster, now
from tests.torture.rig.person import Sheet


def at_once(deeds: Sequence[Callable[[], int]]) -> list[int]:
    """Do everything at one moment; what each came to, in their order."""
    barrier = Barrier(len(deeds))

    def do(deed: Callable[[], int]) -> int:
        barrier.wait(timeout=60)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def hand_in(cluster: Cluster, number: int, task: str, **how: object) -> Callable[[], int]:
    """Person `number` has the form open, and hands it in when called; the status."""
    person = cluster.people[number % len(cluster.people)]
    sheet = person.open(task)
    assert sheet is not None
    return lambda: person.hand_in(sheet, **how).status  # type: ignore[arg-type]


@counted("races for one task")
def test_one_of_many_wins_a_task_and_the_others_are_told(cluster: Cluster, count: int) -> None:
    cases = [cluster.begin("one") for _ in range(count)]
    for case in cases:
        [task] = cluster.tasks(case)
        came = at_once([hand_in(cluster, number, task["key"]) for number in range(len(cluster.people))])
        assert Counter(came) == {302: 1, 409: len(cluster.people) - 1}
    assert broken(cluster.house, cluster.record, cases) == []
    assert cluster.finished(cases)
    done("races for one task", count)


@counted("races of the last votes")
def test_everybody_votes_at_the_same_moment_and_nobody_is_refused(cluster: Cluster, count: int) -> None:
    voters = [person.name for person in cluster.people]
    cases = [cluster.begin("vote", voters=voters) for _ in range(count)]
    for case in cases:
        votes = cluster.tasks(case)
        came = at_once([hand_in(cluster, number, vote["key"]) for number, vote in enumerate(votes)])
        assert came == [302] * len(voters)
        assert [task["element_id"] for task in cluster.tasks(case)] == ["after"]
    assert broken(cluster.house, cluster.record, cases) == []
    done("races of the last votes", count)


@counted("votes at one moment in one case")
def test_a_large_countersignature_is_voted_at_one_moment(cluster: Cluster, count: int) -> None:
    case = cluster.begin("vote", voters=list(range(count)))
    votes = cluster.tasks(case)
    came = at_once([hand_in(cluster, number, vote["key"]) for number, vote in enumerate(votes)])
    assert came == [302] * count
    assert [task["element_id"] for task in cluster.tasks(case)] == ["after"]
    assert broken(cluster.house, cluster.record, [case]) == []
    done("votes at one moment in one case", count)


@counted("races into a join")
def test_both_branches_of_a_join_end_at_the_same_moment(cluster: Cluster, count: int) -> None:
    cases = [cluster.begin("join") for _ in range(count)]
    for case in cases:
        came = at_once([hand_in(cluster, number, task["key"]) for number, task in enumerate(cluster.tasks(case))])
        assert came == [302, 302]
        assert [task["element_id"] for task in cluster.tasks(case)] == ["then"]
    assert broken(cluster.house, cluster.record, cases) == []
    done("races into a join", count)


@counted("races of the same request")
def test_a_request_that_is_sent_twice_at_once_has_one_effect(cluster: Cluster, count: int) -> None:
    cases = [cluster.begin("one") for _ in range(count)]
    person = cluster.people[0]
    for case in cases:
        sheet = person.open(cluster.tasks(case)[0]["key"])
        assert sheet is not None
        said = cluster.record.unique()
        assert at_once([lambda sheet=sheet, said=said: sent(cluster, sheet, said)] * 2) == [302, 302]
    assert broken(cluster.house, cluster.record, cases) == []
    assert cluster.finished(cases)
    done("races of the same request", count)


def sent(cluster: Cluster, sheet: Sheet, said: str) -> int:
    """The same form with the same hidden key."""
    return cluster.people[0].hand_in(sheet, said=said).status


@counted("lost answers, sent again")
def test_whoever_got_no_answer_sends_again_and_gets_it(cluster: Cluster, count: int) -> None:
    cases = [cluster.begin("one") for _ in range(count)]
    for number, case in enumerate(cases):
        person = cluster.people[number % len(cluster.people)]
        key = {"Idempotency-Key": f"torture-{case}"} if number % 2 else {}
        answer = person.complete(cluster.tasks(case)[0]["key"], headers={faults.LOSE: "1", **key})
        assert answer is not None and answer.status == 302, answer
    mine = [one for one in cluster.record.requests() if keys.instance_of(one.task) in cases]
    assert [[status for status, _ in one.answers] for one in mine] == [[502, 302]] * count
    assert broken(cluster.house, cluster.record, cases) == []
    done("lost answers, sent again", count)


@counted("races of cancel against complete")
def test_a_case_is_cancelled_or_its_task_completed(cluster: Cluster, count: int) -> None:
    cases = [cluster.begin("join") for _ in range(count)]
    for case in cases:
        task = cluster.tasks(case)[0]["key"]
        came = at_once([hand_in(cluster, 0, task), lambda case=case: cancel(cluster, case)])
        assert came in ([302, 200], [409, 200])
    assert set(cluster.states(cases).values()) == {"terminated"}
    assert broken(cluster.house, cluster.record, cases) == []
    done("races of cancel against complete", count)


def cancel(cluster: Cluster, case: str) -> int:
    """End a case from outside; the status that a page would have."""
    cluster.house.perform(lambda tx: process_instance.terminate(tx, case, "withdrawn", SYSTEM, now()))
    return 200


@counted("races of reassign against complete")
def test_a_task_is_handed_on_or_completed(cluster: Cluster, count: int) -> None:
    cases = [cluster.begin("one") for _ in range(count)]
    for case in cases:
        task = cluster.tasks(case)[0]["key"]
        came = at_once([hand_in(cluster, 0, task), lambda task=task: reassign(cluster, task)])
        assert sorted(came) in ([302, 409], [200, 409]), came
    assert broken(cluster.house, cluster.record, cases) == []
    done("races of reassign against complete", count)


def reassign(cluster: Cluster, task: str) -> int:
    """Hand a task to somebody else; the status that a page would have."""
    try:
        cluster.house.perform(lambda tx: user_task.assign(tx, task, cluster.people[1].name, actor=SYSTEM, at=now()))
    except Conflict as conflict:
        return conflict.status
    return 200
