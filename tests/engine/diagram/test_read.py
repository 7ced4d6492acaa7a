"""What a file draws is what the model says, in document order."""

from __future__ import annotations

import pytest

from engine.diagram import read
from engine.errors import Refused
from engine.model import NODES, EventDefinition, LoopEvent, Node, Process, VariableMapping
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import play

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" exporter="Modeler" exporterVersion="5">'
)


def process(body: str, roots: str = "", attributes: str = "") -> Process:
    text = f'{HEAD}<process id="p" {attributes}>{body}</process>{roots}</definitions>'
    return read(text.encode(), "given.bpmn").processes["p"]


def node(body: str, roots: str = "") -> Node:
    return next(iter(process(body, roots).nodes.values()))


def extended(kind: str, extension: str) -> Node:
    return node(f'<{kind} id="n"><extensionElements>{extension}</extensionElements></{kind}>')


@pytest.mark.parametrize("kind", sorted(NODES - {"boundaryEvent"}))
def test_every_kind_of_node_is_read(kind: str) -> None:
    assert node(f'<{kind} id="n" name="办理"/>').kind == kind


def test_a_missing_isexecutable_counts_as_true() -> None:
    assert process("").executable
    assert not process("", attributes='isExecutable="false"').executable


def test_nodes_flows_and_sub_processes_keep_document_order() -> None:
    drawn = process(
        '<sequenceFlow id="f2" sourceRef="b" targetRef="c"/><task id="b"/>'
        '<subProcess id="s"><task id="i"/><subProcess id="t"><task id="j"/></subProcess></subProcess>'
        '<task id="a"/><sequenceFlow id="f1" sourceRef="a" targetRef="c"/><task id="c"/>'
    )
    assert list(drawn.nodes) == ["b", "s", "i", "t", "j", "a", "c"]
    assert [drawn.nodes[name].parent for name in ("s", "i", "t", "j")] == [None, "s", "s", "t"]
    assert drawn.nodes["c"].incoming == ("f2", "f1")
    assert drawn.nodes["b"].outgoing == ("f2",)


def test_flows_without_id_get_names_that_nobody_else_has() -> None:
    flow = '<sequenceFlow sourceRef="a" targetRef="b"/>'
    drawn = process(f'<task id="a"/><task id="b"/><task id="Flow_2"/>{flow}{flow}{flow}')
    assert list(drawn.flows) == ["Flow_1", "Flow_3", "Flow_4"]
    assert drawn.nodes["a"].outgoing == ("Flow_1", "Flow_3", "Flow_4")


def test_messages_come_with_their_name_and_correlation_key() -> None:
    message = (
        '<message id="m" name="报告已确认"><extensionElements><zeebe:subscription correlationKey="=project_no"/>'
        "</extensionElements></message>"
    )
    expected = (EventDefinition(kind="message", name="报告已确认", correlation_key="=project_no"),)
    catch = '<intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>'
    assert node(catch, message).events == expected
    assert node('<receiveTask id="c" messageRef="m"/>', message).events == expected


def test_event_definitions_drawn_elsewhere_count_as_drawn_here() -> None:
    shared = '<timerEventDefinition id="late"><timeDuration> P10D </timeDuration></timerEventDefinition>'
    event = '<intermediateCatchEvent id="c"><eventDefinitionRef>late</eventDefinitionRef></intermediateCatchEvent>'
    assert node(event, shared).events == (EventDefinition(kind="timer", duration="P10D"),)


@pytest.mark.parametrize(("error", "name"), [
    ('<error id="e" errorCode="E1" name="退回"/>', "E1"),
    ('<error id="e" name="退回"/>', "退回"),
    ('<error id="e"/>', "e"),
    ("", None),
])
def test_an_error_is_known_by_its_code_its_name_or_its_id(error: str, name: str | None) -> None:
    event = '<endEvent id="n"><errorEventDefinition errorRef="e"/></endEvent>'
    assert node(event, error).events == (EventDefinition(kind="error", name=name),)


def test_an_event_without_definition_is_of_kind_none() -> None:
    assert node('<startEvent id="n"/>').events == (EventDefinition(kind="none"),)
    assert node('<task id="n"/>').events == ()


