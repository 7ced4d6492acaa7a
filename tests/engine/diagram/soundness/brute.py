"""The kernel plays every choice and every order of a small process: what soundness means, without any theory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

from engine.events import fact
from engine.kernel import Definition, Kernel, Snapshot
from engine.model import Flow, Process
from engine.values import loads
from tests.engine.kernel.drawing import INSTANCE, MONDAY, CalendarDays, node

CHOOSING = ("exclusiveGateway", "inclusiveGateway")
#: States that are looked at before a process is given up as too large.
MOST_STATES = 400


def with_choices(process: Process) -> Process:
    """The same process with user tasks that make it play freely and visibly, and without loops of activities.

    One stands before each choice and decides it, one before each end and one behind each join shows its tokens.
    """
    nodes = {id: replace(one, loop=None, default_flow=None) for id, one in process.nodes.items()}
    process = replace(process, nodes=nodes, flows={id: replace(flow, condition=None) for id, flow in process.flows.items()})
    drawn = list(process.nodes.values())
    for one in drawn:
        if one.kind == "endEvent":
            process = _with_task(process, one.incoming[0], f"e_{one.id}")
        if len(one.incoming) > 1 and len(one.outgoing) == 1:
            process = _with_task(process, one.outgoing[0], f"v_{one.id}")
    for one in drawn:
        if one.kind in CHOOSING and len(one.outgoing) > 1:
            process = _with_choice(process, one.id)
    return process


def _with_choice(process: Process, gateway_id: str) -> Process:
    """A choice that the user task right before it decides: `c_<gateway>` lists the numbers of the flows to take."""
    gateway = process.nodes[gateway_id]
    chosen = {
        id: replace(process.flows[id], condition=f"=list contains(c_{gateway_id}, {place})")
        for place, id in enumerate(gateway.outgoing)
    }
    process = replace(process, flows={**process.flows, **chosen})
    return _with_task(process, gateway.incoming[0], f"u_{gateway_id}") if len(gateway.incoming) == 1 else process


def _with_task(process: Process, flow_id: str, name: str) -> Process:
    """A user task on a flow."""
    flow = process.flows[flow_id]
    target = process.nodes[flow.target]
    task = node(name, "userTask", parent=target.parent, incoming=(flow.id,), outgoing=(f"{name}_",))
    flows = {flow.id: replace(flow, target=name), f"{name}_": Flow(id=f"{name}_", source=name, target=flow.target)}
    incoming = tuple(f"{name}_" if id == flow.id else id for id in target.incoming)
    nodes = {name: task, target.id: replace(target, incoming=incoming)}
    return replace(process, nodes={**process.nodes, **nodes}, flows={**process.flows, **flows})


def outcomes(process: Process) -> set[str] | None:
    """How the runs end: `completed`, `stuck`, `doubled` (an element open twice). None when there are too many."""
    definition = Definition({process.id: process}, {})
    kernel = Kernel.start(definition, CalendarDays())
    body = {"key": INSTANCE, "process_id": process.id, "variables": {}, "parameters": {}, "calendar": "c"}
    kernel.apply(fact("process_instance_created", MONDAY, "tester", body, INSTANCE))
    ahead, seen, ends = [kernel.snapshot()], set(), set()
    while ahead:
        snapshot = ahead.pop()
        tokens = _tokens(snapshot)
        shape = _shape(tokens)
        if shape in seen:
            continue
        seen.add(shape)
        if len(seen) > MOST_STATES:
            return None
        open_ = [(key, spec) for key, _, spec, state, internal in tokens if internal.get("stage") == "outputs"
                 and process.nodes.get(spec.split("/")[-1], node("", "")).kind == "userTask"]
        if len({spec for _, spec in open_}) < len(open_):
            ends.add("doubled")
            continue
        if not open_:
            ends.add("stuck" if tokens else "completed")
        for key, spec in open_:
            for variables in _answers(process, spec.split("/")[-1]):
                played = Kernel.restore(definition, CalendarDays(), snapshot)
                done = fact("user_task_completed", MONDAY, "tester", {"variables": variables, "calendar": "c"}, key)
                played.apply(done)
                ahead.append(played.snapshot())
    return ends


def _answers(process: Process, task: str) -> Iterator[dict[str, Any]]:
    gateway = process.nodes.get(task.removeprefix("u_"))
    if gateway is None or not task.startswith("u_"):
        yield {}
        return
    ways = range(len(gateway.outgoing))
    most = 1 if gateway.kind == "exclusiveGateway" else len(gateway.outgoing)
    for chosen in chain.from_iterable(combinations(ways, size) for size in range(1, most + 1)):
        yield {f"c_{gateway.id}": list(chosen)}


def _tokens(snapshot: Snapshot) -> list[list[Any]]:
    """Key, parent, element, state and memory of each token."""
    rows = [line.split("\t", 4) for line in snapshot.state.split("\n")[1:]]
    return [[key, parent, loads(spec), state, loads(text)] for key, parent, state, spec, text in rows]


def _shape(tokens: list[list[Any]]) -> str:
    """The tokens without their keys."""
    place = {key: spec for key, _, spec, _, _ in tokens}
    return str(sorted((spec, place.get(parent), str(internal.get("arrived")), state)
                      for _, parent, spec, state, internal in tokens))
