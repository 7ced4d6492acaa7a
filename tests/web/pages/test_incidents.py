"""Incidents: operators see what stands still and try again."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine import deployment, process_instance
from engine.deployment import SourceFile
from engine.house import SYSTEM
from tests.web.setting import MONDAY, PROJECT, World, words_of

STUCK = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://bpmn.io/schema/bpmn"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<bpmn:process id="stuck" name="stuck" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="choose"/>
<bpmn:exclusiveGateway id="choose"><bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing><bpmn:outgoing>c</bpmn:outgoing></bpmn:exclusiveGateway>
<bpmn:sequenceFlow id="b" sourceRef="choose" targetRef="one"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 10</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="c" sourceRef="choose" targetRef="two"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 20</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:endEvent id="one"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
<bpmn:endEvent id="two"><bpmn:incoming>c</bpmn:incoming></bpmn:endEvent>
</bpmn:process></bpmn:definitions>"""


@pytest.fixture
def stuck(world: World) -> World:
    """A house in which one case stands at a gateway."""
    with world.house.transaction() as tx:
        files = [SourceFile(name="stuck.bpmn", content=STUCK)]
        deployment.deploy(tx, files, actor=SYSTEM, at=MONDAY, reason="", profile="bpmn")
        variables = {"amount": 1, "unit_id": "HBJ"}
        process_instance.start(tx, "stuck", variables=variables, actor=SYSTEM, at=MONDAY, business_key=PROJECT)
    return world


def only(world: World) -> str:
    """The address of the only open incident."""
    found = re.search(r"/incidents/\d+", world.person("operator").get("/incidents").text)
    assert found
    return found[0]


def case_of(address: str) -> str:
    """The case page of an incident."""
    return f"/cases/{int(address.rsplit('/', 1)[1]) // 10_000_000 * 10_000_000}"


def scope_of(page: str) -> str:
    """The scope that the last correction form is about."""
    return re.findall(r'name="scope" value="(\d+)"', page)[-1]


def test_the_list_says_what_happened_where_for_whom_and_since_when(stuck: World) -> None:
    page = words_of(stuck.person("operator").get("/incidents"))
    for text in ("没有一个分支的条件成立", "choose", "智慧环保综合监管平台", "市环境监测中心", "不到 1 小时"):
        assert text in page


@pytest.mark.parametrize(
    ("query", "listed"),
    [("", True), ("?state=every", True), ("?state=resolved", False), ("?code=gateway.no_flow", True), ("?code=timer.invalid", False),
     ("?process=stuck", True), ("?process=final_acceptance", False)],
)
def test_the_list_is_filtered(stuck: World, query: str, listed: bool) -> None:
    assert ("智慧环保综合监管平台" in words_of(stuck.person("operator").get(f"/incidents{query}"))) is listed


def test_one_incident_says_what_to_do_and_shows_the_variables_of_its_scope(stuck: World) -> None:
    page = words_of(stuck.person("operator").get(only(stuck)))
    assert "更正条件用到的数据后重试" in page
    assert "整个案件停在这里" in page
    english = stuck.person("operator")
    english.post("/language", language="en", next="/")
    assert "Correct what the conditions read" in words_of(english.get(only(stuck)))


def test_a_variable_is_corrected_where_it_is_wrong_and_the_case_goes_on(stuck: World) -> None:
    address, operator = only(stuck), stuck.person("operator")
    page = operator.get(address).text
    fields: Any = {"scope": scope_of(page), "new.amount": "15", "old.amount": "1", "new.unit_id": "HBJ", "old.unit_id": "HBJ"}
    assert operator.post(f"{address}/correct", **fields, reason="").status_code == 422
    assert operator.post(f"{address}/correct", **fields, reason="录入错误").headers["Location"].endswith("said=corrected")
    assert operator.post(f"{address}/correct", **{**fields, "new.amount": "16"}, reason="又一次").status_code == 409
    assert operator.post(f"{address}/resolve", reason="录入错误").headers["Location"].endswith("said=resolved")
    assert "没有未处理的故障" in words_of(operator.get("/incidents"))
    timeline = words_of(operator.get(case_of(address)))
    assert "更正案件数据：录入错误" in timeline
    assert "amount：1 → 15" in timeline
    assert "没有一个分支的条件成立" in timeline


