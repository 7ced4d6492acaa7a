"""Features of BPMN drawn in a few words, played as `chengxu play` plays them, and told by the tasks that were reached.

A scope is a list of parts: chains of ids (`s > x > t1 : condition`) and elements in XML. The first letter of an id that is
not drawn as XML says what it is (KINDS), so that `s > t1 > e` is a whole process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from engine.deployment import SourceFile
from engine.model import ACTIVITIES
from engine.scenario import Played, Script, parse, play
from engine.values import dumps
from tests.engine import setting
from tests.engine.scenario.drawing import bpmn

#: First letter of an id -> what is drawn.
KINDS = {
    "s": "startEvent", "e": "endEvent", "t": "task", "x": "exclusiveGateway", "p": "parallelGateway",
    "i": "inclusiveGateway", "c": "complexGateway", "v": "eventBasedGateway", "u": "userTask",
}
#: The schema wants it behind everything else in a scope.
ARTIFACT = "<bpmn:association"
_ID = re.compile(r'<bpmn:\w+ id="([^"]+)"')


@dataclass(frozen=True)
class Case:
    """One play of a feature: variables in; tasks reached, in their order, and the outcome of each instance out."""

    trace: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    outcome: str = "completed"
    answers: Mapping[str, Any] = field(default_factory=dict)
    processes: tuple[str, ...] = ()
    #: Also the other instances that the play brought about, in their order.
    others: tuple[str, ...] = ()

    @property
    def options(self) -> list[str]:
        """As options of `chengxu play`."""
        chosen = [part for process in self.processes for part in ("--process", process)]
        return [*chosen, "--variables", dumps(self.variables), "--answers", dumps(self.answers)]


@dataclass(frozen=True)
class Feature:
    """A drawing and its plays."""

    name: str
    content: bytes
    cases: tuple[Case, ...]


def feature(name: str, content: bytes, *cases: Case | str) -> Feature:
    """A feature; a text is the trace of a play without variables that completes."""
    return Feature(name, content, tuple(Case(case) if isinstance(case, str) else case for case in cases))


def each_case(features: Sequence[Feature]) -> pytest.MarkDecorator:
    """Parametrize a test by (content, case)."""
    rows = [
        pytest.param(one.content, case, id=f"{one.name}-{number}")
        for one in features for number, case in enumerate(one.cases)
    ]
    return pytest.mark.parametrize(("content", "case"), rows)


def observed(content: bytes, case: Case) -> tuple[str, tuple[str, ...], list[str]]:
    """What a play shows: the trace, each instance's outcome, and why a diagram is refused."""
    played = playing(content, case)
    why = [fault.message["en"] for ending in played.endings for fault in ending.findings]
    return " ".join(trace(played)), tuple(ending.outcome for ending in played.endings), why


def expected(case: Case) -> tuple[str, tuple[str, ...], list[str]]:
    """What it must show."""
    return case.trace, (case.outcome, *case.others), []


def playing(content: bytes, case: Case) -> Played:
    """Play a case in an empty house."""
    house = setting.house("sqlite:///:memory:")
    script = Script(processes=case.processes, variables=case.variables, answers=parse(case.answers), stub=True)
    played = play(house, [SourceFile(name="feature.bpmn", content=content)], script)
    house.database.close()
    return played


def trace(played: Played) -> list[str]:
    """The ids of the tasks that were reached, by time: what a script in each of them would have logged."""
    tasks = ACTIVITIES - {"subProcess", "transaction", "adHocSubProcess", "callActivity"}
    activated = [one.event for one in played.events if one.event.type == "element_activated"]
    return [str(event.element_id) for event in activated if event.body["kind"] in tasks]


# --- drawing -------------------------------------------------------------------------------------------------------------


def one(*parts: str, before: str = "") -> bytes:
    """A file with the process `main`; `before` stands in front of it."""
    return bpmn(scope("process", "main", *parts), before=before)