def test_boundary_events_interrupt_unless_told_otherwise() -> None:
    drawn = process(
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"/>'
        '<boundaryEvent id="c" attachedToRef="a" cancelActivity="false"/>'
    )
    assert [(one.id, one.interrupting) for one in drawn.boundaries("a")] == [("b", True), ("c", False)]


def test_an_event_sub_process_and_its_start_are_told_apart() -> None:
    drawn = process('<subProcess id="s" triggeredByEvent="true"><startEvent id="b" isInterrupting="false"/></subProcess>')
    assert drawn.nodes["s"].triggered_by_event
    assert not drawn.nodes["b"].interrupting


def test_zeebe_extensions_of_tasks() -> None:
    task = extended("serviceTask", (
        '<zeebe:taskDefinition type="cryptography.check_plan" retries="5"/>'
        '<zeebe:ioMapping><zeebe:output source="=b" target="d"/><zeebe:input source="=plan" target="x.y"/></zeebe:ioMapping>'
        '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>'
        '<zeebe:properties><zeebe:property name="clause" value="12"/></zeebe:properties>'
    ))
    assert (task.job_type, task.retries) == ("cryptography.check_plan", "5")
    assert task.inputs == (VariableMapping(source="=plan", target="x.y"),)
    assert task.outputs == (VariableMapping(source="=b", target="d"),)
    assert (task.headers, task.properties) == ({"k": "v"}, {"clause": "12"})


def test_zeebe_extensions_of_user_tasks() -> None:
    task = extended("userTask", (
        '<zeebe:userTask/><zeebe:formDefinition formId="opinion"/>'
        '<zeebe:assignmentDefinition assignee="=a" candidateGroups="b" candidateUsers="c"/>'
        '<zeebe:taskSchedule dueDate="=d" followUpDate="=f"/><zeebe:priorityDefinition priority="70"/>'
    ))
    found = (task.form_id, task.assignee, task.candidate_groups, task.candidate_users, task.due_date,
             task.follow_up_date, task.priority)
    assert found == ("opinion", "=a", "b", "c", "=d", "=f", "70")


def test_decisions_and_called_processes() -> None:
    rule = extended("businessRuleTask", '<zeebe:calledDecision decisionId="D11" resultVariable="blockers"/>')
    assert (rule.decision_id, rule.result_variable) == ("D11", "blockers")
    call = extended("callActivity", '<zeebe:calledElement processId="q" propagateAllChildVariables="false"/>')
    assert (call.called_process, call.propagate_parent_variables, call.propagate_child_variables) == ("q", True, False)
    assert node('<callActivity id="n" calledElement="t:q" xmlns:t="urn:t"/>').called_process == "q"


def test_lanes_inside_lanes_hold_their_own_nodes_and_events_go_with_their_activity() -> None:
    drawn = process(
        '<laneSet><lane id="city" name="市"><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef><childLaneSet>'
        '<lane id="bureau" name="数据局"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>'
        '<task id="a"/><subProcess id="b"><task id="i"/></subProcess><boundaryEvent id="e" attachedToRef="b"/><task id="c"/>'
    )
    assert [(lane.id, lane.nodes) for lane in drawn.lanes] == [("city", ("a",)), ("bureau", ("b",))]
    assert {name: one.lane for name, one in drawn.nodes.items()} == {
        "a": "city", "b": "bureau", "i": "bureau", "e": "bureau", "c": None,
    }


def test_several_pools_are_several_processes_named_by_their_pool() -> None:
    text = HEAD + (
        '<collaboration id="c"><participant id="x" name="建设单位" processRef="p"/><participant id="y" name="空池"/>'
        '</collaboration><process id="p"/><process id="q" name="审核"><documentation>第一段</documentation>'
        "<documentation>第二段</documentation></process></definitions>"
    )
    diagram = read(text.encode(), "given.bpmn")
    assert [(one.id, one.name) for one in diagram.processes.values()] == [("p", "建设单位"), ("q", "审核")]
    assert diagram.processes["q"].documentation == "第一段\n第二段"
    assert diagram.exporter == "Modeler 5"


def test_references_that_lead_nowhere_are_read_as_they_stand() -> None:
    drawn = process('<task id="a" default="x"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/>')
    assert drawn.flows["f"].target == "gone"
    assert drawn.nodes["a"].default_flow == "x"


def test_a_file_that_cannot_be_read_is_refused_with_its_faults() -> None:
    with pytest.raises(Refused) as refused:
        read(b"<broken", "given.bpmn")
    assert refused.value.code == "diagram.refused"
    assert [fault.rule for fault in refused.value.findings] == ["xml"]


