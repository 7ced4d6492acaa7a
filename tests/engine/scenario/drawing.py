"""Processes drawn in a few lines, and played in a house of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.deployment import SourceFile
from engine.scenario import Ending, Played, Script, parse, play
from engine.values import ZONE
from tests.engine import setting

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions id="definitions" targetNamespace="http://example.org"'
    ' xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def bpmn(*processes: str, before: str = "") -> bytes:
    """A BPMN file; `before` stands in front of the processes (messages, errors)."""
    return f"{HEAD}{before}{''.join(processes)}</bpmn:definitions>".encode()


def process(id: str, *parts: str) -> str:
    """A process of elements and flows."""
    return f'<bpmn:process id="{id}" isExecutable="true">{"".join(parts)}</bpmn:process>'


def chain(*ids: str) -> str:
    """Sequence flows along the ids, named `source-target`."""
    return "".join(flow(source, target) for source, target in zip(ids, ids[1:], strict=False))


def flow(source: str, target: str, condition: str | None = None) -> str:
    """One sequence flow; `condition` is FEEL without `=`."""
    inner = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">={condition}</bpmn:conditionExpression>'
    return (
        f'<bpmn:sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">'
        f"{inner if condition else ''}</bpmn:sequenceFlow>"
    )


def node(kind: str, id: str, *inner: str, extra: str = "", **attributes: str) -> str:
    """An element; `extra` is what its extensionElements hold."""
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    extension = f"<bpmn:extensionElements>{extra}</bpmn:extensionElements>" if extra else ""
    return f'<bpmn:{kind} id="{id}"{written}>{extension}{"".join(inner)}</bpmn:{kind}>'


def start(id: str = "start", *inner: str) -> str:
    """A start event."""
    return node("startEvent", id, *inner)


def end(id: str = "end", *inner: str) -> str:
    """An end event."""
    return node("endEvent", id, *inner)


def user(id: str, *inner: str) -> str:
    """A user task."""
    return node("userTask", id, *inner, extra="<zeebe:userTask/>")


def service(id: str, type: str = "check.it", retries: int = 2) -> str:
    """A service task."""
    return node("serviceTask", id, extra=f'<zeebe:taskDefinition type="{type}" retries="{retries}"/>')


def timer(duration: str | None = None, *, cycle: str | None = None) -> str:
    """A timer event definition."""
    name, value = ("timeCycle", cycle) if cycle else ("timeDuration", duration)
    return (
        f'<bpmn:timerEventDefinition><bpmn:{name} xsi:type="bpmn:tFormalExpression">{value}</bpmn:{name}>'
        "</bpmn:timerEventDefinition>"
    )


def message(id: str, name: str, key: str | None = None) -> str:
    """A message element; `key` is FEEL without `=`."""
    subscription = f'<zeebe:subscription correlationKey="={key}"/>' if key else ""
    return node("message", id, extra=subscription, name=name)


def by_message(id: str) -> str:
    """A message event definition."""
    return f'<bpmn:messageEventDefinition messageRef="{id}"/>'


def mapping(*rows: tuple[str, str, str]) -> str:
    """An ioMapping: rows (`input` or `output`, FEEL source, target)."""
    return "<zeebe:ioMapping>" + "".join(
        f'<zeebe:{kind} source="={source}" target="{target}"/>' for kind, source, target in rows
    ) + "</zeebe:ioMapping>"


def run(
    *contents: bytes, answers: Mapping[str, Any] | None = None, handlers: Mapping[str, Any] | None = None,
    script_handlers: bool = False, **script: Any,
) -> Played:
    """Play BPMN files in an empty house with these handlers; they run with `script_handlers`."""
    house = setting.house("sqlite:///:memory:", handlers=handlers or {})
    files = [SourceFile(name=f"{number}.bpmn", content=content) for number, content in enumerate(contents)]
    played = play(house, files, Script(answers=parse(answers or {}), handlers=script_handlers, **script))
    house.database.close()
    return played


def only(played: Played) -> Ending:
    """The one instance of a play."""
    (ending,) = played.endings
    return ending


def path(played: Played) -> list[str]:
    """The elements that were reached, without processes."""
    activated = [one.event for one in played.events if one.event.type == "element_activated"]
    return [str(event.element_id) for event in activated if event.body["kind"] != "process"]


def times(played: Played, type: str) -> list[str]:
    """When the events of a type happened, as local `MM-DD HH:MM`."""
    at = [one.event.at.astimezone(ZONE) for one in played.events if one.event.type == type]
    return [one.strftime("%m-%d %H:%M") for one in at]


def types(played: Played, element_id: str) -> Sequence[str]:
    """The types of an element's events."""
    return [one.event.type for one in played.events if one.event.element_id == element_id]