def scope(kind: str, id: str, *parts: str, **attributes: str) -> str:
    """A process or sub-process: elements as they are, then what the chains name, then their flows."""
    drawings = [part for part in parts if part.lstrip().startswith("<")]
    elements = [part for part in drawings if not part.startswith(ARTIFACT)]
    artifacts = [part for part in drawings if part.startswith(ARTIFACT)]
    chains = [_chain(part) for part in parts if not part.lstrip().startswith("<")]
    drawn = {found for element in elements for found in _ID.findall(element)}
    defaults = {ids[0]: f"{ids[0]}-{ids[1]}" for ids, condition in chains if condition == "default"}
    named = dict.fromkeys(id for ids, _condition in chains for id in ids if id not in drawn)
    simple = [element(KINDS[name[0]], name, default=defaults.get(name)) for name in named]
    flows = [_flow(source, target, condition if not number else None) for ids, condition in chains
             for number, (source, target) in enumerate(zip(ids, ids[1:], strict=False))]
    return element(kind, id, *elements, *simple, *flows, *artifacts, **attributes)


def element(kind: str, id: str, *inner: str, **attributes: str | None) -> str:
    """One element; attributes that are None are not written."""
    written = "".join(f' {name}="{value}"' for name, value in attributes.items() if value is not None)
    return f'<bpmn:{kind} id="{id}"{written}>{"".join(inner)}</bpmn:{kind}>'


def _chain(text: str) -> tuple[list[str], str | None]:
    ids, _colon, condition = text.partition(" : ")
    return [id.strip() for id in ids.split(">")], condition.strip() or None


def _flow(source: str, target: str, condition: str | None) -> str:
    inner = expression("conditionExpression", f"={condition}") if condition not in (None, "default") else ""
    return f'<bpmn:sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">{inner}</bpmn:sequenceFlow>'


def expression(name: str, text: str) -> str:
    """A formal expression."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<bpmn:{name} xsi:type="bpmn:tFormalExpression">{safe}</bpmn:{name}>'


def boundary(id: str, host: str, definition: str, interrupting: bool | None = True) -> str:
    """A boundary event; None writes no `cancelActivity`."""
    cancel = None if interrupting is None else str(interrupting).lower()
    return element("boundaryEvent", id, definition, attachedToRef=host, cancelActivity=cancel)


def caught(id: str, *definitions: str, **attributes: str) -> str:
    """An intermediate catch event."""
    return element("intermediateCatchEvent", id, *definitions, **attributes)


def thrown(id: str, *definitions: str) -> str:
    """An intermediate throw event."""
    return element("intermediateThrowEvent", id, *definitions)


def ended(id: str, *definitions: str) -> str:
    """An end event."""
    return element("endEvent", id, *definitions)


def begun(id: str, *definitions: str, **attributes: str) -> str:
    """A start event."""
    return element("startEvent", id, *definitions, **attributes)


def on_event(id: str, definition: str, *parts: str, interrupting: bool = True) -> str:
    """An event sub-process that begins at `s_ID` by that definition."""
    start = begun(f"s_{id}", definition, isInterrupting=str(interrupting).lower())
    return scope("subProcess", id, start, *parts, triggeredByEvent="true")


def timer(**of: str) -> str:
    """A timer: `duration`, `date` or `cycle`."""
    ((kind, text),) = of.items()
    return f"<bpmn:timerEventDefinition>{expression(f'time{kind.title()}', text)}</bpmn:timerEventDefinition>"


def condition(text: str) -> str:
    """A conditional event definition."""
    return f"<bpmn:conditionalEventDefinition>{expression('condition', f'={text}')}</bpmn:conditionalEventDefinition>"


def by(kind: str, reference: str | None = None, **attributes: str) -> str:
    """Any other event definition: message, signal, error, escalation (with the root element's id), terminate, …"""
    named = {f"{kind}Ref": reference} if reference is not None else {}
    written = "".join(f' {name}="{value}"' for name, value in {**named, **attributes}.items())
    return f"<bpmn:{kind}EventDefinition{written}/>"


#: What the events of the features refer to.
ROOTS = (
    '<bpmn:signal id="go" name="go"/><bpmn:signal id="stop" name="stop"/><bpmn:message id="hello" name="hello"/>'
    '<bpmn:message id="bye" name="bye"/><bpmn:error id="wrong" name="wrong" errorCode="E1"/>'
    '<bpmn:error id="mistake" name="mistake" errorCode="E2"/>'
    '<bpmn:escalation id="look" name="look" escalationCode="L1"/>'
)