def test_trying_again_without_mending_comes_to_the_same(stuck: World) -> None:
    address, operator = only(stuck), stuck.person("operator")
    assert operator.post(f"{address}/resolve", reason="再试一次").status_code == 302
    assert only(stuck) != address
    assert "没有一个分支的条件成立" in words_of(operator.get("/incidents"))
    assert operator.post(f"{address}/resolve", reason="再试一次").status_code == 409


def test_two_people_skip_a_gateway_and_the_timeline_names_both(stuck: World) -> None:
    address, operator, other = only(stuck), stuck.person("operator"), stuck.person("operator2")
    told: Any = {"flow": "c", "name": "amount", "kind": "number", "value": "30", "reason": "会议纪要第3号"}
    assert operator.post(f"{address}/skip", **told).headers["Location"].endswith("said=skip_proposed")
    assert "须由另一个人确认" in words_of(operator.get(address))
    refused = operator.post(f"{address}/skip/confirm")
    assert (refused.status_code, "朱维 自己提出的跳过须由另一个人确认" in words_of(refused)) == (403, True)
    assert "会议纪要第3号" in words_of(other.get(address))
    assert other.post(f"{address}/skip/confirm").headers["Location"].endswith("said=skipped")
    assert "朱维 提出，施安 于" in words_of(other.get(address))
    assert "确认跳过「choose」（朱维 提出）：会议纪要第3号" in words_of(other.get(case_of(address)))


def test_a_security_administrator_may_be_the_second_person_and_no_more(stuck: World) -> None:
    address, operator, security = only(stuck), stuck.person("operator"), stuck.person("security")
    for action in ("correct", "resolve", "skip"):
        assert security.post(f"{address}/{action}", reason="x").status_code == 403
    operator.post(f"{address}/skip", flow="b", reason="x")
    assert security.post(f"{address}/skip/decline", reason="依据不足").status_code == 302
    assert security.post(f"{address}/skip/confirm").status_code == 409
    operator.post(f"{address}/skip", flow="b", reason="x")
    assert security.post(f"{address}/skip/confirm").status_code == 302


@pytest.mark.parametrize("given", ["0", "-1", "many", "1000", "9" * 40])
def test_a_number_of_attempts_that_is_none(stuck: World, given: str) -> None:
    assert stuck.person("operator").post(f"{only(stuck)}/resolve", reason="x", retries=given).status_code == 422


def test_a_skip_that_leads_nowhere_is_refused_with_what_to_give(stuck: World) -> None:
    answer = stuck.person("operator").post(f"{only(stuck)}/skip", reason="x")
    assert (answer.status_code, "请选择走向" in words_of(answer)) == (422, True)


def test_the_scope_must_be_one_of_the_incident(stuck: World) -> None:
    assert stuck.person("operator").post(f"{only(stuck)}/correct", scope="7", reason="x").status_code == 422


def test_the_place_is_marked_on_its_diagram(stuck: World) -> None:
    address, operator = only(stuck), stuck.person("operator")
    assert '"held": ["choose"]' in operator.get(address).text
    assert operator.get(f"{address}/diagram").data == STUCK


@pytest.mark.parametrize("username", ["clerk", "lead", "auditor", "owner"])
def test_nobody_else_sees_or_does_anything_about_incidents(stuck: World, username: str) -> None:
    address, browser = only(stuck), stuck.person(username)
    assert [browser.get(f"{address}{end}").status_code for end in ("", "/diagram")] == [403, 403]
    for end in ("/correct", "/resolve", "/skip", "/skip/confirm", "/skip/decline"):
        assert browser.post(f"{address}{end}", reason="x").status_code == 403


def test_an_incident_that_nobody_knows(stuck: World) -> None:
    assert stuck.person("operator").post("/incidents/1/resolve", reason="x").status_code == 404
    assert stuck.person("operator").get("/incidents/x").status_code == 404
