"""What the engine does not play is refused with reason and remedy; nothing is accepted and played differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.diagram.data import DATA
from engine.diagram.document import BPMN, ZEEBE, Element, child, children, flag, kind, reference, text
from engine.diagram.events import KINDS as EVENT_DEFINITIONS
from engine.diagram.loops import thrown as loop_events
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EVENTS, NODES, Fault, Severity

#: Most tokens that an activity takes or gives at once.
MOST_TOKENS = 100
#: What a multi-instance may throw while it runs.
THROWN = frozenset({"message", "signal", "error", "escalation"})

REFUSED = Text(
    __name__,
    zh="{element}：引擎不执行{what}。{reason}",
    en="The {element}: the engine does not play {what_en}. {reason_en}",
    remedy_zh="{remedy}",
    remedy_en="{remedy_en}",
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One construct that is not played. Texts are pairs: Chinese, English."""

    what: tuple[str, str]
    reason: tuple[str, str]
    remedy: tuple[str, str]
    #: Which elements are meant: BPMN local names …
    elements: frozenset[str]
    #: … of which those for which this holds.
    where: Callable[[Element], bool] = lambda element: True
    #: `error` where another engine's extension is meant, which no standard knows.
    severity: Severity = "unplayable"


def _extension(name: str) -> Callable[[Element], bool]:
    return lambda element: element.find(f"{{*}}extensionElements/{{{ZEEBE}}}{name}") is not None


def _loop_event(element: Element) -> bool:
    """A multi-instance that throws, while it runs, what is no message, signal, error or escalation."""
    node = child(element, "multiInstanceLoopCharacteristics")
    if node is None:
        return False
    by_id = {one.get("id"): one for one in element.getroottree().getroot()}
    return any(thrown.event.kind not in THROWN for thrown in loop_events(node, {str(id): one for id, one in by_id.items()}))


def _odd_combination(element: Element) -> bool:
    """Several definitions of which one cannot be combined with others."""
    found = [kind(part) for part in element if kind(part) in EVENT_DEFINITIONS or kind(part) == "eventDefinitionRef"]
    alone = {"linkEventDefinition", "cancelEventDefinition"}
    if kind(element) not in ("intermediateThrowEvent", "endEvent"):
        alone |= {"compensateEventDefinition"}
    if flag(element, "parallelMultiple", default=False):
        alone |= {"errorEventDefinition", "escalationEventDefinition"}
    return len(found) > 1 and not alone.isdisjoint(found)


def _quantity(element: Element) -> bool:
    amounts = [element.get(name, "1").strip() for name in ("startQuantity", "completionQuantity")]
    return not all(amount.isdecimal() and len(amount) < 4 and 0 < int(amount) <= MOST_TOKENS for amount in amounts)


def _begins_inside(element: Element) -> bool:
    """Marked as beginning an instance, but inside a sub-process or behind something."""
    scope = element.getparent()
    if not flag(element, "instantiate", default=False) or scope is None:
        return False
    entered = any(flow.get("targetRef") == element.get("id") for flow in children(scope, "sequenceFlow"))
    return entered or kind(scope) != "process"


def _gathers_inside(element: Element) -> bool:
    return element.get("eventGatewayType") == "Parallel" and not flag(element, "instantiate", default=False)


def _vague_association(element: Element) -> bool:
    """A data association that computes or gathers, but not into a variable of the process."""
    return any(
        child(association, "assignment") is None
        and (child(association, "transformation") is not None or len(children(association, "sourceRef")) > 1)
        and not (child(association, "transformation") is not None and _is_data(association))
        for name in ("dataInputAssociation", "dataOutputAssociation")
        for association in children(element, name)
    )


def _is_data(association: Element) -> bool:
    target = reference(text(child(association, "targetRef")))
    return any(one.get("id") == target and kind(one) in DATA for one in association.getroottree().getroot().iter("{*}*"))


