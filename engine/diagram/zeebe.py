"""The zeebe extension elements of a BPMN element as plain data: what Camunda Modeler writes."""

from __future__ import annotations

from typing import Any

from engine.diagram.document import BPMN, ZEEBE, Element
from engine.model import VariableMapping

#: extension element -> attribute -> field of engine.model.Node
ATTRIBUTES = {
    "taskDefinition": {"type": "job_type", "retries": "retries"},
    "calledDecision": {"decisionId": "decision_id", "resultVariable": "result_variable"},
    "formDefinition": {"formId": "form_id"},
    "assignmentDefinition": {
        "assignee": "assignee", "candidateGroups": "candidate_groups", "candidateUsers": "candidate_users",
    },
    "taskSchedule": {"dueDate": "due_date", "followUpDate": "follow_up_date"},
    "priorityDefinition": {"priority": "priority"},
    "adHoc": {"activeElementsCollection": "active_elements"},
}


def extension(element: Element, name: str) -> Element | None:
    """The first zeebe extension element with that local name."""
    return element.find(f"{{{BPMN}}}extensionElements/{{{ZEEBE}}}{name}")


def fields(element: Element) -> dict[str, Any]:
    """The extension elements of a flow node as keyword arguments of engine.model.Node."""
    found: dict[str, Any] = {
        "inputs": _mappings(element, "input"),
        "outputs": _mappings(element, "output"),
        "headers": _pairs(element, "taskHeaders", "header", "key"),
        "properties": properties(element),
    }
    for name, attributes in ATTRIBUTES.items():
        given = extension(element, name)
        if given is not None:
            found |= {field: given.get(attribute) or None for attribute, field in attributes.items()}
    return found | called_element(element)


def properties(element: Element) -> dict[str, str]:
    """`zeebe:properties` in document order; a name written twice keeps its last value."""
    return _pairs(element, "properties", "property", "name")


def called_element(element: Element) -> dict[str, Any]:
    """What a call activity calls and which variables travel; variables travel both ways unless switched off."""
    called = extension(element, "calledElement")
    if called is None:
        return {}
    return {
        "called_process": called.get("processId") or None,
        "propagate_parent_variables": called.get("propagateAllParentVariables") != "false",
        "propagate_child_variables": called.get("propagateAllChildVariables") != "false",
    }


def correlation_key(message: Element) -> str | None:
    """FEEL text of the correlation key of a `bpmn:message`."""
    subscription = extension(message, "subscription")
    return None if subscription is None else subscription.get("correlationKey") or None


def version_tag(process: Element) -> str | None:
    """The owner's own version of a process."""
    tag = extension(process, "versionTag")
    return None if tag is None else tag.get("value") or None


def _mappings(element: Element, direction: str) -> tuple[VariableMapping, ...]:
    mapping = extension(element, "ioMapping")
    if mapping is None:
        return ()
    lines = mapping.findall(f"{{{ZEEBE}}}{direction}")
    return tuple(VariableMapping(source=line.get("source") or "", target=line.get("target") or "") for line in lines)


def _pairs(element: Element, group: str, name: str, key: str) -> dict[str, str]:
    holder = extension(element, group)
    if holder is None:
        return {}
    return {pair.get(key) or "": pair.get("value") or "" for pair in holder.findall(f"{{{ZEEBE}}}{name}")}
