"""Standing still: suspended cases and paused deadlines."""

from datetime import datetime, timedelta

import pytest

from engine.errors import Conflict
from engine.kernel.specs.deadlines import later
from engine.model import Process
from engine.values import ZONE, to_utc
from tests.engine.kernel.drawing import MONDAY, CalendarDays, chain, draw, event, node, play

DAY = timedelta(days=1)


def timed() -> Process:
    return draw(
        [node("s", "startEvent"), node("u", "userTask", properties={"param": "T19"}),
         node("b", "boundaryEvent", attached_to="u", interrupting=False, events=event("timer", date="=due_at")),
         node("c", "boundaryEvent", attached_to="u", interrupting=False, events=event("timer", duration="P1D")),
         node("e", "endEvent")],
        [*chain("s", "u", "e")],
    )


def test_nothing_moves_in_a_suspended_case_until_it_is_resumed() -> None:
    played = play(timed())
    played.apply("instance_suspended", reason="r")
    timer = played.key("c", "timer_scheduled")
    for type, on in (("user_task_completed", played.key("u")), ("timer_triggered", timer), ("instance_suspended", None)):
        with pytest.raises(Conflict, match=r"process_instance\.suspended"):
            played.apply(type, on, variables={})
    played.apply("comment_added", text="材料补正")
    assert played.apply("instance_resumed") == []
    played.apply("timer_triggered", timer)
    played.complete("u")
    assert played.outcome == "completed"
    with pytest.raises(Conflict):
        played.apply("instance_resumed")


def test_a_condition_that_became_true_meanwhile_counts_when_the_case_is_resumed() -> None:
    process = draw([node("s", "startEvent"), node("c", "intermediateCatchEvent", events=event("conditional", condition="=x"))],
                   chain("s", "c"))
    played = play(process, x=False)
    played.apply("instance_suspended", reason="r")
    played.apply("variables_corrected", variables={"x": True}, reason="r")
    assert played.outcome is None
    played.apply("instance_resumed")
    assert played.outcome == "completed"


def test_a_suspended_case_can_be_terminated() -> None:
    played = play(timed())
    played.apply("instance_suspended", reason="r")
    played.apply("instance_terminated", reason="r")
    assert played.outcome == "terminated"


def test_while_the_clock_is_paused_deadlines_stand_still_and_other_timers_run() -> None:
    played = play(timed())
    deadline = played.bodies("user_task_created")[0]["due_at"]
    played.apply("clock_paused", at=MONDAY + DAY, reason="补正")
    stopped = [e for e in played.events if e.type == "due_date_changed"]
    assert {e.element_id: e.body["due_at"] for e in stopped} == {"u": None, "b": None}
    with pytest.raises(Conflict, match=r"clock\.paused"):
        played.apply("timer_triggered", played.key("b", "timer_scheduled"))
    with pytest.raises(Conflict):
        played.apply("clock_paused", reason="r")
    played.apply("timer_triggered", played.key("c", "timer_scheduled"))
    played.apply("clock_resumed", at=MONDAY + 4 * DAY)
    assert deadline == to_utc(MONDAY + 10 * DAY)
    moved = [e for e in played.events if e.type == "due_date_changed"][2:]
    assert {e.element_id: e.body["due_at"] for e in moved} == dict.fromkeys("ub", to_utc(MONDAY + 13 * DAY))
    with pytest.raises(Conflict):
        played.apply("clock_resumed")


def test_a_new_calendar_keeps_the_pause() -> None:
    played = play(timed())
    played.apply("clock_paused", at=MONDAY + DAY, reason="补正")
    played.apply("clock_resumed", at=MONDAY + 4 * DAY)
    played.calendar = "late"
    played.apply("due_dates_recomputed")
    assert played.bodies("due_date_changed", "u")[-1] == {"due_at": to_utc(MONDAY + 14 * DAY), "provisional": True}


def test_a_pause_without_a_working_day_says_the_old_deadline_again() -> None:
    played = play(timed())
    played.apply("clock_paused", at=MONDAY, reason="r")
    played.apply("clock_resumed", at=MONDAY)
    assert played.bodies("due_date_changed", "u")[-1]["due_at"] == to_utc(MONDAY + 10 * DAY)


