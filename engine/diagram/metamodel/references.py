"""Which reference of BPMN names what: the attributes and child elements whose text is the id of another element.

The tables follow the class diagrams of BPMN 2.0.2, chapters 8 to 11.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagram.document import Document, Element, children, text
from engine.diagram.events import KINDS as EVENT_DEFINITIONS
from engine.model import ACTIVITIES, EVENTS, NODES, Severity

Kinds = frozenset[str]


def _only(*names: str) -> Kinds:
    return frozenset(names)


CONVERSATIONS = _only("conversation", "subConversation", "callConversation")
CHOREOGRAPHED = _only("choreographyTask", "subChoreography", "callChoreography")
COLLABORATIONS = _only("collaboration", "choreography", "globalConversation", "globalChoreographyTask")
GLOBAL_TASKS = _only("globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask")
CALLABLE = GLOBAL_TASKS | {"process"}
#: Interaction nodes: what sends and receives (9.3, 9.4). Gateways do not.
TALKING = ACTIVITIES | EVENTS | CONVERSATIONS | {"participant"}
FLOW = _only("sequenceFlow")
FLOWING = NODES | CHOREOGRAPHED
DEFINITIONS = frozenset(EVENT_DEFINITIONS)
#: Item-aware elements (10.4.1).
ITEM_AWARE = _only(
    "property", "dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "dataInput", "dataOutput",
)
ASSOCIATIONS = _only("dataInputAssociation", "dataOutputAssociation")
ANYTHING: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: who has it, its name, what it may lead to (ANYTHING: any element), how bad a wrong one is."""

    name: str
    holders: Kinds
    wanted: Kinds
    #: `error` where the engine follows it; the others are the standard's alone.
    severity: Severity = "formal"


