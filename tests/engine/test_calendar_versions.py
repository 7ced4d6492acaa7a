"""Calendars in the history: kept in their order, and open cases counted again by the one in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from engine import audit, calendar_versions, deployment, job, process_instance
from engine.deployment import SourceFile
from engine.house import SYSTEM, House
from engine.values import from_utc
from tests.engine.scenario.drawing import bpmn, chain, end, node, process, start
from tests.engine.setting import MONDAY, CalendarDays, Due

PROPERTY = '<zeebe:properties><zeebe:property name="param" value="T05"/></zeebe:properties>'
DATE = '<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=due_at</bpmn:timeDate></bpmn:timerEventDefinition>'
WAITING = bpmn(process(
    "p", start(), node("intermediateCatchEvent", "wait", DATE, extra=PROPERTY), end(), chain("start", "wait", "end")
))


class Two(CalendarDays):
    """By the second calendar everything is due a day later."""

    version = "calendar-1"

    def current(self) -> str:
        return self.version

    def due(self, parameter: str, start: date | datetime, parameters: Any, calendar: str) -> Due:
        due = super().due(parameter, start, parameters, calendar)
        return Due(due.at + timedelta(days=calendar == "calendar-2"))


def test_contents_come_back_in_their_order(build: Callable[..., House]) -> None:
    house = build()
    for year, content in ((None, "2026-01-01,holiday,元旦\n"), (2027, "2027-01-01,holiday,元旦\n")):
        with house.transaction() as tx:
            calendar_versions.record(tx, content, year=year, actor=SYSTEM, at=MONDAY)
    with house.reading() as tx:
        assert calendar_versions.contents(tx) == ["2026-01-01,holiday,元旦\n", "2027-01-01,holiday,元旦\n"]
        assert audit.verify(tx, "calendar") == []


def test_open_cases_are_counted_again_and_closed_ones_are_not(build: Callable[..., House]) -> None:
    calendars = Two()
    house = replace(build(), calendars=calendars)
    files = [SourceFile(name="p.bpmn", content=WAITING)]
    house.perform(lambda tx: deployment.deploy(tx, files, actor=SYSTEM, at=MONDAY, profile="bpmn"))
    first, second = (
        house.perform(lambda tx: process_instance.start(tx, "p", variables={}, actor=SYSTEM, at=MONDAY)) for _ in range(2)
    )
    house.perform(lambda tx: process_instance.terminate(tx, second, "mistake", SYSTEM, MONDAY))
    assert due(house) == [MONDAY + timedelta(days=5)]
    calendars.version = "calendar-2"
    assert calendar_versions.count_again(house, actor=SYSTEM, at=MONDAY + timedelta(days=1)) == 1
    assert due(house) == [MONDAY + timedelta(days=6)]
    with house.reading() as tx:
        assert audit.replay(tx, first) == []


def due(house: House) -> list[datetime]:
    with house.reading() as tx:
        return [from_utc(row["due_at"]) for row in job.waiting(tx)]
