"""Random block-structured processes: sequences of tasks, choices, forks, loops, sub-processes, and what undoes it all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from engine.model import Loop, Node, Process
from tests.engine.kernel.drawing import draw, event, node

LEAF = st.sampled_from(["user", "auto", "many", "undoable"])
#: Leaves that wait for something else than a person, or tell the others something.
LEAVES = st.sampled_from(["user", "auto", "many", "undoable", "in_turn", "again", "timer", "message", "job", "tell"])


#: Blocks of gateways and sub-processes whose tokens can be counted without data.
PLAIN = ("sequence", "exclusive", "parallel", "inclusive", "loop", "sub")
EVERY = (*PLAIN, "ad_hoc", "first", "call")
#: Scopes that something from outside or inside interrupts, or that react to it.
EVENTFUL = (
    "overdue", "reminded", "watched", "replaced", "told", "race", "fails", "cancels", "stops", "scopes", "calls",
)


def blocks(
    kinds: tuple[str, ...] = EVERY, leaves: st.SearchStrategy[Any] = LEAF
) -> st.SearchStrategy[Any]:
    """A block: a leaf, or (kind, inner blocks)."""
    return st.recursive(
        leaves,
        lambda inner: st.tuples(
            st.sampled_from(kinds),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=8,
    )


class _Drawing:
    def __init__(self, called: list[Process] | None = None, prefix: str = "") -> None:
        self.prefix = prefix
        self.nodes: list[Node] = []
        self.flows: list[tuple[str, str, str] | tuple[str, str, str, str]] = []
        self.parent: str | None = None
        #: Processes that are called, each drawn for itself.
        self.called: list[Process] = [] if called is None else called

    def add(self, kind: str, **more: Any) -> str:
        id = f"{self.prefix}n{len(self.nodes)}"
        self.nodes.append(node(id, kind, parent=self.parent, **more))
        return id

    def flow(self, source: str, target: str, condition: str | None = None) -> str:
        id = f"{self.prefix}f{len(self.flows)}"
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
        if kind not in ("user", "auto", "many"):
            return getattr(self, kind)()  # type: ignore[no-any-return]
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
        callee = _Drawing(self.called, f"{self.prefix}c{len(self.nodes)}_")
        start = callee.add("startEvent")
        entry, exit = callee.sequence(inner)
        callee.flow(start, entry)
        callee.flow(exit, callee.add("endEvent"))
        self.called.append(draw(callee.nodes, callee.flows, f"called{len(self.called)}"))
        id = self.add("callActivity", called_process=self.called[-1].id)
        return id, id


    # --- leaves that are no tasks ------------------------------------------------------------------------------------

    def in_turn(self) -> tuple[str, str]:
        id = self.add("userTask", loop=Loop(kind="sequential", cardinality="=2"))
        return id, id

    def again(self) -> tuple[str, str]:
        id = self.add("userTask", loop=Loop(kind="standard", condition="=n > 1", maximum=3))
        return id, id

    def timer(self) -> tuple[str, str]:
        id = self.add("intermediateCatchEvent", events=event("timer", duration="PT1H"))
        return id, id

    def message(self) -> tuple[str, str]:
        id = self.add("intermediateCatchEvent", events=event("message", name="m"))
        return id, id

    def tell(self) -> tuple[str, str]:
        """A signal that some scope around or beside may hear."""
        id = self.add("intermediateThrowEvent", events=event("signal", name="news"))
        return id, id

    def job(self) -> tuple[str, str]:
        """A check that may find an error."""
        id, after = self.add("serviceTask"), self.add("exclusiveGateway")
        self.flow(id, after)
        self.flow(self.add("boundaryEvent", attached_to=id, events=event("error", name="E")), after)
        return id, after

    # --- scopes that something happens to ----------------------------------------------------------------------------

    def guarded(self, inner: list[Any], kind: str, interrupting: bool = True, **watched: Any) -> tuple[str, str]:
        """A sub-process with a boundary event, from where a task leads to what follows, or to an end of its own."""
        id, after = self.sub(inner)[0], self.add("exclusiveGateway")
        self.flow(id, after)
        boundary = self.add("boundaryEvent", attached_to=id, interrupting=interrupting, events=event(kind, **watched))
        task = self.add("userTask")
        self.flow(boundary, task)
        self.flow(task, after if interrupting else self.add("endEvent"))
        return id, after

    def overdue(self, inner: list[Any]) -> tuple[str, str]:
        return self.guarded(inner, "timer", duration="PT1H")

    def reminded(self, inner: list[Any]) -> tuple[str, str]:
        return self.guarded(inner, "timer", interrupting=False, cycle="R3/PT1H")

    def told(self, inner: list[Any]) -> tuple[str, str]:
        return self.guarded(inner, "signal", interrupting=len(inner) != 2, name="news")

    def reacting(self, inner: list[Any], interrupting: bool) -> tuple[str, str]:
        """A sub-process with an event sub-process that a message begins."""
        id, _ = self.sub(inner)
        outer, self.parent = self.parent, id
        reaction = self.add("subProcess", triggered_by_event=True)
        self.parent = reaction
        start = self.add("startEvent", interrupting=interrupting, events=event("message", name="m"))
        task = self.add("userTask")
        self.flow(start, task)
        self.flow(task, self.add("endEvent"))
        self.parent = outer
        return id, id

    def watched(self, inner: list[Any]) -> tuple[str, str]:
        return self.reacting(inner, interrupting=False)

    def replaced(self, inner: list[Any]) -> tuple[str, str]:
        return self.reacting(inner, interrupting=True)

    def race(self, inner: list[Any]) -> tuple[str, str]:
        """Whichever comes first: a message for each branch, a timer for the last."""
        gateway, after = self.add("eventBasedGateway"), self.add("exclusiveGateway")
        for number, block in enumerate([*inner, "user"]):
            caught = event("timer", duration="PT1H") if number == len(inner) else event("message", name=f"m{number}")
            catch = self.add("intermediateCatchEvent", events=caught)
            entry, exit = self.block(block)
            self.flow(gateway, catch)
            self.flow(catch, entry)
            self.flow(exit, after)
        return gateway, after

    def leaving(self, inner: list[Any], scope: str, thrown: str, **named: Any) -> tuple[str, str]:
        """A scope that ends, when `n` is 2, by throwing what its boundary event catches."""
        id, outer = self.add(scope), self.parent
        self.parent = id
        start, split = self.add("startEvent"), self.add("exclusiveGateway")
        entry, exit = self.sequence(inner)
        self.flow(start, entry)
        self.flow(exit, split)
        self.flow(split, self.add("endEvent", events=event(thrown, **named)), "=n = 2")
        self.default(split, self.flow(split, self.add("endEvent")))
        self.parent = outer
        after = self.add("exclusiveGateway")
        self.flow(id, after)
        self.flow(self.add("boundaryEvent", attached_to=id, events=event(thrown, **named)), after)
        return id, after

    def fails(self, inner: list[Any]) -> tuple[str, str]:
        return self.leaving(inner, "subProcess", "error", name="E")

    def cancels(self, inner: list[Any]) -> tuple[str, str]:
        return self.leaving(inner, "transaction", "cancel")

    def stops(self, inner: list[Any]) -> tuple[str, str]:
        """A sub-process that one of its branches may end."""
        id, outer = self.add("subProcess"), self.parent
        self.parent = id
        start, split, task = self.add("startEvent"), self.add("parallelGateway"), self.add("userTask")
        self.flow(start, split)
        for block in inner:
            entry, exit = self.block(block)
            self.flow(split, entry)
            self.flow(exit, self.add("endEvent"))
        self.flow(split, task)
        self.flow(task, self.add("endEvent", events=event("terminate")))
        self.parent = outer
        return id, id

    def several(self, id: str, sequential: bool) -> tuple[str, str]:
        """Two instances of an activity that is drawn already."""
        at = next(index for index, drawn in enumerate(self.nodes) if drawn.id == id)
        loop = Loop(kind="sequential" if sequential else "parallel", cardinality="=2")
        self.nodes[at] = replace(self.nodes[at], loop=loop)
        return id, id

    def scopes(self, inner: list[Any]) -> tuple[str, str]:
        return self.several(self.sub(inner)[0], sequential=len(inner) == 2)

    def calls(self, inner: list[Any]) -> tuple[str, str]:
        return self.several(self.call(inner)[0], sequential=len(inner) == 2)


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
