"""A case's history as steps that people can follow: one step a fact, with what followed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.events import Event, Recorded
from web.shown.trouble import told
from web.shown.values import plain
from web.words import Language, pick, words

#: Consequences worth a note under their step; the others move tokens and variables only.
_NOTED = frozenset({
    "user_task_created", "gate_evaluated", "incident_created", "document_issued", "decision_evaluated",
    "process_instance_completed", "message_thrown", "attachment_added", "incident_closed",
})
#: What sentences take from a body as it stands.
_SAID = ("gate", "kind", "number", "title", "reason", "text", "decision", "message")
#: What follows a correction: the values before and after.
_CORRECTED = frozenset({"variable_changed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How people (by user name) and candidate groups are called."""

    person: Callable[[str], str]
    groups: Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One fact: `number` counts from 1; the ids are those of the drawn diagram."""

    number: int
    sequence: int
    at: datetime
    actor: str
    text: str
    notes: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    flows: tuple[str, ...]


def steps(recorded: Sequence[Recorded], names: Names, language: Language) -> list[Step]:
    """The steps of a history, in order."""
    teller = _Teller(recorded, names, language)
    return [teller.step(number, group) for number, group in enumerate(_groups(recorded), start=1)]


def _groups(recorded: Sequence[Recorded]) -> list[list[Recorded]]:
    """One group a fact with what followed from it; files handed in with a form belong to the step that hands it in."""
    found: list[list[Recorded]] = []
    for one in recorded:
        if not found or (one.event.is_fact and not _same_act(found[-1][-1].event, one.event)):
            found.append([])
        found[-1].append(one)
    return found


def _same_act(before: Event, event: Event) -> bool:
    return before.type == "attachment_added" and (before.at, before.actor) == (event.at, event.actor)


class _Teller:
    """Knows how elements are called, and says events in a language."""

    def __init__(self, recorded: Sequence[Recorded], names: Names, language: Language) -> None:
        self._names, self._language = names, language
        self._titles: dict[str, str] = {}
        for one in recorded:
            key, body = one.event.element_instance_key, one.event.body
            if key and body.get("name"):
                self._titles.setdefault(key, str(body["name"]))

    def step(self, number: int, group: Sequence[Recorded]) -> Step:
        fact = next((one.event for one in group if one.event.type != "attachment_added"), group[0].event)
        events = [one.event for one in group]
        noted = _NOTED | _CORRECTED if fact.type == "variables_corrected" else _NOTED
        return Step(
            number=number, sequence=group[-1].sequence, at=fact.at, actor=self._actor(fact.actor),
            text=self._text(fact),
            notes=tuple(self._note(event) for event in events if event.type in noted and event is not fact),
            entered=_ids(events, "element_activated"), left=_ids(events, "element_completed", "element_terminated"),
            flows=_ids(events, "sequence_flow_taken"),
        )

    def _actor(self, name: str) -> str:
        if name == "system" or name == "message":
            return words(f"actors.{name}", self._language)
        if name.startswith("job:"):
            return words("actors.job", self._language)
        return self._names.person(name)

    def _text(self, event: Event) -> str:
        return words(f"events.{event.type}", self._language, **self._data(event))

    def _note(self, event: Event) -> str:
        return words(f"notes.{event.type}", self._language, **self._data(event))

    def _data(self, event: Event) -> Mapping[str, Any]:
        body = event.body
        said = {name: body.get(name) for name in _SAID}
        title = body.get("name") or self._titles.get(event.element_instance_key or "") or event.element_id or ""
        data = {name: value if value is not None else "" for name, value in said.items()} | {"name": title}
        if event.type == "incident_created":
            data["message"] = told({"code": body["code"], "data": body.get("data")}, self._language)
        if event.type == "variable_changed":
            data["variable"] = body["name"]
            data |= {name: plain(body[name], self._language) for name in ("old", "value")}
        if "proposed_by" in body:
            data["proposer"] = self._names.person(str(body["proposed_by"]))
        if event.type == "gate_evaluated":
            data["outcome"] = words(f"outcomes.{body['outcome']}", self._language)
            data["reasons"] = "；".join(reason(one, self._language) for one in body.get("reasons") or ())
        if "verdict" in body and body["verdict"]:
            data["verdict"] = words(f"verdicts.{body['verdict']}", self._language)
        if "outcome" in body and event.type == "process_instance_completed":
            data["outcome"] = words(f"states.process_instance.{body['outcome']}", self._language)
        if "assignee" in body and body["assignee"]:
            data["assignee"] = self._names.person(str(body["assignee"]))
        if "candidate_groups" in body:
            data["groups"] = self._names.groups(body["candidate_groups"] or ())
        return data


def reason(given: Any, language: Language) -> str:
    """Why a gate did not simply pass: a blocker of a decision table, a finding of a check, or a text."""
    if not isinstance(given, Mapping):
        return str(given)
    if "item" in given:
        return "：".join(part for part in (given["item"], given.get("problem")) if part)
    texts = {name: given[f"reason_{name}"] for name in ("zh", "en") if f"reason_{name}" in given}
    return pick(texts or given, language)


def _ids(events: Sequence[Event], *types: str) -> tuple[str, ...]:
    return tuple(event.element_id for event in events if event.type in types and event.element_id)
