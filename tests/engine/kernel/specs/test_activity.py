"""Activities: user tasks, jobs, decisions' gates, mappings, deadlines."""

from dataclasses import replace

import pytest

from engine import decision
from engine.errors import NotFound
from engine.kernel import Definition, Kernel
from engine.model import Lane, Process, VariableMapping
from tests.engine.decision.test_examples_files import FILES
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import CalendarDays, Play, chain, draw, event, node, play


def one(task: object) -> Process:
    return draw([node("s", "startEvent"), task, node("e", "endEvent")], chain("s", task.id, "e"))  # type: ignore


@plays("user task")
def test_a_user_task_says_who_may_do_it_by_when_and_why() -> None:
    task = node(
        "u", "userTask", name="受理", form_id="acceptance",
        candidate_groups='=["data_accept", "unit_clerk@" + unit_id]',
        candidate_users="a, b", properties={"clause": "26", "param": "T19"}, lane="L", documentation="说明",
    )
    process = replace(one(task), lanes=(Lane(id="L", name="市数据局"),))
    body = play(process, unit_id="U1").bodies("user_task_created")[0]
    assert body["candidate_groups"] == ["data_accept", "unit_clerk@U1"]
    assert body["candidate_users"] == ["a", "b"]
    assert body["due_at"] == "2027-01-14T01:00:00.000000Z"
    assert (body["name"], body["form_id"], body["clause"], body["lane"]) == ("受理", "acceptance", "26", "市数据局")


def test_a_due_day_ends_at_midnight_local_time() -> None:
    body = play(one(node("u", "userTask", due_date='=date("2027-03-01")'))).bodies("user_task_created")[0]
    assert body["due_at"] == "2027-03-01T16:00:00.000000Z"


def test_a_deadline_counts_from_param_from() -> None:
    task = node("u", "userTask", properties={"param": "T19", "param_from": "=date(accepted_on)"})
    body = play(one(task), accepted_on="2027-02-01").bodies("user_task_created")[0]
    assert body["due_at"] == "2027-02-10T16:00:00.000000Z"


@pytest.mark.parametrize(("urgent", "param"), [(True, "T19"), (False, None)])
def test_the_limit_of_a_step_may_hang_on_the_case(urgent: bool, param: str | None) -> None:
    played = play(one(node("u", "userTask", properties={"param": '=if urgent then "T19" else "T99"'})), urgent=urgent)
    assert [body["due_param"] for body in played.bodies("user_task_created")] == [param] * urgent
    assert [body["data"] for body in played.bodies("incident_created")] == [{"parameter": "T99"}] * (not urgent)


def test_a_group_of_an_unknown_role_is_an_incident() -> None:
    played = play(one(node("u", "userTask", candidate_groups="nobody@X")), roles=frozenset({"data_accept"}))
    assert played.bodies("incident_created")[0]["data"] == {"groups": ["nobody@X"]}
    assert played.count("user_task_created") == 0


def test_completing_twice_is_refused() -> None:
    played = play(draw([node("s", "startEvent"), node("g", "parallelGateway"), node("u", "userTask"),
                        node("v", "userTask")], [*chain("s", "g"), *chain("g", "u"), *chain("g", "v")]))
    played.complete("u")
    with pytest.raises(NotFound):
        played.complete("u")


def test_results_go_to_the_nearest_scope_that_holds_the_variable_else_to_the_root() -> None:
    task = node("u", "userTask", inputs=(VariableMapping(source='="draft"', target="note"),))
    played = play(one(task), amount=1)
    played.complete("u", note="final", amount=2, fresh=3)
    assert played.variables() == {"amount": 2, "fresh": 3}, "note was the task's own"


def test_output_mappings_replace_the_result_and_build_nested_contexts() -> None:
    mappings = (
        VariableMapping(source="=verdict", target="review.crypto"),
        VariableMapping(source="=score * 2", target="review.score"),
    )
    played = play(one(node("j", "serviceTask", job_type="a.b", outputs=mappings)), review={"cac": "通过"})
    played.job("j", variables={"score": 4}, verdict="通过", findings=[])
    assert played.variables()["review"] == {"cac": "通过", "crypto": "通过", "score": 8}
    assert "score" not in played.variables()


@plays("service task")
def test_a_job_carries_type_headers_and_retries_and_its_records_and_documents_become_history() -> None:
    task = node("j", "serviceTask", job_type="data_bureau.check", headers={"k": "v"}, retries="5")
    played = play(one(task))
    assert played.bodies("job_created")[0] == {
        "type": "data_bureau.check", "headers": {"k": "v"}, "retries": 5, "clause": None, "name": "",
    }
    change = {"register": "project", "key": "P1", "fields": {"state": "建成"}, "old": {"state": "建设中"}}
    played.job("j", records=[change], documents=[{"kind": "D-19", "number": "1", "organ": "", "title": "", "data": {}}])
    assert played.bodies("record_changed") == [change]
    assert played.bodies("document_issued")[0]["number"] == "1"
    assert played.outcome == "completed"


def test_the_last_failure_opens_an_incident_and_resolving_it_makes_a_new_job() -> None:
    played = play(one(node("j", "serviceTask", job_type="a.b")))
    key = played.key("j", "job_created")
    played.apply("job_failed", key, message="timeout", retries=1)
    assert played.count("incident_created") == 0
    played.apply("job_failed", key, message="timeout", retries=0)
    incident = played.bodies("incident_created")[0]
    assert incident["code"] == "job.no_retries"
    played.apply("incident_resolved", incident_key=incident["incident_key"])
    assert played.count("job_created") == 2
    played.job("j")
    assert played.outcome == "completed"


