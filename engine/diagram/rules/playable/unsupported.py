"""What the engine does not play is refused with reason and remedy; nothing is accepted and played differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.diagram.document import BPMN, ZEEBE, Element, child, children, flag, kind
from engine.diagram.events import KINDS as EVENT_DEFINITIONS
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import EVENTS, NODES, Fault

REFUSED = Text(
    __name__,
    zh="{element}:引擎不执行{what}。{reason}",
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


def _attribute(name: str, *usual: str) -> Callable[[Element], bool]:
    return lambda element: element.get(name) is not None and element.get(name) not in usual


def _switched(name: str) -> Callable[[Element], bool]:
    return lambda element: flag(element, name, default=False)


def _extension(name: str) -> Callable[[Element], bool]:
    return lambda element: element.find(f"{{*}}extensionElements/{{{ZEEBE}}}{name}") is not None


def _behaviour(element: Element) -> bool:
    several = child(element, "multiInstanceLoopCharacteristics")
    return several is not None and several.get("behavior", "All") != "All"


def _several_definitions(element: Element) -> bool:
    found = [part for part in element if kind(part) in EVENT_DEFINITIONS or kind(part) == "eventDefinitionRef"]
    return len(found) > 1


def _computing_association(element: Element) -> bool:
    return any(
        child(association, part) is not None
        for name in ("dataInputAssociation", "dataOutputAssociation")
        for association in children(element, name)
        for part in ("assignment", "transformation")
    )


ACTIVE = frozenset(NODES)
HAND_WORK = ("用排他网关、并行网关或用户任务画出。", "Draw it with exclusive or parallel gateways or a user task.")
UNSEEN = ("图中看不见的动作无从审查。", "What a diagram does not show cannot be reviewed.")
ONE_TOKEN = ("活动每次只用一个令牌。", "Activities take and give one token.")
DRAW_IT = ("把它画成服务任务。", "Draw it as a service task.")
LATER = ("尚未实现。", "It is not built yet.")

#: Everything that the standard knows and this engine does not play. Delete a line when the kernel has learnt it.
UNSUPPORTED: Mapping[str, Gap] = {
    "complexGateway": Gap(
        ("复杂网关", "complex gateways"), ("激活条件没有公认的含义。", "Their activation has no agreed meaning."),
        HAND_WORK, frozenset({"complexGateway"}),
    ),
    "transaction": Gap(
        ("事务子流程", "transactions"),
        ("取消要求补偿,补偿尚未实现。", "Cancelling needs compensation, which is not built yet."),
        ("改为普通子流程,用错误边界事件处理失败。", "Make it a plain sub-process with an error boundary event."),
        frozenset({"transaction"}),
    ),
    "cancel": Gap(
        ("取消事件", "cancel events"), LATER,
        ("用错误事件。", "Use an error event."), frozenset({"cancelEventDefinition"}),
    ),
    "compensation": Gap(
        ("补偿事件", "compensation events"), LATER,
        ("把撤销画成普通任务。", "Draw the undoing as ordinary tasks."), frozenset({"compensateEventDefinition"}),
    ),
    "compensationHandler": Gap(
        ("补偿活动", "compensation activities"), LATER,
        ("把撤销画成普通任务。", "Draw the undoing as ordinary tasks."), ACTIVE, _switched("isForCompensation"),
    ),
    "signal": Gap(
        ("信号事件", "signal events"), LATER,
        ("用带关联键的消息。", "Use a message with a correlation key."), frozenset({"signalEventDefinition"}),
    ),
    "conditional": Gap(
        ("条件事件", "conditional events"), LATER,
        ("用排他网关判断,或等待消息。", "Decide with an exclusive gateway, or wait for a message."),
        frozenset({"conditionalEventDefinition"}),
    ),
    "adHocSubProcess": Gap(
        ("特别子流程", "ad-hoc sub-processes"), LATER,
        ("用包容网关选择要做的任务。", "Choose the tasks with an inclusive gateway."), frozenset({"adHocSubProcess"}),
    ),
    "multiInstanceBehaviour": Gap(
        ("多实例的事件行为(behavior)", "events thrown by a multi-instance (behavior)"), LATER,
        ("删除 behavior 属性。", "Delete the attribute behavior."), ACTIVE, _behaviour,
    ),
    "multipleEvent": Gap(
        ("一个事件里的多个触发", "several triggers of one event"), LATER,
        ("每个触发画一个事件。", "Draw one event a trigger."), frozenset(EVENTS), _several_definitions,
    ),
    "startQuantity": Gap(
        ("起始令牌数", "start quantities"), ONE_TOKEN,
        ("删除 startQuantity。", "Delete startQuantity."), ACTIVE, _attribute("startQuantity", "1"),
    ),
    "completionQuantity": Gap(
        ("完成令牌数", "completion quantities"), ONE_TOKEN,
        ("删除 completionQuantity,用并行网关。", "Delete completionQuantity and use a parallel gateway."),
        ACTIVE, _attribute("completionQuantity", "1"),
    ),
    "instantiate": Gap(
        ("由接收任务或事件网关发起流程", "instances started by receive tasks or event-based gateways"), LATER,
        ("用消息开始事件。", "Use message start events."),
        frozenset({"receiveTask", "eventBasedGateway"}), _switched("instantiate"),
    ),
    "parallelEventGateway": Gap(
        ("并行事件网关", "parallel event-based gateways"), LATER,
        ("用并行网关接几个捕获事件。", "Use a parallel gateway before several catch events."),
        frozenset({"eventBasedGateway"}), _attribute("eventGatewayType", "Exclusive"),
    ),
    "dataAssociation": Gap(
        ("带计算的数据关联", "data associations that compute"),
        ("数据只经变量和输入输出映射流动。", "Data travels by variables and input and output mappings only."),
        ("改用输入输出映射。", "Use input and output mappings."), ACTIVE, _computing_association,
    ),
    "executionListeners": Gap(
        ("执行监听器", "execution listeners"), UNSEEN, DRAW_IT,
        ACTIVE | {"process"}, _extension("executionListeners"),
    ),
    "taskListeners": Gap(
        ("任务监听器", "task listeners"), UNSEEN, DRAW_IT,
        ACTIVE, _extension("taskListeners"),
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
        subject.document, holder.get("id"), what=gap.what[0], what_en=gap.what[1], reason=gap.reason[0],
        reason_en=gap.reason[1], remedy=gap.remedy[0], remedy_en=gap.remedy[1],
    )
