"""Activities: what they wait for, their deadlines, and the boundary events that watch them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine import feel
from engine.decision import RuleHit
from engine.errors import EngineError
from engine.kernel import pauses
from engine.kernel.plan import Skip, Stuck
from engine.kernel.specs.compensation import remember
from engine.kernel.specs.deadlines import count_again, due_of, moment, set_due
from engine.kernel.specs.element import ElementSpec
from engine.kernel.specs.events.waiting import watch
from engine.kernel.specs.mappings import assign_inputs
from engine.kernel.token import Token
from engine.values import ZONE


class Activity(ElementSpec):
    """A task without more: done as soon as it is reached (BPMN task and manual task)."""

    def prepare(self, token: Token) -> None:
        """Inputs, the deadline that the property `param` names, and the boundary events."""
        assign_inputs(token, (*self.node.data_inputs, *self.node.inputs))
        set_due(token, self.node.properties)
        self.attach(token)
        if pauses.stops_clock(self.node):
            pauses.stop_for(token)

    def _on_complete_hook(self, token: Token) -> None:
        pauses.run_on_after(token)
        super()._on_complete_hook(token)

    def _on_cancel(self, token: Token) -> None:
        pauses.run_on_after(token)
        super()._on_cancel(token)

    def attach(self, token: Token) -> None:
        """Begin to watch for the boundary events; inside a loop the loop's body has them."""
        if self.node.loop is None:
            watch(token, self.process)

    def count_again(self, token: Token) -> None:
        """The deadline that boundary timers may hang on."""
        count_again(token)

    def remember(self, token: Token) -> None:
        """What can undo it may be asked to."""
        remember(token)


class UserTask(Activity):
    """Waits for a person."""

    def behave(self, token: Token) -> bool:
        """Offer the task to its candidates, with its due date."""
        game, node = token.workflow, self.node
        counted = due_of(token)
        groups = words(token, node.candidate_groups)
        self.check_groups(token, groups)
        body = {
            "name": node.name, "form_id": text(token, node.form_id), "assignee": text(token, node.assignee),
            "candidate_groups": groups, "candidate_users": words(token, node.candidate_users),
            "due_at": self.due(token), "follow_up_at": moment(token, node.follow_up_date),
            "due_provisional": bool(counted.get("provisional")), "due_param": counted.get("param"),
            "due_from": counted.get("start"),
            "priority": game.json(token, node.priority) if node.priority else None,
            "clause": node.properties.get("clause"), "documentation": node.documentation,
            "process_id": self.process.id, "lane": self.lane_name,
            "loop_counter": token.internal_data.get("loop_counter"),
        }
        game.emit("user_task_created", token, body)
        return False

    @property
    def lane_name(self) -> str | None:
        """What the lane that the task is drawn in says."""
        return next((lane.name for lane in self.process.lanes if lane.id == self.node.lane), None)

    def due(self, token: Token) -> str | None:
        """When the task is due."""
        return moment(token, self.node.due_date or ("=due_at" if "param" in self.node.properties else None))

    def count_again(self, token: Token) -> None:
        """The due date that hangs on the deadline."""
        if count_again(token) and token.internal_data.get("stage") == "outputs":
            provisional = token.internal_data["due"]["provisional"]
            game = token.workflow
            game.emit("due_date_changed", token, {"due_at": self.due(token), "provisional": provisional})

    def check_groups(self, token: Token, groups: list[str]) -> None:
        """Raises Stuck for a group whose role is not configured: nobody would ever see the task."""
        known = token.workflow.plan.roles
        unknown = [group for group in groups if known is not None and group.split("@")[0] not in known]
        if unknown:
            raise Stuck("group.unknown", groups=unknown)

    def _on_cancel(self, token: Token) -> None:
        if token.internal_data.get("stage") == "outputs" and "result" not in token.internal_data:
            token.workflow.emit("user_task_cancelled", token, {"reason": token.internal_data["reason"]})
        super()._on_cancel(token)


