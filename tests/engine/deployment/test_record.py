"""Deploying: all or nothing, the same again changes nothing, and whoever uses what changed gets a new version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from engine import audit, deployment, process_instance
from engine.deployment import Deployment, SourceFile
from engine.errors import NotFound, Refused
from engine.house import SYSTEM, House
from engine.store import history
from tests.engine.deployment.test_changes import CALLER, GOOD, TABLE
from tests.engine.scenario.drawing import bpmn, by_message, chain, end, message, node, process, start
from tests.engine.setting import MONDAY

FORM = '{"$id": "f", "title": {"zh": "表单"}}'.encode()
USER = bpmn(process(
    "p", start(), node("userTask", "a", extra='<zeebe:userTask/><zeebe:formDefinition formId="f"/>'),
    node("businessRuleTask", "d", extra='<zeebe:calledDecision decisionId="D1" resultVariable="r"/>'), end(),
    chain("start", "a", "d", "end"),
))


def deploy(house: House, *contents: tuple[str, bytes], reason: str = "") -> Deployment:
    files = [SourceFile(name=name, content=content) for name, content in contents]
    return house.perform(
        lambda tx: deployment.deploy(tx, files, actor=SYSTEM, at=MONDAY, reason=reason, profile="bpmn")
    )


def versions(house: House) -> dict[str, int]:
    with house.reading() as tx:
        return {row["process_id"]: row["version"] for row in deployment.definitions(tx)}


def new(done: Deployment) -> list[tuple[str, int]]:
    rows: Sequence[Any] = (*done.definitions, *done.resources)
    return [(row.get("process_id") or row["id"], row["version"]) for row in rows]


def test_a_deployment_stands_in_the_history_and_can_be_read(build: Callable[..., House]) -> None:
    house = build()
    done = deploy(house, ("p.bpmn", USER), ("f.json", FORM), ("d.dmn", TABLE), reason="首次")
    assert (done.changed, done.key, new(done)) == (True, "1", [("p", 1), ("f", 1), ("D1", 1)])
    with house.reading() as tx:
        (row,) = deployment.definitions(tx)
        assert (row["process_id"], row["source"], row["deployment_key"]) == ("p", "p.bpmn", "1")
        assert deployment.content(tx, row["digest"]) == USER
        assert deployment.form(tx, row["pins"], "f")["title"] == {"zh": "表单"}
        assert deployment.form_definition(tx, "f")["$id"] == "f"
        assert deployment.listing(tx)[0]["reason"] == "首次"
        (fact,) = history.read(tx, "deployment")
        assert (fact.event.type, fact.event.actor) == ("deployment_created", "system")
        assert audit.verify(tx, "deployment") == []
    assert audit.rebuild(house) == []


def test_the_same_again_changes_nothing(build: Callable[..., House]) -> None:
    house = build()
    deploy(house, ("p.bpmn", USER), ("f.json", FORM))
    again = deploy(house, ("p.bpmn", USER), ("f.json", FORM))
    assert (again.changed, again.key, new(again)) == (False, None, [])
    with house.reading() as tx:
        assert len(history.read(tx, "deployment")) == 1


def test_one_error_refuses_the_whole_set(build: Callable[..., House]) -> None:
    house = build()
    with pytest.raises(Refused) as refused:
        deploy(house, ("p.bpmn", USER), ("f.json", b"{"))
    assert [fault.rule for fault in refused.value.findings] == ["form_json"]
    assert versions(house) == {}


def test_whoever_uses_what_changed_gets_a_new_version(build: Callable[..., House]) -> None:
    house = build()
    deploy(house, ("p.bpmn", USER), ("f.json", FORM), ("d.dmn", TABLE), ("c.bpmn", CALLER))
    assert new(deploy(house, ("f.json", FORM + b" "))) == [("caller", 2), ("p", 2), ("f", 2)]
    assert new(deploy(house, ("d.dmn", TABLE + b" "))) == [("caller", 3), ("p", 3), ("D1", 2)]
    assert new(deploy(house, ("c.bpmn", CALLER + b" "))) == [("caller", 4)]
    assert versions(house) == {"p": 3, "caller": 4}


def test_a_running_case_keeps_its_version(build: Callable[..., House]) -> None:
    house = build()
    deploy(house, ("p.bpmn", USER), ("f.json", FORM))
    key = house.perform(lambda tx: process_instance.start(tx, "p", variables={}, actor=SYSTEM, at=MONDAY))
    deploy(house, ("f.json", '{"$id": "f", "title": {"zh": "新表单"}}'.encode()))
    with house.reading() as tx:
        assert process_instance.form(tx, key, "f")["title"] == {"zh": "表单"}
        assert deployment.form_definition(tx, "f")["title"] == {"zh": "新表单"}


def test_message_starts_are_those_of_the_newest_version(build: Callable[..., House]) -> None:
    house = build()
    by_event = bpmn(
        process("p", start("begin", by_message("m")), end(), chain("begin", "end")), before=message("m", "报告已确认", "no")
    )
    done = deploy(house, ("p.bpmn", by_event))
    assert done.definitions[0]["messages"] == [{"element_id": "begin", "name": "报告已确认"}]


def test_a_process_that_only_draws_somebody_else_is_not_deployed(build: Callable[..., House]) -> None:
    house = build()
    drawn = bpmn(process("p", start(), end(), chain("start", "end")), process("other", start("s"), end("e"), chain("s", "e")))
    done = deploy(house, ("p.bpmn", drawn.replace(b'"other" isExecutable="true"', b'"other" isExecutable="false"')))
    assert (new(done), list(done.processes)) == ([("p", 1)], ["p"])


def test_under_the_rules_of_the_house_every_name_must_be_known(build: Callable[..., House]) -> None:
    house = build()
    files = [SourceFile(name="p.bpmn", content=USER)]
    with pytest.raises(Refused) as refused, house.transaction() as tx:
        deployment.deploy(tx, files, actor=SYSTEM, at=MONDAY)
    assert {"unknown_form", "unknown_decision"} <= {fault.rule for fault in refused.value.findings}


def test_what_is_not_there_is_not_found(build: Callable[..., House]) -> None:
    house = build()
    deploy(house, ("p.bpmn", GOOD))
    with house.reading() as tx:
        pins = deployment.definitions(tx)[0]["pins"]
        for ask in (
            lambda: deployment.versions(tx, "q"), lambda: deployment.content(tx, "0"),
            lambda: deployment.form(tx, pins, "f"), lambda: deployment.form_definition(tx, "f"),
        ):
            with pytest.raises(NotFound):
                ask()
