"""Loops around an activity: parallel and sequential multi-instance, standard loop. The body holds the iterations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import Conflict
from engine.kernel.game import STEP_BUDGET
from engine.kernel.plan import Stuck
from engine.kernel.specs.compensation import remember
from engine.kernel.specs.deadlines import count_again, set_due
from engine.kernel.specs.element import ElementSpec, spec_name
from engine.kernel.specs.events.throwing import THROW
from engine.kernel.specs.events.waiting import watch
from engine.kernel.specs.joining import live
from engine.kernel.token import Token
from engine.model import Loop


class LoopBody(ElementSpec):
    """What all loops share: iterations are tokens inside the body, each with its own scope.

    The body is no visit of the element, its iterations are: whoever counts visits must not see it (BPMN 2.0.2, 13.3.6:
    a loop that is tested before and never runs visits nothing).
    """

    subject = "frame"

    def kind(self) -> str:
        """Told apart from its iterations."""
        return "multiInstanceBody"

    @property
    def loop(self) -> Loop:
        """The node's loop characteristics."""
        if self.node.loop is None:
            raise AssertionError("a loop body has a loop")
        return self.node.loop

    def prepare(self, token: Token) -> None:
        """The deadline, and the boundary events of the whole."""
        set_due(token, self.node.properties)
        watch(token, self.process)

    def outputs(self, token: Token) -> None:
        """The collected output goes outwards; everything else has gone already."""
        if self.loop.output_collection is not None:
            collected = token.workflow.scopes.get(token.id).get(self.loop.output_collection, [])
            token.workflow.propagate(token.parent or token, self.loop.output_collection, collected)

    def iterate(self, token: Token, index: int) -> None:
        """Begin iteration `index` (0-based) with its item and `loopCounter` (1-based)."""
        game, state = token.workflow, token.internal_data["loop"]
        state["begun"] = max(state["begun"], index + 1)
        own = {"loopCounter": index + 1}
        if self.loop.input_element is not None and state["items"] is not None:
            own[self.loop.input_element] = state["items"][index]
        game.spawn(spec_name(self.process, self.node.id, inner=True), token, loop_counter=index + 1, variables=own)

    def again_from(self, token: Token, counter: int) -> None:
        """An iteration that was completed runs again; of sequential ones those after it do, too. Raises Conflict."""
        game, state = token.workflow, token.internal_data["loop"]
        running = [child for child in live(token) if child.internal_data.get("loop_counter", 0) >= counter]
        again = [child for child in running if child.internal_data["loop_counter"] == counter]
        if again or counter > state["begun"] or "incident" in token.internal_data:
            raise Conflict("rework.gone_on", target=self.element_id)
        if self.loop.kind != "parallel":
            for child in running:
                game.terminate(child, "withdrawn")
            state["begun"] = counter - 1
        self.iterate(token, counter - 1)

    def enough(self, token: Token, own: Mapping[str, Any]) -> bool:
        """Whether the completion condition is met, seen with the variables of the iteration that ended last. Raises Stuck."""
        if self.loop.completion_condition is None:
            return False
        return token.workflow.condition(token, self.loop.completion_condition, {**own, **self.counts(token)})

    def skip_outputs(self, token: Token, variables: Mapping[str, Any]) -> None:
        """What was collected so far goes outwards, then what two people decided. Raises Stuck."""
        if "loop" in token.internal_data:
            self.outputs(token)
        super().skip_outputs(token, variables)

    def counts(self, token: Token, completing: int = 0) -> dict[str, int]:
        """How many instances there are; `completing` of the active ones count as completed already."""
        state, active = token.internal_data["loop"], len(live(token)) - completing
        removed = state.get("removed", [])
        ended = sum(counter <= state["begun"] for counter in removed)
        return {
            "numberOfInstances": state["count"] - len(removed), "numberOfActiveInstances": active,
            "numberOfCompletedInstances": state["begun"] - active - ended, "numberOfTerminatedInstances": len(removed),
        }

    def count_again(self, token: Token) -> None:
        """The deadline that boundary timers may hang on."""
        count_again(token)

    def remember(self, token: Token) -> None:
        """What can undo its iterations may be asked to."""
        remember(token)


def _meant(count: int) -> int:
    """As many instances as one case may have. Raises Stuck before anything is made for more."""
    if count > STEP_BUDGET:
        raise Stuck("step_budget", budget=STEP_BUDGET)
    return count