def test_what_a_compensation_boundary_leads_to_is_found_by_its_association() -> None:
    drawn = process(
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>'
        '<task id="undo" isForCompensation="true"/>'
        '<endEvent id="e"><compensateEventDefinition activityRef="a" waitForCompletion="false"/></endEvent>'
        '<association id="l" sourceRef="b" targetRef="undo"/>'
    )
    assert (drawn.nodes["b"].undone_by, drawn.nodes["undo"].for_compensation) == ("undo", True)
    assert drawn.nodes["e"].events == (EventDefinition(kind="compensate", name="a", wait_for_completion=False),)


def test_attributes_of_gateways_activities_and_ad_hoc_sub_processes() -> None:
    gateway = node("<complexGateway id='n'><activationCondition>=activationCount &gt; 1</activationCondition></complexGateway>")
    assert gateway.activation_condition == "=activationCount > 1"
    begins = node('<eventBasedGateway id="n" instantiate="true" eventGatewayType="Parallel"/>')
    assert (begins.instantiate, begins.all_events) == (True, True)
    task = node('<task id="n" startQuantity="2" completionQuantity="3"/>')
    assert (task.start_quantity, task.completion_quantity) == (2, 3)
    ad_hoc = node(
        '<adHocSubProcess id="n" ordering="Sequential" cancelRemainingInstances="false"><extensionElements>'
        '<zeebe:adHoc activeElementsCollection="=[&quot;a&quot;]"/></extensionElements><task id="a"/>'
        "<completionCondition>=done</completionCondition></adHocSubProcess>"
    )
    found = (ad_hoc.sequential, ad_hoc.cancel_remaining, ad_hoc.completion_condition, ad_hoc.active_elements)
    assert found == (True, False, "=done", '=["a"]')


@plays("global task")
def test_a_global_task_is_a_process_of_one_task() -> None:
    text = HEAD + (
        '<globalUserTask id="opinion" name="出具意见"><extensionElements>'
        '<zeebe:assignmentDefinition candidateGroups="reviewer"/></extensionElements></globalUserTask>'
        '<process id="p"><callActivity id="c" calledElement="opinion"/></process></definitions>'
    )
    processes = read(text.encode(), "given.bpmn").processes
    assert list(processes) == ["p", "opinion"]
    task = processes["opinion"].nodes["opinion"]
    assert (task.kind, task.name, task.candidate_groups) == ("userTask", "出具意见", "reviewer")
    played = play(processes["p"], processes["opinion"])
    played.complete("opinion")
    assert played.outcome == "completed"


@plays("eventDefinitionRef")
def test_a_definition_drawn_elsewhere_counts_as_drawn_here() -> None:
    catch = node(
        '<intermediateCatchEvent id="n"><eventDefinitionRef>stop</eventDefinitionRef></intermediateCatchEvent>',
        '<signalEventDefinition id="stop" signalRef="s"/><signal id="s" name="停办"/>',
    )
    assert catch.events == (EventDefinition(kind="signal", name="停办"),)


def test_what_a_multi_instance_throws() -> None:
    def loop(attributes: str, inner: str = "") -> tuple[LoopEvent, ...]:
        drawn = node(
            f'<task id="n"><multiInstanceLoopCharacteristics {attributes}><loopCardinality>2</loopCardinality>{inner}'
            "</multiInstanceLoopCharacteristics></task>", '<signalEventDefinition id="d" signalRef="s"/><signal id="s" name="票"/>',
        )
        return drawn.loop.events if drawn.loop is not None else ()

    vote = EventDefinition(kind="signal", name="票")
    assert loop('behavior="None" noneBehaviorEventRef="d"') == (LoopEvent(when="each", event=vote),)
    assert loop('behavior="One" oneBehaviorEventRef="d"') == (LoopEvent(when="first", event=vote),)
    assert loop('noneBehaviorEventRef="d"') == ()
    inner = (
        "<complexBehaviorDefinition><condition>=x</condition><event id='i'><eventDefinitionRef>d</eventDefinitionRef></event>"
        "</complexBehaviorDefinition>"
    )
    assert loop('behavior="Complex"', inner) == (LoopEvent(when="each", event=vote, condition="=x"),)
