"""Extensions of other engines do nothing here; whoever wrote them should know."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.diagram.document import BPMN, ZEEBE, Element, kind
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import NODES, Fault

#: What the reader reads; modellers mark a user task of zeebe with `userTask`.
READ = frozenset({
    "taskDefinition", "taskHeaders", "ioMapping", "properties", "calledDecision", "calledElement", "formDefinition",
    "assignmentDefinition", "taskSchedule", "priorityDefinition", "subscription", "loopCharacteristics", "versionTag",
    "userTask", "adHoc",
})
#: Refused by the rule `unsupported`.
REFUSED = frozenset({"executionListeners", "taskListeners"})
#: Namespaces of engines whose extensions change what a process does.
ENGINES = {
    "http://camunda.org/schema/1.0/bpmn": "Camunda 7",
    "http://activiti.org/bpmn": "Activiti",
    "http://flowable.org/bpmn": "Flowable",
    "http://www.omg.org/spec/BPMN/20100524/EXECUTION": "jBPM",
    "http://spiffworkflow.org/bpmn/schema/1.0/core": "SpiffWorkflow",
    ZEEBE: "Zeebe",
}

IGNORED = Text(
    __name__,
    zh="{element}的扩展“{name}”（{engine}）不起作用。",
    en='The extension "{name}" of {element} ({engine}) has no effect.',
    remedy_zh="用 Zeebe 的扩展或 FEEL 表达同样的意思，或删除它。",
    remedy_en="Say it with the extensions of Zeebe that are supported, or delete it.",
    severity="warning",
)
CHANGES = Text(
    __name__,
    zh="{element}的扩展“{name}”（{engine}）决定它做什么，本引擎不执行。",
    en='The extension "{name}" of {element} ({engine}) decides what it does, and this engine does not play it.',
    remedy_zh="用 Zeebe 的任务定义（zeebe:taskDefinition）、输入输出映射或事件表达同样的意思。",
    remedy_en="Say it by a task definition (zeebe:taskDefinition), input and output mappings or events.",
    severity="formal",
)
#: Extensions that say what an element does, not how it looks or who may see it: without them it would do something else.
DECISIVE = frozenset({
    "class", "delegateExpression", "expression", "topic", "type", "decisionRef", "collection", "elementVariable",
    "executionListener", "taskListener", "connector", "inputOutput", "in", "out", "errorEventDefinition", "field",
    "preScript", "postScript", "onEntry-script", "onExit-script", "serviceTaskOperator", "calledDecisionId",
})


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each extension element or attribute of another engine in a played process; most are warnings."""
    for process in subject.played:
        for element in subject.document.elements[process.id].iter(f"{{{BPMN}}}*"):
            for name in dict.fromkeys(_names(element)):
                engine = ENGINES.get(name.namespace or "")
                if engine is not None:
                    decides = name.localname in DECISIVE and subject.said_executable(process)
                    yield (CHANGES if decides else IGNORED).fault(subject.document, _holder(element), name=name.localname, engine=engine)


def _names(element: Element) -> Iterator[etree.QName]:
    for attribute in element.attrib:
        yield etree.QName(attribute)
    if kind(element) == "extensionElements":
        for extension in element:
            name = etree.QName(extension)
            if name.namespace != ZEEBE or name.localname not in READ | REFUSED:
                yield name


def _holder(element: Element) -> str | None:
    holder: Element | None = element
    while holder is not None and kind(holder) not in NODES | {"process", "sequenceFlow"}:
        holder = holder.getparent()
    return None if holder is None else holder.get("id")