class WorkingDays(CalendarDays):
    """Counts to the end of the n-th day after the start."""

    def due(self, parameter: str, start: object, parameters: object, calendar: str | None) -> object:  # type: ignore[override]
        day = start.astimezone(ZONE).date() if isinstance(start, datetime) else start
        end = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(days=1 + parameters[parameter]["value"])  # type: ignore[arg-type, index]
        return type("Due", (), {"at": end, "provisional": False})()


def test_a_deadline_that_ends_with_a_day_moves_by_the_days_that_ended_in_the_pause() -> None:
    midnight = datetime(2027, 2, 1, tzinfo=ZONE)
    for resumed, days in ((MONDAY + timedelta(hours=5), 0), (MONDAY + DAY, 0), (MONDAY + 3 * DAY, 2)):
        assert later(WorkingDays(), midnight, (MONDAY, resumed), "c") == (midnight + days * DAY, False)  # type: ignore[arg-type]


def supplemented() -> Process:
    """A sub-process with a deadline, in which the applicant may be asked for more; the applicant's task has its own."""
    return draw(
        [node("s", "startEvent"), node("sub", "subProcess", properties={"param": "T19"}),
         node("late", "boundaryEvent", attached_to="sub", interrupting=False, events=event("timer", date="=due_at")),
         node("in", "startEvent", parent="sub"), node("read", "userTask", parent="sub"),
         node("ask", "userTask", parent="sub", properties={"clock": "pause", "param": "T19"}),
         node("slow", "boundaryEvent", attached_to="ask", parent="sub", interrupting=False, events=event("timer", date="=due_at")),
         node("again", "userTask", parent="sub"), node("out", "endEvent", parent="sub"), node("e", "endEvent")],
        [*chain("s", "sub", "e"), *chain("in", "read", "ask", "again", "out")],
    )


def test_deadlines_stand_still_while_the_case_is_at_an_element_that_stops_the_clock() -> None:
    played = play(supplemented())
    before = played.bodies("timer_scheduled", "late")[0]["due_at"]
    played.complete("read")
    assert [e.body["due_at"] for e in played.events if e.type == "due_date_changed"] == [None]
    with pytest.raises(Conflict, match=r"clock\.paused"):
        played.apply("timer_triggered", played.key("late", "timer_scheduled"))
    played.apply("timer_triggered", played.key("slow", "timer_scheduled"))
    played.apply("user_task_completed", played.key("ask"), at=MONDAY + 3 * DAY, variables={})
    after = [e.body["due_at"] for e in played.events if e.type == "due_date_changed"][-1]
    assert after > before
    played.apply("timer_triggered", played.key("late", "timer_scheduled"))
    played.complete("again")
    assert played.outcome == "completed"


def test_what_runs_inside_an_element_that_stops_the_clock_has_its_own_deadlines() -> None:
    played = play(draw(
        [node("s", "startEvent"), node("sub", "subProcess", properties={"param": "T19"}),
         node("late", "boundaryEvent", attached_to="sub", interrupting=False, events=event("timer", date="=due_at")),
         node("in", "startEvent", parent="sub"), node("panel", "subProcess", parent="sub", properties={"clock": "pause"}),
         node("begin", "startEvent", parent="panel"), node("reply", "userTask", parent="panel", properties={"param": "T19"}),
         node("slow", "boundaryEvent", attached_to="reply", parent="panel", events=event("timer", date="=due_at")),
         node("told", "endEvent", parent="panel"), node("gone", "endEvent", parent="panel"), node("out", "endEvent", parent="sub"),
         node("e", "endEvent")],
        [*chain("s", "sub", "e"), *chain("in", "panel", "out"), *chain("begin", "reply", "told"), *chain("slow", "gone")],
    ))
    with pytest.raises(Conflict, match=r"clock\.paused"):
        played.apply("timer_triggered", played.key("late", "timer_scheduled"))
    played.apply("timer_triggered", played.key("slow", "timer_scheduled"), at=MONDAY + 10 * DAY)
    assert played.outcome == "completed"


def test_a_pause_by_a_person_outlasts_the_element() -> None:
    played = play(supplemented())
    played.apply("clock_paused", reason="公示")
    played.complete("read")
    played.complete("ask")
    with pytest.raises(Conflict, match=r"clock\.paused"):
        played.apply("timer_triggered", played.key("late", "timer_scheduled"))
    played.apply("clock_resumed")
    played.apply("timer_triggered", played.key("late", "timer_scheduled"))
