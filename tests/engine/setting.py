"""A house for tests: a migrated database, plain calendar, diagrams written as a few lines and deployed without rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from engine import diagram, keys
from engine.definitions import Pins
from engine.events import fact
from engine.handler import Handler, Job, Result
from engine.house import Actor, Database, House, Tx
from engine.store import history
from engine.store.queries import definition
from engine.values import ZONE, dumps

MONDAY = datetime(2027, 1, 4, 9, tzinfo=ZONE)
ANN = Actor("ann", frozenset({"reviewer"}))
BOB = Actor("bob", frozenset({"reviewer"}))
EVE = Actor("eve", frozenset({"clerk"}))
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Due:
    """A due instant."""

    at: datetime
    provisional: bool = False


class CalendarDays:
    """Counts every day as a working day."""

    def current(self) -> str:
        """One calendar for ever."""
        return "calendar-1"

    def due(self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str) -> Due:
        """So many days later, at the same time of day."""
        if not isinstance(start, datetime):
            start = datetime.combine(start, datetime.min.time(), ZONE)
        return Due(start + timedelta(days=int(parameters[parameter]["value"])))


@dataclass(frozen=True)
class DocumentKind:
    """How documents are numbered."""

    organ: str = "data_bureau"
    prefix: str = "淮数审"


def house(url: str, **more: Any) -> House:
    """A house on an empty database, or on one that is `migrated` already; `more` are fields of House."""
    database = Database.open(url, extra_metadata=more.pop("extra_metadata", ()))
    if not more.pop("migrated", False):
        database.migrate()
    given = {
        "parameters": lambda day: ("2027-1", {"T05": {"value": 5, "unit": "days"}}),
        "documents": {"D-22": DocumentKind()},
    }
    return House(database=database, calendars=CalendarDays(), **{**given, **more})


def check(type: str, run: Callable[[Job], Result]) -> dict[str, Handler]:
    """One handler, as `House.handlers` wants it."""
    return {type: Handler(type=type, run=run, clauses=(), reads=(), pure=True, title="检查")}


def bpmn(process_id: str, *parts: str, before: str = "", properties: str = "") -> bytes:
    """A BPMN file with one process made of `parts`; `before` stands in front of it (messages, errors)."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://bpmn.io/schema/bpmn"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{before}
<bpmn:process id="{process_id}" name="{process_id}" isExecutable="true">{properties}
{"".join(parts)}</bpmn:process></bpmn:definitions>""".encode()


def flow(source: str, target: str, condition: str = "") -> str:
    """A sequence flow `source_target`."""
    inner = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
    return (
        f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
        f'{inner if condition else ""}</bpmn:sequenceFlow>'
    )


def user_task(id: str, groups: str = "reviewer", extra: str = "") -> str:
    """A user task for a candidate group."""
    return (
        f'<bpmn:userTask id="{id}" name="{id}"><bpmn:extensionElements><zeebe:userTask/>'
        f'<zeebe:assignmentDefinition candidateGroups="{groups}"/>{extra}</bpmn:extensionElements></bpmn:userTask>'
    )


def service_task(id: str, type: str = "office.check", retries: str = "3", extra: str = "") -> str:
    """A service task with a job type."""
    return (
        f'<bpmn:serviceTask id="{id}" name="{id}"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="{type}" retries="{retries}"/>{extra}'
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )


def message(name: str, key: str = "=no") -> str:
    """A message declaration with the id `message_NAME`."""
    return (
        f'<bpmn:message id="message_{name}" name="{name}"><bpmn:extensionElements>'
        f'<zeebe:subscription correlationKey="{key}"/></bpmn:extensionElements></bpmn:message>'
    )


START, END = '<bpmn:startEvent id="start"/>', '<bpmn:endEvent id="end"/>'

#: start - review (one hour later: remind, beside it) - end
REVIEW = bpmn(
    "review", START, user_task("read"), END, flow("start", "read"), flow("read", "end"),
    '<bpmn:boundaryEvent id="late" attachedToRef="read" cancelActivity="false"><bpmn:timerEventDefinition>'
    '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>'
    "</bpmn:boundaryEvent>",
    '<bpmn:task id="remind"/><bpmn:endEvent id="reminded"/>', flow("late", "remind"), flow("remind", "reminded"),
)
#: start - check (a job) - end
CHECK = bpmn("check", START, service_task("look"), END, flow("start", "look"), flow("look", "end"))
#: start - again (a user task) - back to it while `more`
LOOP = bpmn(
    "loop", START, '<bpmn:exclusiveGateway id="merge"/>', user_task("again"),
    '<bpmn:exclusiveGateway id="split" default="split_end"/>', END, flow("start", "merge"), flow("merge", "again"),
    flow("again", "split"), flow("split", "merge", "=more = true"), flow("split", "end"),
)


def deploy(
    tx: Tx, content: bytes, *, reads: tuple[str, ...] = (), messages: tuple[tuple[str, str], ...] = (),
    signals: tuple[tuple[str, str], ...] = (),
) -> Pins:
    """Deploy the processes of one file; `messages` and `signals` are its starts by them (element id, name)."""
    drawn = diagram.read(content, "test.bpmn")
    definition.put_content(tx, drawn.digest, "bpmn", content)
    definitions = []
    for process_id, process in drawn.processes.items():
        pins = Pins(process_id=process_id, processes=dict.fromkeys(drawn.processes, drawn.digest), reads=reads, roles=tuple(sorted(tx.house.roles)))
        definition.put_pins(tx, pins.digest, dumps(pins.body()))
        newest = definition.newest(tx, process_id)
        definitions.append({
            "process_id": process_id, "version": newest["version"] + 1 if newest else 1, "digest": drawn.digest,
            "pins": pins.digest, "name": process.name, "source": "test.bpmn",
            "messages": [{"element_id": element, "name": name} for element, name in messages],
            "signals": [{"element_id": element, "name": name} for element, name in signals],
        })
    body = {"key": keys.instance_key(history.head(tx, "deployment")[0] + 900), "definitions": definitions}
    history.record(tx, "deployment", fact("deployment_created", MONDAY, "owner", body))
    return pins


@dataclass
class Clock:
    """The time as tests set it."""

    now: datetime = field(default=MONDAY)

    def __call__(self) -> datetime:
        """The time now."""
        return self.now
