"""The kernel: a fact in, its consequences out. No clock, no input, no output: the same facts give the same story."""

from __future__ import annotations

from collections.abc import Callable

from engine.errors import Conflict, Invalid, NotFound
from engine.events import Event
from engine.kernel import codec, pauses, rework, signers, skips
from engine.kernel.codec import Snapshot
from engine.kernel.definition import Definition
from engine.kernel.game import Environment, Game
from engine.kernel.plan import Stuck
from engine.kernel.specs.events.catching import throw_error
from engine.kernel.specs.events.signals import hear, listeners
from engine.kernel.token import Token
from engine.kernel.variables import PARAMETERS


class Kernel:
    """Plays one instance. After an exception from `apply` the kernel is spoilt: restore another."""

    def __init__(self, game: Game) -> None:
        self._game = game

    @classmethod
    def start(cls, definition: Definition, environment: Environment) -> Kernel:
        """A kernel that waits for `process_instance_created`."""
        return cls(Game(definition, environment))

    @classmethod
    def restore(cls, definition: Definition, environment: Environment, snapshot: Snapshot) -> Kernel:
        """A kernel that goes on where the snapshot was taken."""
        game = Game(definition, environment)
        codec.load(game, snapshot)
        return cls(game)

    def apply(self, fact: Event) -> list[Event]:
        """Let one fact happen; its consequences in order. Raises NotFound, Conflict or Invalid when it cannot."""
        game = self._game
        if game.state == "suspended" and fact.type not in pauses.WHILE_SUSPENDED:
            raise Conflict("process_instance.suspended", key=game.instance)
        if game.state not in ("active", "suspended") and fact.type not in _AFTER_THE_END:
            raise Conflict("process_instance.ended", key=game.instance, state=game.state)
        game.begin(fact)
        FACTS[fact.type](game, fact)
        game.run()
        return game.events

    def snapshot(self) -> Snapshot:
        """The whole state: everything that `restore` needs."""
        scopes = self._game.scopes
        return Snapshot(state=self.state, scopes={key: scopes.text(key) for key in scopes})

    @property
    def state(self) -> str:
        """Token tree and counters as text."""
        return codec.dump(self._game)

    @property
    def changed_scopes(self) -> dict[str, str]:
        """Scopes that the last fact changed, as JSON, by key."""
        return codec.changed_scopes(self._game)

    @property
    def dropped_scopes(self) -> set[str]:
        """Scopes that ended with the last fact."""
        return self._game.scopes.dropped


# --- what each fact does -----------------------------------------------------------------------------------------


def _created(game: Game, fact: Event) -> None:
    body = fact.body
    process = game.plan.processes.get(body["process_id"])
    if process is None:
        raise NotFound("process.unknown", process=body["process_id"])
    if game.instance:
        raise Conflict("process_instance.exists", key=game.instance)
    game.instance = body["key"]
    for name, parameter in (body.get("parameters") or {}).items():
        game.scopes.set(PARAMETERS, name, parameter)
    start = {}
    if element := body.get("start_element"):
        kind = "message" if body.get("message") else "signal" if body.get("signal") else "none"
        start["start"] = {"element": element, "kind": kind, "name": body.get("message") or body.get("signal")}
    game.spawn(process.id, None, key=game.instance, variables=dict(body.get("variables") or {}), **start)


def _task_completed(game: Game, fact: Event) -> None:
    given = {**(fact.body.get("variables") or {}), "completed_by": fact.actor}
    game.finish(_of_kind(game, fact, "userTask"), given)


def _task_touched(game: Game, fact: Event) -> None:
    _of_kind(game, fact, "userTask")


def _job_completed(game: Game, fact: Event) -> None:
    body = fact.body
    token = game.open_token(fact.element_instance_key)
    for change in body.get("records") or ():
        game.emit("record_changed", token, change)
    for document in body.get("documents") or ():
        game.emit("document_issued", token, document)
    automatic = {"verdict": body.get("verdict"), "findings": body.get("findings") or []}
    game.finish(token, {**(body.get("variables") or {}), **(automatic if "verdict" in body else {})})


