"""Histories as steps: one a fact, with what followed and where tokens went."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from engine.events import GENESIS, Event, Recorded
from tests.web.setting import MONDAY
from web.shown import history
from web.shown.history import Names

NAMES = Names(person=lambda name: {"li": "李红"}.get(name, name), groups=lambda groups: "、".join(groups))


def recorded(*events: tuple[str, dict[str, Any]], actor: str = "li") -> list[Recorded]:
    """A stream of these events; a body's `fact` and `minute` belong to the event, `element` is its element."""
    stream = []
    for number, (type, body) in enumerate(events, 1):
        event = Event(
            type=type, at=MONDAY + timedelta(minutes=body.pop("minute", 0)), actor=body.pop("by", actor),
            is_fact=body.pop("fact", False), element_id=body.pop("element", None), element_instance_key=body.pop("key", None),
            body=body,
        )
        stream.append(Recorded(stream="10000000", sequence=number, event=event, digest=GENESIS))
    return stream


def test_consequences_belong_to_their_fact() -> None:
    steps = history.steps(recorded(
        ("process_instance_created", {"fact": True}), ("element_activated", {"element": "start"}),
        ("element_completed", {"element": "start"}), ("sequence_flow_taken", {"element": "flow"}),
        ("user_task_created", {"element": "accept", "key": "10000002", "name": "受理", "candidate_groups": ["data_accept"]}),
        ("user_task_completed", {"fact": True, "key": "10000002", "minute": 5}),
    ), NAMES, "zh")
    assert [(step.number, step.sequence, step.text, step.actor) for step in steps] == [
        (1, 5, "发起办理", "李红"), (2, 6, "办结「受理」", "李红"),
    ]
    assert (steps[0].entered, steps[0].left, steps[0].flows) == (("start",), ("start",), ("flow",))
    assert steps[0].notes == ("交办「受理」（data_accept）",)


def test_files_belong_to_the_step_that_hands_them_in() -> None:
    [step] = history.steps(recorded(
        ("attachment_added", {"fact": True, "name": "a.pdf"}), ("attachment_added", {"fact": True, "name": "b.pdf"}),
        ("user_task_completed", {"fact": True, "key": "10000002"}),
    ), NAMES, "zh")
    assert step.text.startswith("办结")
    assert step.notes == ("材料「a.pdf」", "材料「b.pdf」")


def test_files_of_somebody_else_or_of_another_time_are_steps_of_their_own() -> None:
    steps = history.steps(recorded(
        ("attachment_added", {"fact": True, "name": "a.pdf", "by": "wang"}), ("user_task_completed", {"fact": True, "key": "1"}),
        ("attachment_added", {"fact": True, "name": "b.pdf"}), ("comment_added", {"fact": True, "text": "好", "minute": 1}),
    ), NAMES, "zh")
    assert len(steps) == 4


def test_machines_are_called_what_they_are() -> None:
    steps = history.steps(recorded(
        ("timer_triggered", {"fact": True, "by": "system"}),
        ("job_completed", {"fact": True, "by": "job:archives.check", "key": "9"}),
    ), NAMES, "zh")
    assert [step.actor for step in steps] == ["系统", "系统（自动核查）"]


def test_gates_say_their_outcome_and_reasons() -> None:
    [step] = history.steps(recorded(
        ("user_task_completed", {"fact": True, "key": "1"}),
        ("gate_evaluated", {"gate": "G29", "outcome": "blocked", "reasons": [{"zh": "报告未确认", "en": "not confirmed"}, "其他"]}),
    ), NAMES, "en")
    assert step.notes == ("Gate G29: Blocked not confirmed；其他",)


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({"gate": "G30", "reason_zh": "密评不合格", "reason_en": "assessment failed"}, "密评不合格", "assessment failed"),
        ({"item": "密评结论", "verdict": "不通过", "problem": "不符合"}, "密评结论：不符合", "密评结论：不符合"),
        ({"item": "密评结论", "verdict": "存疑"}, "密评结论", "密评结论"),
        ({"zh": "已暂停", "en": "suspended"}, "已暂停", "suspended"),
        ("逾期", "逾期", "逾期"),
    ],
)
def test_a_gate_says_its_reason_whatever_gave_it(given: object, zh: str, en: str) -> None:
    assert (history.reason(given, "zh"), history.reason(given, "en")) == (zh, en)
