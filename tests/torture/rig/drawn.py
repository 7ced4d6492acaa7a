"""The processes that are tortured, and their one form."""

from __future__ import annotations

from engine.deployment import SourceFile
from engine.values import dumps
from tests.engine.scenario.drawing import bpmn, chain, end, node, process, service, start, timer

#: Everybody in the rig has this role.
ROLE = "data_review"
FORM = {
    "$id": "said", "title": {"zh": "说", "en": "Say"}, "type": "object", "required": ["said"],
    "properties": {"said": {"type": "string", "maxLength": 100}},
    "ui": {
        "pages": [{"title": {"zh": "说", "en": "Say"}, "fields": ["said"]}],
        "fields": {"said": {"label": {"zh": "说", "en": "Say"}, "widget": "text"}},
        "attachments": [{"kind": "paper", "label": {"zh": "材料", "en": "Paper"}, "required": False, "types": ["pdf"]}],
    },
}
_VOTERS = (
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=voters"'
    ' inputElement="voter"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>'
)
_WAIT = node("intermediateCatchEvent", "wait", timer("PT1H"))


def user(id: str, *inner: str) -> str:
    """A task for everybody, with the form."""
    extra = f'<zeebe:userTask/><zeebe:formDefinition formId="said"/><zeebe:assignmentDefinition candidateGroups="{ROLE}"/>'
    return node("userTask", id, *inner, extra=extra, name=id)


def files() -> list[SourceFile]:
    """What is deployed: `work`, `one`, `vote`, `join`, `clock`, `slow`, `poison`."""
    drawn = bpmn(
        process("work", start(), user("a"), service("look", "torture.check"), user("b"), end(),
                chain("start", "a", "look", "b", "end")),
        process("one", start("s1"), user("only"), end("e1"), chain("s1", "only", "e1")),
        process("vote", start("s2"), user("sign", _VOTERS), user("after"), end("e2"), chain("s2", "sign", "after", "e2")),
        process("join", start("s3"), node("parallelGateway", "fork"), user("left"), user("right"),
                node("parallelGateway", "joined"), user("then"), end("e3"),
                chain("s3", "fork", "left", "joined"), chain("fork", "right", "joined"), chain("joined", "then", "e3")),
        process("clock", start("s4"), _WAIT, end("e4"), chain("s4", "wait", "e4")),
        process("slow", start("s5"), service("crawl", "torture.slow"), end("e5"), chain("s5", "crawl", "e5")),
        process("poison", start("s6"), service("bad", "torture.poison"), end("e6"), chain("s6", "bad", "e6")),
    )
    return [SourceFile(name="drawn.bpmn", content=drawn), SourceFile(name="said.json", content=dumps(FORM).encode())]