def _job_failed(game: Game, fact: Event) -> None:
    token = game.open_token(fact.element_instance_key)
    if fact.body["retries"] <= 0:
        token.stands_at("behave")
        token.internal_data["failed"] = True
        game.hold(token, Stuck("job.no_retries", message=fact.body.get("message", "")))


def _job_error(game: Game, fact: Event) -> None:
    token = game.open_token(fact.element_instance_key)
    try:
        throw_error(token, fact.body["code"], fact.body.get("variables") or {})
    except Stuck as stuck:
        token.stands_at("behave")
        game.hold(token, stuck)


def _triggered(game: Game, fact: Event) -> None:
    token = game.open_token(fact.element_instance_key)
    trigger = getattr(token.task_spec, "trigger", None)
    if game.paused_at is not None and pauses.stands_still(token):
        raise Conflict("clock.paused", key=game.instance, at=game.paused_at)
    if trigger is None or token.internal_data.get("happened"):
        raise Conflict("element_instance.waits_for_nothing", key=token.id)
    trigger(token, fact.body.get("variables") or {})


def _signalled(game: Game, fact: Event) -> None:
    named = fact.body["subscriptions"]
    waiting = [token for token in listeners(game, fact.body["name"]) if token.id in named]
    if not waiting:
        raise NotFound("signal.not_awaited", name=fact.body["name"])
    hear(waiting, fact.body.get("variables") or {})


def _incident_resolved(game: Game, fact: Event) -> None:
    if retries := fact.body.get("retries"):
        game.held(fact.body["incident_key"]).internal_data["retries"] = int(retries)
    game.resume(fact.body["incident_key"])


def _corrected(game: Game, fact: Event) -> None:
    scope = game.tasks.get(fact.body.get("scope") or game.instance)
    if scope is None:
        raise NotFound("scope.not_open", key=fact.body.get("scope"))
    for name, value in fact.body["variables"].items():
        game.set_local(scope, name, value)


def _terminated(game: Game, fact: Event) -> None:
    root = game.task_tree
    if root is None:
        raise Conflict("process_instance.ended", key=game.instance, state=game.state)
    game.terminate(root, "instance")
    game.task_tree, game.state = None, "terminated"
    game.emit("process_instance_completed", None, {"outcome": "terminated"})


def _recomputed(game: Game, fact: Event) -> None:
    for token in list(game.tasks.values()):
        game.count_again(token)


def _nothing(game: Game, fact: Event) -> None:
    """Recorded for people; nothing follows for the tokens."""


def _of_kind(game: Game, fact: Event, kind: str) -> Token:
    token = game.open_token(fact.element_instance_key)
    if token.task_spec.node.kind != kind:
        raise Invalid("element_instance.kind", key=token.id, kind=token.task_spec.node.kind, wanted=kind)
    return token


FACTS: dict[str, Callable[[Game, Event], None]] = {
    "process_instance_created": _created,
    "user_task_claimed": _task_touched,
    "user_task_released": _task_touched,
    "user_task_assigned": _task_touched,
    "user_task_completed": _task_completed,
    "comment_added": _nothing,
    "attachment_added": _nothing,
    "attachment_purged": _nothing,
    "document_typeset": _nothing,
    "job_completed": _job_completed,
    "job_failed": _job_failed,
    "job_error_thrown": _job_error,
    "timer_triggered": _triggered,
    "message_correlated": _triggered,
    "signal_received": _signalled,
    "incident_resolved": _incident_resolved,
    "variables_corrected": _corrected,
    "instance_terminated": _terminated,
    "due_dates_recomputed": _recomputed,
    "body_erased": _nothing,
    "user_task_returned": rework.returned,
    "user_task_withdrawn": rework.withdrawn,
    "signer_added": signers.added,
    "signer_removed": signers.removed,
    "instance_suspended": pauses.suspended,
    "instance_resumed": pauses.resumed,
    "clock_paused": pauses.clock_paused,
    "clock_resumed": pauses.clock_resumed,
    "skip_proposed": skips.proposed,
    "skip_declined": skips.declined,
    "incident_skipped": skips.skipped,
}
#: What may still be recorded about a case that has ended.
_AFTER_THE_END = {"comment_added", "attachment_purged", "body_erased", "document_typeset"}
