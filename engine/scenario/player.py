"""The player: deploys files, starts processes and lets a virtual clock jump from one thing to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from engine import (
    condition,
    deployment,
    feel,
    incident,
    job,
    job_executor,
    keys,
    message,
    process_instance,
    signal,
    user_task,
)
from engine.deployment import SourceFile
from engine.errors import EngineError, NotFound, Refused, Unavailable
from engine.events import Recorded
from engine.handler import Result
from engine.house import SYSTEM, Actor, House, Tx
from engine.model import Node, Process
from engine.scenario import starts
from engine.scenario.answers import Post
from engine.scenario.script import BUSINESS_KEY, MOST_JUMPS, MOST_ROUNDS, Ending, Outcome, Played, Refusal, Script
from engine.scenario.waiting import Agenda, Pending
from engine.store import history

#: Who answers tasks when the answer names nobody.
PLAYER = "player"
#: After these a message may find its receiver.
_MAIL = frozenset({"message_thrown", "message_subscribed", "signal_thrown"})


def play(house: House, files: Sequence[SourceFile], script: Script) -> Played:
    """Deploy `files` in `house` (an empty database of its own) and play. A refused file gives the outcome `rejected`.

    Raises Invalid when the answers name what the files do not have, NotFound when they have no such process.
    """
    try:
        deployed = house.perform(
            lambda tx: deployment.deploy(tx, files, actor=SYSTEM, at=script.at, profile=script.profile)
        )
    except Refused as refused:
        wanted = script.processes[0] if script.processes else None
        return Played(endings=(Ending(outcome="rejected", process=wanted, findings=refused.findings),))
    return play_deployed(house, deployed.processes, script)


def play_deployed(house: House, processes: Mapping[str, Process], script: Script) -> Played:
    """Play what is deployed in `house` already; `processes` are those that the script may speak of. Raises as `play`."""
    nodes = [node for process in processes.values() for node in process.nodes.values()]
    elements = {node.id for node in nodes}
    script.answers.require_known(elements, _names(nodes, "message"), _names(nodes, "signal"))
    chosen = script.processes or (starts.first(processes),)
    unknown = [process_id for process_id in chosen if process_id not in processes]
    if unknown:
        raise NotFound("process.unknown", process_id=unknown[0])
    player = Player(house, script)
    for process_id in chosen:
        player.start(processes[process_id])
    player.run()
    return player.played()


def _names(nodes: Iterable[Node], kind: str) -> set[str]:
    return {event.name for node in nodes for event in node.events if event.kind == kind and event.name}


class Player:
    """One play. `now` is the virtual clock."""

    def __init__(self, house: House, script: Script) -> None:
        self.house = house
        self.script = script
        self.now = script.at
        self.agenda = Agenda(script.answers, lambda type: script.stub or self._has_handler(type))
        self.events: list[Recorded] = []
        self.refusals: list[Refusal] = []
        self.bound: Literal["steps", "jumps"] | None = None
        self._seen: dict[str, int] = {}
        #: Processes that wait for the signal or condition that begins them.
        self._waiting: list[str] = []
        self._mail = False
        self._starts: dict[str, Callable[[], None]] = {}
        self._posts = {
            f"{kind}-{number}": post
            for kind in _POSTED
            for number, post in enumerate(getattr(script.answers, kind))
        }
        for key, post in self._posts.items():
            due = post.after.after(script.at) if post.after else script.at
            if due is not None:
                self.agenda.put("post", key, due)

    def start(self, process: Process) -> None:
        """Start a process as it is drawn: now, by its message, or when its timer is due."""
        begin = starts.of(process)
        if begin is not None and begin.events[0].kind == "timer":
            for due in starts.times(begin.events[0], self.script.variables, self.now, MOST_JUMPS):
                key = f"start-{len(self._starts)}"
                self._starts[key] = lambda: self._begin(process, begin)
                self.agenda.put("start", key, due)
        elif begin is None or self._begins_now(begin):
            self._begin(process, begin)
        else:
            self._waiting.append(process.id)

    def _begins_now(self, begin: Node) -> bool:
        """A start by a signal or a condition waits for the answer that brings it, if there is one."""
        event, answers = begin.events[0] if begin.events else None, self.script.answers
        if event is not None and event.kind == "signal":
            return all(post.name != event.name for post in answers.signals)
        if event is not None and event.kind == "conditional":
            return not answers.conditions and condition.holds(event.condition or "", self.script.variables, self.now)
        return True

    def run(self) -> None:
        """Let happen what is due, one thing after the other, until nothing is or a bound is reached."""
        jumps = steps = 0
        while self.bound is None and (coming := self.agenda.next(self.now)) is not None:
            at, pending = coming
            if self.script.until is not None and at > self.script.until:
                return
            jumps += at > self.now
            steps += 1
            if jumps > MOST_JUMPS or steps > self.script.max_steps:
                self.bound = "jumps" if jumps > MOST_JUMPS else "steps"
                return
            self.now = at
            if pending.answer is not None:
                self.script.answered()
            _HAPPEN[pending.kind](self, pending)

    def played(self) -> Played:
        """What came of it."""
        with self.house.reading() as tx:
            endings = tuple(_ending(tx, key) for key in self._seen) or tuple(
                Ending(outcome="waiting", process=process_id) for process_id in self._waiting
            )
        return Played(
            events=tuple(self.events), endings=endings, refusals=tuple(self.refusals), bound=self.bound
        )

    # --- what happens ------------------------------------------------------------------------------------------------

    def _begin(self, process: Process, begin: Node | None) -> None:
        variables, key = self.script.variables, None
        event = begin.events[0] if begin is not None else None
        if event is not None and event.kind == "message" and event.correlation_key:
            found = feel.compile_value(event.correlation_key).evaluate(variables, now=self.now)
            key = None if found is None else str(feel.to_json(found))
        key = key or variables.get(BUSINESS_KEY)
        started = self.house.perform(lambda tx: process_instance.start(
            tx, process.id, variables=variables, actor=Actor(PLAYER), at=self.now,
            business_key=key if isinstance(key, str) else None, start_element=begin.id if begin is not None else None,
            message=event.name if event is not None and event.kind == "message" else None,
            signal=event.name if event is not None and event.kind == "signal" else None,
        ))
        self._look([started])

    def _start_due(self, pending: Pending) -> None:
        self.agenda.drop(pending.key)
        self._starts[pending.key]()

    def _timer(self, pending: Pending) -> None:
        self._do(pending, "system", lambda tx: job.fire_timer(tx, pending.key, self.now))

    def _task(self, pending: Pending) -> None:
        answer = pending.answer
        if answer is None:
            return
        groups, name = answer.groups, answer.actor or PLAYER
        actor = Actor(name, groups or frozenset(), unrestricted=groups is None)
        self._do(pending, name, lambda tx: user_task.complete(
            tx, pending.key, variables=answer.variables, actor=actor, at=self.now
        ))

    def _job(self, pending: Pending) -> None:
        answer, key = pending.answer, pending.key
        if answer is None and self._has_handler(pending.type):
            job_executor.run(self.house, key, self.now)
            self._after(pending)
        elif answer is not None and answer.fail is not None:
            reason, left = answer.fail, pending.retries - 1
            self._do(pending, "", lambda tx: job.fail(tx, key, reason, at=self.now, retries=left))
        elif answer is not None and answer.error is not None:
            code, text = answer.error, answer.message
            self._do(pending, "", lambda tx: job.throw_error(tx, key, code, text, at=self.now))
        else:
            result = Result(variables=answer.variables if answer is not None else {})
            self._do(pending, "", lambda tx: job.complete(tx, key, result, at=self.now))

    def _post(self, pending: Pending) -> None:
        self.agenda.drop(pending.key)
        self._mail = True
        self._look(_POSTED[pending.key.partition("-")[0]](self, self._posts[pending.key]))

    def _message(self, post: Post) -> Sequence[str]:
        self.house.perform(lambda tx: message.publish(
            tx, post.name, post.correlation_key, variables=post.variables, actor=Actor(PLAYER), at=self.now
        ))
        return []

    def _signal(self, post: Post) -> Sequence[str]:
        self.house.perform(lambda tx: signal.broadcast(
            tx, post.name, variables=post.variables, actor=Actor(PLAYER), at=self.now
        ))
        return []

    def _condition(self, post: Post) -> Sequence[str]:
        """The outside world has changed: every living case is told, and whoever begins by it does."""
        with self.house.reading() as tx:
            living = [key for key in self._seen if process_instance.get(tx, key)["state"] == "active"]
        for key in living:
            self.house.perform(partial(
                process_instance.correct, key=key, variables=post.variables, reason="condition", actor=Actor(PLAYER),
                at=self.now,
            ))
        started = self.house.perform(
            lambda tx: condition.offer(tx, post.variables, actor=Actor(PLAYER), at=self.now)
        )
        return [*living, *started]

    def _do(self, pending: Pending, actor: str, command: Callable[[Tx], None]) -> None:
        """A command on a case; when the engine refuses it, that is told and the element waits."""
        try:
            self.house.perform(command)
        except Unavailable:
            raise
        except EngineError as error:
            self.refusals.append(Refusal(
                instance=keys.instance_of(pending.key), element_id=pending.element_id, actor=actor, code=error.code,
                data=error.data,
            ))
        self._after(pending)

    def _after(self, pending: Pending) -> None:
        before = len(self.events)
        self._look([keys.instance_of(pending.key)])
        if len(self.events) == before:
            self.agenda.give_up(pending.key)

    def _look(self, touched: Sequence[str]) -> None:
        """Read what was recorded, and deliver messages until nobody receives any more, or they go round in circles."""
        for _ in range(MOST_ROUNDS):
            with self.house.reading() as tx:
                for key in dict.fromkeys(touched):
                    self._read(tx, key)
            if not self._mail:
                return
            self._mail = False
            touched = [*message.deliver_due(self.house, self.now), *signal.deliver_due(self.house, self.now)]
        self.bound = "steps"

    def _read(self, tx: Tx, key: str) -> None:
        for recorded in history.read(tx, key, after=self._seen.setdefault(key, 0)):
            self._seen[key] = recorded.sequence
            self.events.append(recorded)
            self.agenda.note(recorded)
            self._mail = self._mail or recorded.event.type in _MAIL

    def _has_handler(self, type: str) -> bool:
        return self.script.handlers and type in self.house.handlers


#: What each section of the answers that comes from outside does.
_POSTED: Mapping[str, Callable[[Player, Post], Sequence[str]]] = {
    "messages": Player._message, "signals": Player._signal, "conditions": Player._condition,
}
_HAPPEN: Mapping[str, Callable[[Player, Pending], None]] = {
    "timer": Player._timer, "start": Player._start_due, "post": Player._post, "job": Player._job, "task": Player._task,
}


def _ending(tx: Tx, key: str) -> Ending:
    """How an instance stands."""
    case = process_instance.get(tx, key)
    incidents = incident.list_open(tx, instance_key=key) if case["state"] == "active" else []
    outcome: Outcome = "incident" if incidents else "waiting" if case["state"] == "active" else case["state"]
    first = incidents[0] if incidents else None
    return Ending(
        outcome=outcome, process=case["process_id"], instance=key, waiting_at=_waiting_at(tx, key, incidents),
        variables=process_instance.variables(tx, key),
        error=first and {"code": first["code"], "data": first["data"], "element_id": first["element_id"]},
    )


def _waiting_at(tx: Tx, key: str, incidents: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The innermost elements that are active, in the order of their activation, and where an incident hindered that."""
    active = [row for row in process_instance.timeline(tx, key) if row["state"] == "active"]
    around = {row["parent"] for row in active}
    innermost = [row["element_id"] for row in active if row["key"] not in around and row["key"] != key]
    stuck = [row["element_id"] for row in incidents if row["element_id"] not in innermost]
    return (*innermost, *stuck)