#: References written as an attribute.
ATTRIBUTES = (
    Reference("sourceRef", FLOW, FLOWING, "error"),
    Reference("targetRef", FLOW, FLOWING, "error"),
    Reference("sourceRef", _only("messageFlow"), TALKING, "error"),
    Reference("targetRef", _only("messageFlow"), TALKING, "error"),
    Reference("default", NODES, FLOW, "error"),
    Reference("attachedToRef", _only("boundaryEvent"), ACTIVITIES, "error"),
    Reference("messageRef", _only("messageEventDefinition", "receiveTask", "sendTask"), _only("message"), "error"),
    Reference("signalRef", _only("signalEventDefinition"), _only("signal"), "error"),
    Reference("errorRef", _only("errorEventDefinition"), _only("error"), "error"),
    Reference("escalationRef", _only("escalationEventDefinition"), _only("escalation"), "error"),
    Reference("activityRef", _only("compensateEventDefinition"), ACTIVITIES, "error"),
    Reference("processRef", _only("participant"), _only("process"), "error"),
    Reference("dataObjectRef", _only("dataObjectReference"), _only("dataObject"), "error"),
    Reference("dataStoreRef", _only("dataStoreReference"), _only("dataStore")),
    Reference("sourceRef", _only("association"), ANYTHING),
    Reference("targetRef", _only("association"), ANYTHING),
    Reference("sourceRef", _only("conversationLink"), TALKING),
    Reference("targetRef", _only("conversationLink"), TALKING),
    Reference("messageRef", _only("messageFlow", "correlationPropertyRetrievalExpression"), _only("message")),
    Reference("categoryValueRef", _only("group"), _only("categoryValue")),
    Reference("correlationKeyRef", _only("correlationSubscription"), _only("correlationKey")),
    Reference("correlationPropertyRef", _only("correlationPropertyBinding"), _only("correlationProperty")),
    Reference("structureRef", _only("error", "escalation", "signal"), _only("itemDefinition")),
    Reference("evaluatesToTypeRef", _only("formalExpression"), _only("itemDefinition")),
    Reference("itemRef", _only("message"), _only("itemDefinition")),
    Reference("itemSubjectRef", ITEM_AWARE, _only("itemDefinition")),
    Reference("type", _only("resourceParameter"), _only("itemDefinition")),
    Reference("parameterRef", _only("resourceParameterBinding"), _only("resourceParameter")),
    Reference("definitionalCollaborationRef", _only("process"), COLLABORATIONS),
    Reference("operationRef", _only("serviceTask", "sendTask", "receiveTask", "ioBinding"), _only("operation")),
    Reference("inputDataRef", _only("ioBinding"), _only("dataInput", "inputSet")),
    Reference("outputDataRef", _only("ioBinding"), _only("dataOutput", "outputSet")),
    Reference("oneBehaviorEventRef", _only("multiInstanceLoopCharacteristics"), DEFINITIONS),
    Reference("noneBehaviorEventRef", _only("multiInstanceLoopCharacteristics"), DEFINITIONS),
    Reference("partitionElementRef", _only("lane"), ANYTHING),
    Reference("initiatingParticipantRef", CHOREOGRAPHED, _only("participant")),
    Reference("calledChoreographyRef", _only("callChoreography"), _only("choreography", "globalChoreographyTask")),
    Reference("calledCollaborationRef", _only("callConversation"), COLLABORATIONS),
)
#: References written as a child element.
CHILDREN = (
    Reference("incoming", NODES, FLOW, "error"),
    Reference("outgoing", NODES, FLOW, "error"),
    Reference("flowNodeRef", _only("lane"), FLOWING, "error"),
    Reference("eventDefinitionRef", EVENTS, DEFINITIONS, "error"),
    Reference("source", _only("linkEventDefinition"), _only("linkEventDefinition")),
    Reference("target", _only("linkEventDefinition"), _only("linkEventDefinition")),
    Reference("correlationPropertyRef", _only("correlationKey"), _only("correlationProperty")),
    Reference("categoryValueRef", NODES | FLOW | ITEM_AWARE, _only("categoryValue")),
    Reference("inMessageRef", _only("operation"), _only("message")),
    Reference("outMessageRef", _only("operation"), _only("message")),
    Reference("errorRef", _only("operation"), _only("error")),
    Reference("operationRef", _only("messageEventDefinition"), _only("operation")),
    Reference("choreographyRef", COLLABORATIONS, _only("choreography")),
    Reference("interfaceRef", _only("participant"), _only("interface")),
    Reference("endPointRef", _only("participant"), _only("endPoint")),
    Reference("participantRef", _only("partnerEntity", "partnerRole") | CHOREOGRAPHED, _only("participant")),
    Reference("innerParticipantRef", _only("participantAssociation"), _only("participant")),
    Reference("outerParticipantRef", _only("participantAssociation"), _only("participant")),
    Reference("supports", _only("process"), _only("process")),
    Reference("supportedInterfaceRef", CALLABLE, _only("interface")),
    Reference("resourceRef", _only("resourceRole", "performer", "humanPerformer", "potentialOwner"), _only("resource")),
    Reference("loopDataInputRef", _only("multiInstanceLoopCharacteristics"), ITEM_AWARE),
    Reference("loopDataOutputRef", _only("multiInstanceLoopCharacteristics"), ITEM_AWARE),
    Reference("dataInputRefs", _only("inputSet"), _only("dataInput")),
    Reference("optionalInputRefs", _only("inputSet"), _only("dataInput")),
    Reference("whileExecutingInputRefs", _only("inputSet"), _only("dataInput")),
    Reference("outputSetRefs", _only("inputSet"), _only("outputSet")),
    Reference("dataOutputRefs", _only("outputSet"), _only("dataOutput")),
    Reference("optionalOutputRefs", _only("outputSet"), _only("dataOutput")),
    Reference("whileExecutingOutputRefs", _only("outputSet"), _only("dataOutput")),
    Reference("inputSetRefs", _only("outputSet"), _only("inputSet")),
    Reference("sourceRef", ASSOCIATIONS, ITEM_AWARE),
    Reference("targetRef", ASSOCIATIONS, ITEM_AWARE),
)


def written(document: Document) -> Iterator[tuple[Reference, Element, str]]:
    """Every reference of a file as it is written: what it is, who has it, its text."""
    for reference in ATTRIBUTES:
        for element in document.of_kind(*sorted(reference.holders)):
            value = element.get(reference.name)
            if value is not None:
                yield reference, element, value
    for reference in CHILDREN:
        for element in document.of_kind(*sorted(reference.holders)):
            for line in children(element, reference.name):
                yield reference, element, text(line) or ""