ACTIVE = frozenset(NODES)
UNSEEN = ("图中看不见的动作无从审查。", "What a diagram does not show cannot be reviewed.")
DRAW_IT = ("把它画成服务任务。", "Draw it as a service task.")

#: Everything that the standard knows and this engine does not play. Delete a line when the kernel has learnt it.
UNSUPPORTED: Mapping[str, Gap] = {
    "multiInstanceEvent": Gap(
        ("多实例中途抛出的这类事件", "this kind of event thrown by a multi-instance"),
        ("中途只能抛出消息、信号、错误或升级。", "It throws messages, signals, errors and escalations only."),
        ("换成信号或升级事件。", "Use a signal or an escalation."), ACTIVE, _loop_event,
    ),
    "multipleEvent": Gap(
        ("事件中的这种触发组合", "this combination of triggers"),
        (
            "链接、取消和补偿不与其他触发合用；并行多重事件不等待错误和升级。",
            "Links, cancel and compensation stand alone; parallel multiple events wait for no error or escalation.",
        ),
        ("每个触发画一个事件。", "Draw one event a trigger."), frozenset(EVENTS), _odd_combination,
    ),
    "quantity": Gap(
        ("超出范围的起始或完成令牌数", "start or completion quantities out of range"),
        (f"令牌数从 1 到 {MOST_TOKENS}。", f"Quantities go from 1 to {MOST_TOKENS}."),
        ("改正数量，或删除该属性。", "Mend the quantity, or delete it."), ACTIVE, _quantity,
    ),
    "instantiate": Gap(
        ("流程中间的发起（instantiate）", "instances begun in the middle of a process (instantiate)"),
        ("只有流程的第一个节点能发起流程。", "Only a first node of a process begins it."),
        ("删除 instantiate，或把它画成流程的第一个节点。", "Delete instantiate, or draw it as a first node of the process."),
        frozenset({"receiveTask", "eventBasedGateway"}), _begins_inside,
    ),
    "parallelEventGateway": Gap(
        ("流程中间的并行事件网关", "parallel event-based gateways inside a process"),
        ("标准只允许它发起流程。", "The standard lets them begin a process only."),
        ("用并行网关接几个捕获事件。", "Use a parallel gateway before several catch events."),
        frozenset({"eventBasedGateway"}), _gathers_inside,
    ),
    "dataAssociation": Gap(
        ("去向不明的数据关联", "data associations that lead nowhere"),
        ("计算的结果须放入数据对象或数据输入输出。", "What is computed goes into a data object, input or output."),
        ("写明目标和计算，或改用输入输出映射。", "Name the target and the computation, or use input and output mappings."),
        ACTIVE, _vague_association,
    ),
    "executionListeners": Gap(
        ("执行监听器", "execution listeners"), UNSEEN, DRAW_IT,
        ACTIVE | {"process"}, _extension("executionListeners"), "error",
    ),
    "taskListeners": Gap(
        ("任务监听器", "task listeners"), UNSEEN, DRAW_IT,
        ACTIVE, _extension("taskListeners"), "error",
    ),
}


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each construct of a played process that stands in UNSUPPORTED."""
    for process in subject.played:
        drawn = subject.document.elements[process.id]
        for gap in UNSUPPORTED.values():
            for element in drawn.iter(*(f"{{{BPMN}}}{name}" for name in sorted(gap.elements))):
                if gap.where(element):
                    yield _fault(subject, element, gap)


def _fault(subject: Subject, element: Element, gap: Gap) -> Fault:
    holder = element
    while (outer := holder.getparent()) is not None and kind(holder) not in NODES | {"process"}:
        holder = outer
    return REFUSED.fault(
        subject.document, holder.get("id"), severity=gap.severity, what=gap.what[0], what_en=gap.what[1], reason=gap.reason[0],
        reason_en=gap.reason[1], remedy=gap.remedy[0], remedy_en=gap.remedy[1],
    )
