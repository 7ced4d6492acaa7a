"""Was it as expected? Every expectation that was not met, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engine.events import Recorded
from engine.handler import Registers
from engine.scenario.script import Ending, Played
from engine.scenario.story import Scenario
from engine.values import dumps, to_utc


def unmet(scenario: Scenario, played: Played, registers: Registers) -> list[str]:
    """What differs from the scenario's expectations; none: all are met. `registers` are those after the play."""
    ending = next((one for one in played.endings if one.process == scenario.process), played.endings[0])
    expected = scenario.expect
    found = [
        problem
        for name, compare in _COMPARED.items()
        if name in expected
        for problem in compare(expected[name], played, ending)
    ]
    return [*found, *_records(expected.get("records", ()), registers), *_refused(expected.get("refused", ()), played)]


def path(events: Sequence[Recorded]) -> list[str]:
    """The elements that were reached, by time."""
    activated = [one.event for one in events if one.event.type == "element_activated"]
    return [event.element_id or "" for event in activated if event.body["kind"] != "process"]


def _outcome(expected: str, played: Played, ending: Ending) -> Iterator[str]:
    if ending.outcome != expected:
        why = [fault.message["en"] for fault in ending.findings] + ([dumps(ending.error)] if ending.error else [])
        yield f"outcome: expected {expected}, but it is {ending.outcome} at {list(ending.waiting_at)} {' '.join(why)}".rstrip()


def _path(expected: Sequence[str], played: Played, ending: Ending) -> Iterator[str]:
    visited = path(played.events)
    ahead = iter(visited)
    for element in expected:
        if element not in ahead:
            yield f"path: {element} does not come in this place; visited: {' '.join(visited)}"
            return


def _not_visited(expected: Sequence[str], played: Played, ending: Ending) -> Iterator[str]:
    visited = set(path(played.events))
    yield from (f"not_visited: {element} was visited" for element in expected if element in visited)


def _waiting_at(expected: Sequence[str], played: Played, ending: Ending) -> Iterator[str]:
    if sorted(expected) != sorted(ending.waiting_at):
        yield f"waiting_at: expected {sorted(expected)}, but it waits at {sorted(ending.waiting_at)}"


def _events(expected: Sequence[Mapping[str, Any]], played: Played, ending: Ending) -> Iterator[str]:
    for wanted in expected:
        if not any(_is(one, wanted) for one in played.events):
            near = [dumps(one.event.body) for one in played.events if one.event.type == wanted.get("type")]
            yield f"events: none is {dumps(wanted)}; of this type there are: {' '.join(near) or 'none'}"


def _is(recorded: Recorded, wanted: Mapping[str, Any]) -> bool:
    """Does every key have its value, in the event itself or else in its body?"""
    event = recorded.event
    head = {
        "stream": recorded.stream, "sequence": recorded.sequence, "type": event.type, "actor": event.actor,
        "at": to_utc(event.at), "is_fact": event.is_fact, "element_id": event.element_id,
        "element_instance_key": event.element_instance_key,
    }
    seen = {**event.body, **head}
    return all(name in seen and seen[name] == value for name, value in wanted.items())


def _variables(expected: Mapping[str, Any], played: Played, ending: Ending) -> Iterator[str]:
    for name, value in expected.items():
        if ending.variables.get(name) != value or name not in ending.variables:
            yield f"variables: expected {name} = {dumps(value)}, but it is {dumps(ending.variables.get(name))}"


def _records(expected: Sequence[Mapping[str, Any]], registers: Registers) -> Iterator[str]:
    for wanted in expected:
        register, key = wanted["register"], wanted["key"]
        row = registers.get(register, key)
        for name, value in wanted.items() if row is not None else ():
            if name not in ("register", "key") and row is not None and row.get(name) != value:
                yield f"records: expected {register} {key} {name} = {dumps(value)}, but it is {row.get(name)!r}"
        if row is None:
            yield f"records: there is no {register} {key}"


def _refused(expected: Sequence[Mapping[str, Any]], played: Played) -> Iterator[str]:
    """Each refusal is expected, and each expected one happened."""
    refused = [
        {"element_id": one.element_id, "task": one.element_id, "actor": one.actor, "code": one.code}
        for one in played.refusals
    ]
    for wanted in expected:
        match = next((one for one in refused if wanted.items() <= one.items()), None)
        if match is None:
            yield f"refused: {dumps(wanted)} was not refused"
        else:
            refused.remove(match)
    yield from (f"refused: {one['element_id']} by {one['actor']} was refused with {one['code']}" for one in refused)


_COMPARED: Mapping[str, Callable[[Any, Played, Ending], Iterator[str]]] = {
    "outcome": _outcome, "path": _path, "not_visited": _not_visited, "waiting_at": _waiting_at, "events": _events,
    "variables": _variables,
}
