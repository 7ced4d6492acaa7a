"""Hostile diagrams, made when they are needed: every function gives the bytes of one file."""

from __future__ import annotations

from tests.engine.scenario.drawing import (
    bpmn,
    by_message,
    chain,
    end,
    flow,
    message,
    node,
    process,
    service,
    start,
    timer,
)

DECLARED = '<?xml version="1.0" encoding="{encoding}"?>'


def small(inner: str = "", *, name: str = "办理", condition: str | None = None) -> bytes:
    """A valid diagram of one task, with something in it."""
    fork = node("exclusiveGateway", "fork", default="fork-end")
    return bpmn(process(
        "p", start(), node("userTask", "a", inner, extra="<zeebe:userTask/>", name=name), fork, end(),
        chain("start", "a", "fork"), flow("fork", "end"), flow("fork", "a", condition or "false"),
    ))


def encoded(encoding: str, *, declared: str | None = None, mark: bytes = b"") -> bytes:
    """A valid diagram in an encoding, which it declares truthfully unless told otherwise."""
    text = small().decode().partition("?>")[2]
    return mark + (DECLARED.format(encoding=declared or encoding) + text).encode(encoding)


def doctype(declaration: str, content: str = "") -> bytes:
    """A valid diagram under a document type; `content` is the name of its task."""
    return small(name=content or "a").replace(b"?>", f"?><!DOCTYPE definitions {declaration}>".encode(), 1)


def laughs(levels: int = 12) -> bytes:
    """Entities of entities: ten to the power of `levels` laughs."""
    rows = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))]
    return doctype(f"[{''.join(rows)}]", f"&l{levels - 1};")


def blowup() -> bytes:
    """One large entity, named often: it grows with the square of the file."""
    return doctype(f'[<!ENTITY a "{"a" * 50_000}">]', "&a;" * 50_000)


def deep_xml(levels: int) -> bytes:
    """Elements in elements inside an extension."""
    return small(f"<bpmn:documentation>{'<x>' * levels}{'</x>' * levels}</bpmn:documentation>")


def deep_scopes(levels: int) -> bytes:
    """Sub-processes in sub-processes."""
    inside = ""
    for level in range(levels):
        inside = node("subProcess", f"s{level}", start(f"b{level}"), inside, end(f"e{level}"), chain(
            *([f"b{level}", f"s{level - 1}", f"e{level}"] if level else [f"b{level}", f"e{level}"])
        ))
    return bpmn(process("p", start(), inside, end(), chain("start", f"s{levels - 1}", "end")))


def tasks(count: int) -> bytes:
    """Tasks in a row."""
    ids = [f"t{n}" for n in range(count)]
    return bpmn(process("p", start(), *(node("task", id) for id in ids), end(), chain("start", *ids, "end")))


def fan(kind: str, count: int) -> bytes:
    """A gateway with many branches that meet again."""
    ids = [f"t{n}" for n in range(count)]
    condition = None if kind == "parallelGateway" else "x > 1"
    branches = "".join(flow("fork", id, condition) + flow(id, "join") for id in ids)
    return bpmn(process(
        "p", start(), node(kind, "fork"), *(node("task", id) for id in ids), node(kind, "join"), end(),
        chain("start", "fork"), branches, chain("join", "end"),
    ))


def diamonds(count: int, kind: str = "parallelGateway") -> bytes:
    """Diamonds in a row."""
    parts, ids = [], ["start"]
    for n in range(count):
        parts += [node(kind, f"f{n}"), node("task", f"a{n}"), node("task", f"b{n}"), node(kind, f"j{n}")]
        condition = None if kind == "parallelGateway" else "true"
        parts += [flow(ids[-1], f"f{n}"), flow(f"f{n}", f"a{n}", condition), flow(f"f{n}", f"b{n}", condition)]
        parts += [flow(f"a{n}", f"j{n}"), flow(f"b{n}", f"j{n}")]
        ids.append(f"j{n}")
    return bpmn(process("p", start(), *parts, end(), flow(ids[-1], "end")))


def mesh(count: int) -> bytes:
    """Gateways of which each leads to each."""
    ids = [f"g{n}" for n in range(count)]
    flows = "".join(flow(one, other, "x > 1") for one in ids for other in ids if one != other)
    return bpmn(process(
        "p", start(), *(node("inclusiveGateway", id) for id in ids), end(), flow("start", ids[0]), flows,
        flow(ids[-1], "end"),
    ))


