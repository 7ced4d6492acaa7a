"""Random block-structured processes: sequences of tasks, choices, forks, loops, sub-processes, and what undoes it all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from engine.errors import Conflict, Invalid
from engine.kernel import Kernel
from engine.model import Loop, Node, Process
from tests.engine.kernel.drawing import INSTANCE, CalendarDays, Play, draw, event, node, play

LEAF = st.sampled_from(["user", "auto", "many", "undoable"])


#: Blocks of gateways and sub-processes whose tokens can be counted without data.
PLAIN = ("sequence", "exclusive", "parallel", "inclusive", "loop", "sub")
EVERY = (*PLAIN, "ad_hoc", "first", "call")


def blocks(kinds: tuple[str, ...] = EVERY) -> st.SearchStrategy[Any]:
    """A block: a leaf, or (kind, inner blocks)."""
    return st.recursive(
        LEAF,
        lambda inner: st.tuples(
            st.sampled_from(kinds),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=8,
    )


class _Drawing:
    def __init__(self, called: list[Process] | None = None) -> None:
        self.nodes: list[Node] = []
        self.flows: list[tuple[str, str, str] | tuple[str, str, str, str]] = []
        self.parent: str | None = None
        #: Processes that are called, each drawn for itself.
        self.called: list[Process] = [] if called is None else called

    def add(self, kind: str, **more: Any) -> str:
        id = f"n{len(self.nodes)}"
        self.nodes.append(node(id, kind, parent=self.parent, **more))
        return id

    def flow(self, source: str, target: str, condition: str | None = None) -> str:
        id = f"f{len(self.flows)}"
        self.flows.append((id, source, target, condition) if condition else (id, source, target))
        return id

    def default(self, gateway: str, flow: str) -> None:
        at = next(index for index, drawn in enumerate(self.nodes) if drawn.id == gateway)
        self.nodes[at] = replace(self.nodes[at], default_flow=flow)

    def block(self, block: Any) -> tuple[str, str]:
        """Entry and exit node of a block."""
        if isinstance(block, str):
            return self.leaf(block)
        kind, inner = block
        return getattr(self, kind)(inner)  # type: ignore[no-any-return]

    def undoable(self) -> tuple[str, str]:
        """A task with a task that undoes it."""
        id, handler = self.add("userTask"), self.add("userTask", for_compensation=True)
        self.add("boundaryEvent", attached_to=id, events=event("compensate"), undone_by=handler)
        return id, id

    def leaf(self, kind: str) -> tuple[str, str]:
        if kind == "undoable":
            return self.undoable()
        loop = Loop(kind="parallel", cardinality="=2") if kind == "many" else None
        id = self.add("task" if kind == "auto" else "userTask", loop=loop)
        return id, id

    def sequence(self, inner: list[Any]) -> tuple[str, str]:
        ends = [self.block(block) for block in inner]
        for (_, before), (after, _) in zip(ends, ends[1:], strict=False):
            self.flow(before, after)
        return ends[0][0], ends[-1][1]

    def branches(self, kind: str, inner: list[Any], conditions: bool) -> tuple[str, str]:
        split, join = self.add(kind), self.add(kind)
        for number, block in enumerate(inner):
            entry, exit = self.block(block)
            last = number == len(inner) - 1
            flow = self.flow(split, entry, f"=n = {number}" if conditions and not last else None)
            if conditions and last and len(inner) > 1:
                self.default(split, flow)
            self.flow(exit, join)
        return split, join

    def exclusive(self, inner: list[Any]) -> tuple[str, str]:
        return self.branches("exclusiveGateway", inner, True)

    def inclusive(self, inner: list[Any]) -> tuple[str, str]:
        return self.branches("inclusiveGateway", inner, True)

    def parallel(self, inner: list[Any]) -> tuple[str, str]:
        return self.branches("parallelGateway", inner, False)

    def first(self, inner: list[Any]) -> tuple[str, str]:
        """Branches of which the first to end is enough; the others end unheard."""
        split, join = self.add("parallelGateway"), self.add("complexGateway", activation_condition="=activationCount >= 1")
        for block in inner:
            entry, exit = self.block(block)
            self.flow(split, entry)
            self.flow(exit, join)
        return split, join

    def ad_hoc(self, inner: list[Any]) -> tuple[str, str]:
        id, outer = self.add("adHocSubProcess", sequential=len(inner) == 2), self.parent
        self.parent = id
        for block in inner:
            begin = self.add("task")
            self.flow(begin, self.block(block)[0])
        self.parent = outer
        return id, id

    def loop(self, inner: list[Any]) -> tuple[str, str]:
        merge, task, split = self.add("exclusiveGateway"), self.add("userTask"), self.add("exclusiveGateway")
        entry, exit = self.sequence(inner)
        self.flow(merge, entry)
        self.flow(exit, task)
        self.flow(task, split)
        self.flow(split, merge, "=n = 1")
        after = self.add("task")
        self.default(split, self.flow(split, after))
        return merge, after

    def sub(self, inner: list[Any]) -> tuple[str, str]:
        id, outer = self.add("subProcess"), self.parent
        self.parent = id
        start = self.add("startEvent")
        entry, exit = self.sequence(inner)
        self.flow(start, entry)
        self.flow(exit, self.add("endEvent"))
        self.parent = outer
        return id, id

    def call(self, inner: list[Any]) -> tuple[str, str]:
        callee = _Drawing(self.called)
        start = callee.add("startEvent")
        entry, exit = callee.sequence(inner)
        callee.flow(start, entry)
        callee.flow(exit, callee.add("endEvent"))
        self.called.append(draw(callee.nodes, callee.flows, f"called{len(self.called)}"))
        id = self.add("callActivity", called_process=self.called[-1].id)
        return id, id


def build(block: Any) -> Process:
    """The process that plays the block between a start, a task that sets `n`, and an end."""
    return build_all(block)[0]


def build_all(block: Any) -> list[Process]:
    """As `build`, and the processes that it calls."""
    drawing = _Drawing()
    start, first = drawing.add("startEvent"), drawing.add("userTask")
    entry, exit = drawing.block(block)
    drawing.flow(start, first)
    drawing.flow(first, entry)
    drawing.flow(exit, drawing.add("endEvent", events=event("compensate")))
    return [draw(drawing.nodes, drawing.flows), *drawing.called]


def open_tasks(played: Play) -> list[str]:
    """Keys of user tasks that were created and neither completed nor cancelled."""
    keys = [e.element_instance_key for e in played.events if e.type == "user_task_created"]
    over = {e.element_instance_key for e in played.events if e.type in ("user_task_completed", "user_task_cancelled")}
    return [key for key in keys if key is not None and key not in over]


def play_to_the_end(block: Any, random: Random) -> None:
    """Play the block's process by a random order and random answers, restoring the kernel before every fact.

    Each join fires once, nothing is lost, and nothing is left when the case is complete.
    """
    played = play(*build_all(block))
    for _ in range(400):
        tasks = open_tasks(played)
        if not tasks:
            break
        played.apply("user_task_completed", random.choice(tasks), variables={"n": random.randint(0, 3)})
    assert played.outcome == "completed"
    assert played.count("element_activated") == played.count("element_completed") + played.count("element_terminated")
    assert "\n" not in played.kernel.state
    assert INSTANCE in played.kernel.snapshot().scopes


def play_with_returns(block: Any, random: Random) -> None:
    """The same, and a few tasks are returned to any earlier step: no join starves and nothing is left."""
    process, *called = build_all(block)
    played = play(process, *called)
    steps = [one.id for one in process.nodes.values() if one.kind == "userTask"]
    for round in range(400):
        tasks = open_tasks(played)
        if not tasks:
            break
        key = random.choice(tasks)
        if round % 3 == 2 and round < 15:
            with suppress(Conflict, Invalid):
                played.apply("user_task_returned", key, target=random.choice(steps), reason="r")
                continue
        played.apply("user_task_completed", key, variables={"n": random.randint(0, 3)})
    assert played.outcome == "completed"
    assert "\n" not in played.kernel.state


def play_beside_the_unpruned(block: Any, random: Random) -> None:
    """Two kernels hear the same facts: one lives on, the other is made anew from the snapshot before each fact.

    What follows from each fact is the same, event for event, and so is the state after it.
    """
    processes = build_all(block)
    played = play(*processes)
    lives = Kernel.start(played.definition, CalendarDays())
    lives.apply(played.events[0])
    for _ in range(400):
        tasks = open_tasks(played)
        if not tasks:
            break
        before = len(played.events)
        played.apply("user_task_completed", random.choice(tasks), variables={"n": random.randint(0, 3)})
        fact, *follows = played.events[before:]
        assert lives.apply(fact) == follows
        assert lives.snapshot() == played.kernel.snapshot()
    assert played.outcome == "completed"
