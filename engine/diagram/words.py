"""How a rule says what is wrong: sentences in both languages that name the element, made into a Fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.diagram.document import Document, Element, local
from engine.model import Fault, Severity

#: What people call the elements of BPMN (GB/T 41283 and the palette of the modellers).
KINDS = {
    "process": ("流程", "process"),
    "sequenceFlow": ("顺序流", "sequence flow"),
    "task": ("任务", "task"),
    "userTask": ("用户任务", "user task"),
    "manualTask": ("手工任务", "manual task"),
    "serviceTask": ("服务任务", "service task"),
    "businessRuleTask": ("业务规则任务", "business rule task"),
    "sendTask": ("发送任务", "send task"),
    "receiveTask": ("接收任务", "receive task"),
    "scriptTask": ("脚本任务", "script task"),
    "subProcess": ("子流程", "sub-process"),
    "transaction": ("事务子流程", "transaction"),
    "adHocSubProcess": ("特别子流程", "ad-hoc sub-process"),
    "callActivity": ("调用活动", "call activity"),
    "startEvent": ("开始事件", "start event"),
    "endEvent": ("结束事件", "end event"),
    "intermediateCatchEvent": ("中间捕获事件", "catch event"),
    "intermediateThrowEvent": ("中间抛出事件", "throw event"),
    "boundaryEvent": ("边界事件", "boundary event"),
    "exclusiveGateway": ("排他网关", "exclusive gateway"),
    "parallelGateway": ("并行网关", "parallel gateway"),
    "inclusiveGateway": ("包容网关", "inclusive gateway"),
    "eventBasedGateway": ("事件网关", "event-based gateway"),
    "complexGateway": ("复杂网关", "complex gateway"),
    "message": ("消息", "message"),
    "messageFlow": ("消息流", "message flow"),
    "lane": ("泳道", "lane"),
}
#: Longest piece of the file that a sentence quotes.
QUOTED = 120
#: Characters of an element's name in a finding.
LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Text:
    """What a rule says. `{element}` is the element's kind, name and id; other placeholders come with the fault."""

    #: `__name__` of the rule's module; its last part is the rule's name.
    module: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    severity: Severity = "error"

    @property
    def rule(self) -> str:
        """The rule's name: `gateway_conditions`."""
        return self.module.rpartition(".")[2]

    def fault(
        self,
        document: Document,
        element_id: str | None,
        *,
        severity: Severity | None = None,
        path: tuple[str, ...] = (),
        **data: Any,
    ) -> Fault:
        """This text said of an element of a document (None: of the file as a whole); `path` leads there."""
        element = document.elements.get(element_id or "")
        zh, en = named(document, element_id)
        in_zh, in_en = ({"element": name} | {key: quote(value) for key, value in data.items()} for name in (zh, en))
        return Fault(
            file=document.source,
            element_id=element_id,
            element_name=_name(element),
            rule=self.rule,
            severity=severity or self.severity,
            message={"zh": self.zh.format_map(in_zh), "en": self.en.format_map(in_en)},
            remedy={"zh": self.remedy_zh.format_map(in_zh), "en": self.remedy_en.format_map(in_en)},
            path=path,
        )


def _name(element: Element | None) -> str | None:
    """The name as drawn; of an endless one, its beginning."""
    name = None if element is None else element.get("name")
    return None if name is None else name[:LONGEST_NAME]


def named(document: Document, element_id: str | None) -> tuple[str, str]:
    """How sentences name an element: `用户任务“部门确认”（confirm）`, `user task "部门确认" (confirm)`."""
    element = document.elements.get(element_id or "")
    if element is None:
        return (f"“{quote(element_id)}”", f'"{quote(element_id)}"') if element_id else ("文件", "the file")
    zh, en = KINDS.get(local(element), (local(element), local(element)))
    name = quote(element.get("name") or "")
    return (f"{zh}“{name}”（{element_id}）", f'{en} "{name}" ({element_id})') if name else (
        f"{zh}（{element_id}）", f"{en} ({element_id})"
    )


def quote(value: object) -> str:
    """A piece of the file, on one line and not longer than a sentence bears."""
    line = " ".join(str(value).split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"


def way(document: Document, path: tuple[str, ...]) -> str:
    """A path as its last nodes that fit into a sentence: `… → 审核 → 汇合`."""
    names: list[str] = []
    for element_id in reversed(path):
        element = document.elements.get(element_id)
        if element is None or local(element) == "sequenceFlow":
            continue
        name = quote(element.get("name") or element_id)[:QUOTED // 4]
        if sum(map(len, names)) + 3 * len(names) + len(name) > QUOTED - 4:
            return " → ".join(("…", *reversed(names)))
        names.append(name)
    return " → ".join(reversed(names))