def forever(kind: str = "task") -> bytes:
    """A loop that nobody leaves and nothing stops."""
    return bpmn(process(
        "p", start(), node("exclusiveGateway", "m"), node(kind, "t"), node("exclusiveGateway", "g", default="g-m"), end(),
        chain("start", "m", "t", "g"), flow("g", "m"), flow("g", "end", "false"),
    ))


def calling(id: str, called: str) -> str:
    """A process that calls another."""
    call = node("callActivity", f"c_{id}", extra=f'<zeebe:calledElement processId="{called}"/>')
    return process(id, start(f"s_{id}"), call, end(f"e_{id}"), chain(f"s_{id}", f"c_{id}", f"e_{id}"))


def instances(cardinality: str, *, inside: str | None = None) -> bytes:
    """A task in parallel instances; `inside` another such loop."""
    loop = (
        "<bpmn:multiInstanceLoopCharacteristics>"
        f"<bpmn:loopCardinality>={cardinality}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
    )
    task = node("task", "t", loop)
    if inside is not None:
        task = node("subProcess", "s", start("b"), task, end("e"), chain("b", "t", "e"), loop.replace(cardinality, inside))
    return bpmn(process("p", start(), task, end(), chain("start", "s" if inside else "t", "end")))


def waiting(**kind: str) -> bytes:
    """A process that waits for a timer."""
    duration, cycle = kind.get("duration"), kind.get("cycle")
    return bpmn(process(
        "p", start(), node("userTask", "a", extra="<zeebe:userTask/>"), end(), end("late"),
        node("boundaryEvent", "b", timer(duration, cycle=cycle), attachedToRef="a", cancelActivity="false"),
        chain("start", "a", "end"), chain("b", "late"),
    ))


def ping_pong() -> bytes:
    """Two processes that begin each other by messages, for ever."""
    def side(id: str, own: str, other: str) -> str:
        return process(
            id, start(f"s_{id}", by_message(own)), end(f"e_{id}", by_message(other)), chain(f"s_{id}", f"e_{id}")
        )

    return bpmn(side("p", "ping", "pong"), side("q", "pong", "ping"), before=message("ping", "ping") + message("pong", "pong"))


def crowd(tag: str, count: int, inside: str = "") -> bytes:
    """Many elements of a kind side by side, where the schema allows them or not."""
    rows = "".join(f"<bpmn:{tag} id='x{n}'>{inside}</bpmn:{tag}>" for n in range(count))
    return bpmn(process("p", start(), end(), chain("start", "end"), rows))


def attributes(count: int) -> bytes:
    """An element with many attributes."""
    return small().replace(b'<bpmn:startEvent id="start"', b'<bpmn:startEvent id="start"' + b"".join(
        b' a%d="1"' % n for n in range(count)
    ), 1)


def namespaces(count: int) -> bytes:
    """A root with many prefixes."""
    return small().replace(b"<bpmn:definitions", b"<bpmn:definitions" + b"".join(
        b' xmlns:n%d="urn:%d"' % (n, n) for n in range(count)
    ), 1)


def twins(count: int) -> bytes:
    """All tasks have one id."""
    return bpmn(process("p", start(), *(node("task", "t") for _ in range(count)), end(), chain("start", "t", "end")))


def named(name: str) -> bytes:
    """A refused diagram whose names go to the terminal: it goes on after its end."""
    return bpmn(process("p", start(), node("endEvent", "t", name=name), end(), chain("start", "t", "end")))


def script() -> bytes:
    """A task that wants to be Python."""
    code = "<bpmn:script>import os</bpmn:script>"
    return bpmn(process(
        "p", start(), node("scriptTask", "t", code, scriptFormat="python"), end(), chain("start", "t", "end"),
    ))


def job(type: str, retries: str = "2") -> bytes:
    """A service task with a foreign type."""
    return bpmn(process("p", start(), service("j", type).replace('"2"', f'"{retries}"'), end(), chain("start", "j", "end")))


def dated(date: str) -> bytes:
    """A process that waits for a day, and then for ten hours."""
    until = f'<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">{date}</bpmn:timeDate></bpmn:timerEventDefinition>'
    return bpmn(process(
        "p", start(), node("intermediateCatchEvent", "c", until), node("intermediateCatchEvent", "d", timer("PT10H")), end(),
        chain("start", "c", "d", "end"),
    ))