def test_a_check_that_does_not_pass_blocks_its_gate_and_names_the_reasons() -> None:
    task = node("j", "serviceTask", job_type="a.b", properties={"gate": "G30", "clause": "26"})
    evidence = [{"kind": "field", "ref": "crypto_conclusion", "value": "不符合"}]
    found = {"item": "密评结论", "verdict": "不通过", "clauses": ["26"], "evidence": evidence}
    played = play(one(task))
    played.job("j", verdict="不通过", findings=[found, {"item": "x", "verdict": "通过"}])
    gate = played.bodies("gate_evaluated")[0]
    assert (gate["gate"], gate["outcome"], gate["clause"], gate["reasons"]) == ("G30", "blocked", "26", [found])
    assert (gate["inputs"], gate["rule"]) == ({"crypto_conclusion": "不符合"}, {"handler": "a.b"})


def test_the_gate_itself_may_be_an_expression() -> None:
    task = node("u", "userTask", properties={"gate": "=gate", "clause": "9", "gate_outcome": '="overridden"'})
    played = play(one(task), gate="G23")
    played.complete("u")
    assert [(body["gate"], body["outcome"]) for body in played.bodies("gate_evaluated")] == [("G23", "overridden")]


def test_a_gate_that_is_no_name_stops_the_case() -> None:
    played = play(one(node("u", "userTask", properties={"gate": "=1", "clause": "9"})))
    played.complete("u")
    assert played.bodies("incident_created")[0]["code"] == "gate.name"


def test_an_output_mapping_may_say_who_completed_the_task_and_a_form_cannot_claim_it() -> None:
    played = play(one(node("u", "userTask", outputs=(VariableMapping(source="=completed_by", target="signed_by"),))))
    played.complete("u", completed_by="somebody else")
    assert played.variables()["signed_by"] == "tester"
    plain = play(one(node("u", "userTask")))
    plain.complete("u", x=1)
    assert "completed_by" not in plain.variables()


def test_gate_outcome_may_be_an_expression() -> None:
    outcome = '=if late then "flagged" else "passed"'
    task = node("u", "userTask", properties={"gate": "G33", "clause": "27", "gate_outcome": outcome})
    played = play(one(task))
    played.complete("u", late=True)
    assert [body["outcome"] for body in played.bodies("gate_evaluated")] == ["flagged"]


DMN = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="D" name="D" namespace="x">
<decision id="D11" name="blockers"><decisionTable id="t" hitPolicy="COLLECT">
<input id="i"><inputExpression id="ie" typeRef="string"><text>conclusion</text></inputExpression></input>
<output id="o1" name="gate" typeRef="string"/><output id="o2" name="reason" typeRef="string"/>
<rule id="r1"><inputEntry id="a"><text>"不符合"</text></inputEntry>
<outputEntry id="b"><text>"G30"</text></outputEntry><outputEntry id="c"><text>"密评不合格"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


@plays("business rule task")
def test_a_decision_says_which_rule_fired_and_one_gate_for_each_blocker() -> None:
    task = node("r", "businessRuleTask", decision_id="D11", result_variable="blockers", properties={"gate": "G29"})
    process = one(task)
    definition = Definition({"p": process}, {"D11": decision.read(DMN.encode())})
    for conclusion, gates in (("不符合", [("G30", "blocked")]), ("符合", [("G29", "passed")])):
        played = Play(definition, Kernel.start(definition, CalendarDays()))
        played.apply("process_instance_created", "10000000", key="10000000", process_id="p",
                     variables={"conclusion": conclusion})
        body = played.bodies("decision_evaluated")[0]
        assert len(body["rules"]) == (conclusion == "不符合")
        assert body["inputs"] == {"conclusion": conclusion}
        assert [(gate["gate"], gate["outcome"]) for gate in played.bodies("gate_evaluated")] == gates
        assert {gate["rule"]["digest"] for gate in played.bodies("gate_evaluated")} == {body["digest"]}
        assert played.variables()["blockers"] == body["result"]


def test_the_rules_of_needed_decisions_are_in_the_history_too() -> None:
    task = node("r", "businessRuleTask", decision_id="d_flags", result_variable="flags")
    model = decision.read(FILES["funding_13.dmn"])
    definition = Definition({"p": one(task)}, {"d_flags": model})
    played = Play(definition, Kernel.start(definition, CalendarDays()))
    given = {"费用": [{"名称": "软件", "金额": 200}], "申报 日期": "2027-01-04"}
    played.apply("process_instance_created", "10000000", key="10000000", process_id="p", variables=given)
    (body,) = played.bodies("decision_evaluated")
    assert body["inputs"] == given
    assert [(rule["decision"], rule["rule_id"], rule["inputs"]) for rule in body["rules"]] == [
        ("d_rate", "r2", {"合计(万元)": 200, "申报 日期": "2027-01-04"}), ("d_flags", "f1", {"核定金额": 100}),
    ]


def test_a_loaded_calendar_moves_open_due_dates_and_the_timers_that_hang_on_them() -> None:
    process = draw(
        [node("s", "startEvent"), node("u", "userTask", properties={"param": "T19"}),
         node("r", "boundaryEvent", attached_to="u", interrupting=False,
              events=event("timer", date='=due_at - duration("P3D")')),
         node("e", "endEvent"), node("f", "endEvent")],
        [*chain("s", "u", "e"), *chain("r", "f")],
    )
    played = play(process)
    assert played.bodies("timer_scheduled")[0]["due_at"] == "2027-01-11T01:00:00.000000Z"
    played.calendar = "late"
    played.apply("due_dates_recomputed")
    moved = {e.element_id: e.body for e in played.events if e.type == "due_date_changed"}
    assert moved["u"] == {"due_at": "2027-01-15T01:00:00.000000Z", "provisional": True}
    assert moved["r"]["due_at"] == "2027-01-12T01:00:00.000000Z"