class MultiInstanceBody(LoopBody):
    """BPMN 2.0.2, 13.3.7; the collection, item and output semantics of `zeebe:loopCharacteristics`."""

    def behave(self, token: Token) -> bool | None:
        """Begin all iterations, or the first; none at all completes the body at once. Raises Stuck."""
        items, count = self.items(token)
        token.internal_data["loop"] = {"items": items, "count": count, "begun": 0}
        if self.loop.output_collection is not None:
            token.workflow.set_local(token, self.loop.output_collection, [None] * count)
        for index in range(count if self.loop.kind == "parallel" else min(count, 1)):
            self.iterate(token, index)
        return False if count else None

    def items(self, token: Token) -> tuple[list[Any] | None, int]:
        """The collection and its length, or only a cardinality. Raises Stuck when neither is what it should be."""
        game, loop = token.workflow, self.loop
        if loop.input_collection is not None:
            items = game.json(token, loop.input_collection)
            if not isinstance(items, list):
                raise Stuck("collection.invalid", expression=loop.input_collection)
            return items, _meant(len(items))
        value = game.json(token, loop.cardinality or "")
        count = int(value) if str(value).isdecimal() else -1
        if count < 0:
            raise Stuck("collection.invalid", expression=loop.cardinality)
        return None, _meant(count)

    def iteration_ends(self, token: Token, child: Token) -> bool | None:
        """Throw what `behavior` says (BPMN 2.0.2, 10.3.8). False when that ended the activity. Raises Stuck."""
        game, internal = token.workflow, child.internal_data
        counts = self.counts(token, completing=1)
        seen = {**game.scopes.get(child.id), **counts}
        for number in range(internal.get("thrown_so_far", 0), len(self.loop.events)):
            internal["thrown_so_far"] = number
            one = self.loop.events[number]
            wanted = one.when == "each" or counts["numberOfCompletedInstances"] == 1
            if wanted and (one.condition is None or game.condition(token, one.condition, seen)):
                if THROW[one.event.kind](child, one.event, game.scopes.get(child.id)) is False:
                    return False
        return None

    def child_completed(self, token: Token, child: Token) -> None:
        """Keep the output; go on, or be complete when all are done or the condition says enough."""
        game = token.workflow
        if "collected" in child.internal_data:
            outputs = list(game.scopes.get(token.id)[str(self.loop.output_collection)])
            outputs[child.internal_data["loop_counter"] - 1] = child.internal_data["collected"]
            game.set_local(token, str(self.loop.output_collection), outputs)
        self.settle(token, child)

    def settle(self, token: Token, child: Token) -> None:
        """An instance has ended: is it enough? While the activity is held others may end, and nothing is asked."""
        token.internal_data["last"] = dict(token.workflow.scopes.get(child.id))
        if "incident" not in token.internal_data:
            self.settle_by_last(token)

    def settle_by_last(self, token: Token) -> None:
        """Ask with the variables of the instance that ended last; held when there is no answer."""
        game = token.workflow
        try:
            enough = self.enough(token, token.internal_data["last"])
        except Stuck as stuck:
            game.hold(token, stuck)
            return
        del token.internal_data["last"]
        if enough:
            for other in live(token):
                game.terminate(other, "completion_condition")
        self.go_on(token, enough)

    def go_on(self, token: Token, enough: bool) -> None:
        """The next iteration, or the end."""
        state = token.internal_data["loop"]
        while state["begun"] + 1 in state.get("removed", ()):
            state["begun"] += 1
        if not enough and self.loop.kind == "sequential" and state["begun"] < state["count"]:
            self.iterate(token, state["begun"])
        elif not live(token):
            token.workflow.finish(token)

    def add(self, token: Token, item: Any) -> None:
        """One more instance, at the end."""
        game, state = token.workflow, token.internal_data["loop"]
        state["count"] += 1
        if state["items"] is not None:
            state["items"].append(item)
        if self.loop.output_collection is not None:
            name = self.loop.output_collection
            game.set_local(token, name, [*game.scopes.get(token.id)[name], None])
        if self.loop.kind == "parallel":
            self.iterate(token, state["count"] - 1)

    def remove(self, token: Token, counter: int) -> None:
        """One instance less: an open one ends, one that has not begun never will."""
        token.internal_data["loop"].setdefault("removed", []).append(counter)
        for child in live(token):
            if child.internal_data.get("loop_counter") == counter:
                token.workflow.terminate(child, "signer_removed")
                self.settle(token, child)

    def resume(self, token: Token) -> None:
        """After an incident in the completion condition it is asked again; before it, as any element."""
        if "last" in token.internal_data:
            self.settle_by_last(token)
        else:
            super().resume(token)


class StandardLoopBody(LoopBody):
    """BPMN 2.0.2, 13.3.6: again and again while the condition holds, at most `maximum` times."""

    def behave(self, token: Token) -> bool | None:
        """The first iteration, unless the condition is tested before and does not hold."""
        token.internal_data["loop"] = {"items": None, "count": self.loop.maximum, "begun": 0}
        if self.loop.test_before and not self.again(token):
            return None
        self.iterate(token, 0)
        return False

    def again(self, token: Token) -> bool:
        """Whether another iteration is wanted and allowed. Raises Stuck."""
        begun = token.internal_data["loop"]["begun"]
        if self.loop.maximum is not None and begun >= self.loop.maximum:
            return False
        return self.loop.condition is None or token.workflow.condition(
            token, self.loop.condition, {"loopCounter": begun}
        )

    def child_completed(self, token: Token, child: Token) -> None:
        """Another iteration, or the end."""
        try:
            again = self.again(token)
        except Stuck as stuck:
            token.workflow.hold(token, stuck)
            return
        if again:
            self.iterate(token, token.internal_data["loop"]["begun"])
        else:
            token.workflow.finish(token)

    def resume(self, token: Token) -> None:
        """After an incident: ask the condition again."""
        if token.internal_data.get("stage") == "outputs":
            self.child_completed(token, token)
        else:
            super().resume(token)
