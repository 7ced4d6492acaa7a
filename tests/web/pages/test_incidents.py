"""Incidents: operators see what stands still and try again."""

from __future__ import annotations

import re

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


def test_what_stands_still_is_said_in_words(stuck: World) -> None:
    assert "没有一个分支的条件成立" in words_of(stuck.person("operator").get("/incidents"))


def test_trying_again_without_mending_comes_to_the_same(stuck: World) -> None:
    operator = stuck.person("operator")
    found = re.search(r"/incidents/(\d+)/resolve", operator.get("/incidents").text)
    assert found
    assert operator.post(found[0], reason="再试一次").headers["Location"] == "/incidents?said=resolved"
    assert "没有一个分支的条件成立" in words_of(operator.get("/incidents"))
    assert operator.post(found[0], reason="再试一次").status_code == 409


def test_an_incident_that_nobody_knows(stuck: World) -> None:
    assert stuck.person("operator").post("/incidents/1/resolve", reason="x").status_code == 404
