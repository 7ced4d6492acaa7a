"""Event definitions with their messages, signals, errors and escalations resolved."""

from __future__ import annotations

from collections.abc import Mapping

from engine.diagram.document import Element, child, flag, kind, reference, text
from engine.diagram.zeebe import correlation_key
from engine.model import EventDefinition, EventKind

#: BPMN local name -> the model's word
KINDS: dict[str, EventKind] = {
    "messageEventDefinition": "message",
    "timerEventDefinition": "timer",
    "errorEventDefinition": "error",
    "escalationEventDefinition": "escalation",
    "signalEventDefinition": "signal",
    "conditionalEventDefinition": "conditional",
    "linkEventDefinition": "link",
    "terminateEventDefinition": "terminate",
    "cancelEventDefinition": "cancel",
    "compensateEventDefinition": "compensate",
}
#: What an event refers to: attribute of the definition, kind of the root element, its attribute that counts.
REFERENCES: dict[EventKind, tuple[str, str, str]] = {
    "message": ("messageRef", "message", "name"),
    "signal": ("signalRef", "signal", "name"),
    "error": ("errorRef", "error", "errorCode"),
    "escalation": ("escalationRef", "escalation", "escalationCode"),
}


def definitions(event: Element, elements: Mapping[str, Element]) -> tuple[EventDefinition, ...]:
    """What an event waits for or throws, in document order; an event without a definition is of kind `none`.

    `elements` are the file's elements by id: definitions drawn elsewhere (`eventDefinitionRef`) count as drawn here.
    """
    found = []
    for part in event:
        if kind(part) == "eventDefinitionRef":
            part = elements.get(reference(text(part)) or "", part)
        if kind(part) in KINDS:
            found.append(definition_of(part, elements))
    return tuple(found) or (EventDefinition(kind="none"),)


def message(task: Element, elements: Mapping[str, Element]) -> tuple[EventDefinition, ...]:
    """The message of a receive or send task, or nothing."""
    if task.get("messageRef") is None:
        return ()
    return (_referring(task, "message", elements),)


def definition_of(part: Element, elements: Mapping[str, Element]) -> EventDefinition:
    """What one event definition element says. Raises KeyError for any other element."""
    of = KINDS[kind(part)]
    if of in REFERENCES:
        return _referring(part, of, elements)
    if of == "timer":
        date, duration, cycle = (text(child(part, name)) for name in ("timeDate", "timeDuration", "timeCycle"))
        return EventDefinition(kind=of, date=date, duration=duration, cycle=cycle)
    if of == "conditional":
        return EventDefinition(kind=of, condition=text(child(part, "condition")))
    if of == "compensate":
        waits = flag(part, "waitForCompletion", default=True)
        return EventDefinition(kind=of, name=reference(part.get("activityRef")), wait_for_completion=waits)
    return EventDefinition(kind=of, name=_link(part, elements) if of == "link" else None)


def _link(part: Element, elements: Mapping[str, Element]) -> str | None:
    """What the two halves of a link have in common: their name, or the id of the half that is jumped to when the file
    joins them by `source` and `target` (10.5.5) and names mean nothing."""
    referred = elements.get(reference(text(child(part, "target"))) or "")
    target = part if referred is None or kind(referred) != "linkEventDefinition" else referred
    return target.get("name") if child(target, "source") is None else target.get("id") or target.get("name")


def _referring(part: Element, of: EventKind, elements: Mapping[str, Element]) -> EventDefinition:
    attribute, wanted, naming = REFERENCES[of]
    target = elements.get(reference(part.get(attribute)) or "")
    if target is None or kind(target) != wanted:
        return EventDefinition(kind=of)
    # What has no code or name of its own is told apart by its id: a reference to it never means "any".
    name = target.get(naming) or target.get("name") or target.get("id")
    return EventDefinition(kind=of, name=name, correlation_key=correlation_key(target) if of == "message" else None)