class JobTask(Activity):
    """Waits for a handler: service task, send task or business rule task with a job type."""

    @property
    def makes_job(self) -> bool:
        """Whether it is a handler that it waits for."""
        return True

    def behave(self, token: Token) -> bool | None:
        """Create the job that a handler completes."""
        game, node = token.workflow, self.node
        token.internal_data.pop("failed", None)
        # After an incident as many attempts as the operator grants.
        retries = token.internal_data.pop("retries", None) or (game.json(token, node.retries) if node.retries else None)
        body = {
            "type": text(token, node.job_type) or "", "headers": dict(node.headers), "retries": int(retries or 3),
            "clause": node.properties.get("clause"), "name": node.name,
        }
        game.emit("job_created", token, body)
        return False

    def skip(self, token: Token, skip: Skip) -> None:
        """A job that has failed is not tried again. Raises as for every element."""
        if token.internal_data.pop("failed", False):
            token.workflow.emit("job_cancelled", token, {})
        super().skip(token, skip)

    def gates(self, token: Token, gate: str) -> Iterator[Mapping[str, Any]]:
        """What the check found: 不通过 blocks, 存疑 is for a person."""
        by_verdict = {"不通过": "blocked", "存疑": "for_person"}
        result = token.internal_data.get("result", {})
        outcome = self.gate_outcome(token) or by_verdict.get(str(result.get("verdict")), "passed")
        findings = result.get("findings") or ()
        reasons = [found for found in findings if found["verdict"] in by_verdict]
        evidence = [seen for found in findings for seen in found.get("evidence") or ()]
        inputs = {seen["ref"]: seen.get("value") for seen in evidence if "ref" in seen}
        yield self.gate(token, gate, outcome, rule={"handler": self.node.job_type}, inputs=inputs, reasons=reasons)

    def _on_cancel(self, token: Token) -> None:
        waits = token.internal_data.get("stage") == "outputs" and "result" not in token.internal_data
        if waits and self.makes_job:
            token.workflow.emit("job_cancelled", token, {})
        super()._on_cancel(token)


class BusinessRuleTask(Activity):
    """Asks a decision table."""

    def behave(self, token: Token) -> None:
        """Evaluate the decision by what is visible here. Raises Stuck when it is unknown or has no sound result."""
        game, node = token.workflow, self.node
        decision = text(token, node.decision_id) or ""
        model = game.plan.decisions.get(decision)
        if model is None:
            raise Stuck("decision.unknown", decision=decision)
        context = game.context(token)
        try:
            outcome = model.evaluate(decision, context, now=game.fact.at.astimezone(ZONE))
        except EngineError as error:
            raise Stuck("decision.failed", decision=decision, errors=[error.code]) from error
        if outcome.errors:
            raise Stuck("decision.failed", decision=decision, errors=[str(error) for error in outcome.errors])
        result = feel.to_json(outcome.result)
        seen = {name: context.get(name) for name in model.find(decision).inputs}
        body = {
            "decision": decision, "digest": model.digest, "inputs": feel.to_json(seen),
            "rules": [rule_body(hit) for hit in outcome.rules], "result": result,
        }
        game.emit("decision_evaluated", token, body)
        token.internal_data["result"] = {node.result_variable or decision: result}
        rule = {"decision": decision, "digest": model.digest}
        token.internal_data["decided"] = {"inputs": body["inputs"], "result": result, "rule": rule}

    def gates(self, token: Token, gate: str) -> Iterator[Mapping[str, Any]]:
        """One evaluation for each blocker that the table returned, or one that says passed."""
        decided = token.internal_data["decided"]
        blockers = [row for row in decided["result"] or () if isinstance(row, dict)]
        outcome = self.gate_outcome(token)
        for row in blockers if outcome is None else ():
            clause = row.get("clause") or self.node.properties.get("clause")
            yield self.gate(
                token, row.get("gate") or gate, row.get("outcome") or "blocked",
                clause=clause, rule=decided["rule"], inputs=decided["inputs"], reasons=[row],
            )
        if outcome or not blockers:
            found = {"rule": decided["rule"], "inputs": decided["inputs"], "reasons": blockers}
            yield self.gate(token, gate, outcome or "passed", **found)


def rule_body(hit: RuleHit) -> dict[str, Any]:
    """A rule that fired, as `decision_evaluated` names it."""
    return {
        "decision": hit.decision, "rule_id": hit.rule_id, "index": hit.index, "inputs": dict(hit.inputs),
        "outputs": dict(hit.outputs), "annotations": dict(hit.annotations),
    }


def text(token: Token, expression: str | None) -> str | None:
    """An expression's text. Raises Stuck when it is neither text nor null."""
    value = token.workflow.evaluate(token, expression) if expression else None
    if value is not None and not isinstance(value, str):
        raise Stuck("expression.not_text", expression=expression)
    return value


def words(token: Token, expression: str | None) -> list[str]:
    """Users or groups: a FEEL list or text, or literals separated by commas. Raises Stuck for anything else."""
    value = token.workflow.evaluate(token, expression) if expression else []
    if isinstance(value, str):
        value = [word.strip() for word in value.split(",") if word.strip()]
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise Stuck("expression.not_text", expression=expression)
    return value
