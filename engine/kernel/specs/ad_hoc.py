"""Ad-hoc sub-processes (BPMN 2.0.2, 13.3.5)."""

from __future__ import annotations

from engine.kernel.plan import Stuck
from engine.kernel.specs.element import spec_name
from engine.kernel.specs.joining import live
from engine.kernel.specs.scope import SubProcess
from engine.kernel.specs.starting import begins_by_itself
from engine.kernel.token import Token
from engine.model import ACTIVITIES


class AdHocSubProcess(SubProcess):
    """Begins with everything that nothing leads to (or with what `zeebe:adHoc` lists), at once or one after the other.

    After each activity the completion condition is asked: when it holds, what still runs is cancelled or, with
    `cancelRemainingInstances="false"`, finished, and nothing new begins.
    """

    def begin(self, token: Token) -> None:
        """All of it, or the first. Raises Stuck when the list names what is not there."""
        inside = {node.id: node for node in self.process.children(self.node.id)}
        ids = [node.id for node in inside.values() if begins_by_itself(node)]
        if self.node.active_elements is not None:
            ids = token.workflow.json(token, self.node.active_elements)
            if not isinstance(ids, list) or not all(one in inside for one in ids):
                raise Stuck("collection.invalid", expression=self.node.active_elements)
        token.internal_data["ahead"] = ids[1:] if self.node.sequential else []
        for one in ids[:1] if self.node.sequential else ids:
            token.workflow.spawn(spec_name(self.process, one), token)

    def behave(self, token: Token) -> bool | None:
        """Nothing to begin with: complete at once."""
        super().behave(token)
        return False if live(token) else None

    def child_completed(self, token: Token, child: Token) -> None:
        """Ask whether it is enough, then go on."""
        if child.task_spec.node.kind in ACTIVITIES:
            self.ask_enough(token)
        else:
            self.go_on(token)

    def ask_enough(self, token: Token) -> None:
        """The completion condition; held when it cannot be answered."""
        game, condition = token.workflow, self.node.completion_condition
        try:
            enough = condition is not None and game.condition(token, condition)
        except Stuck as stuck:
            game.hold(token, stuck)
            return
        if enough:
            token.internal_data.update(enough=True, ahead=[])
            for other in live(token) if self.node.cancel_remaining else ():
                game.terminate(other, "completion_condition")
        self.go_on(token)

    def go_on(self, token: Token) -> None:
        """The next one when nothing runs, else the end; held when everything is done and it is not enough."""
        if live(token) or "incident" in token.internal_data:
            return
        game, ahead = token.workflow, token.internal_data["ahead"]
        if ahead:
            token.internal_data["ahead"] = ahead[1:]
            game.spawn(spec_name(self.process, ahead[0]), token)
        elif self.node.completion_condition is None or token.internal_data.get("enough"):
            game.finish(token)
        else:
            game.hold(token, Stuck("ad_hoc.not_enough", condition=self.node.completion_condition))

    def resume(self, token: Token) -> None:
        """After an incident in the condition: ask again."""
        if token.internal_data.get("stage") == "outputs" and "ahead" in token.internal_data:
            self.ask_enough(token)
        else:
            super().resume(token)
