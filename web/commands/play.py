"""`chengxu play FILE…`: play processes in memory with a virtual clock; nothing is stored."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from engine import scenario
from engine.deployment import Profile, SourceFile
from engine.model import Fault
from engine.scenario import Answers, Ending, Played, Script
from web.console import findings, history_lines, houses, sources
from web.console.failures import FAILED
from web.console.reading import json_argument, json_object
from web.console.terminal import Terminal, WrongUse, both, offer_json
from web.words import LANGUAGES, known, words


def configure(parser: ArgumentParser) -> None:
    """FILE… and how to play them."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=both("play.files"))
    parser.add_argument("--process", action="append", default=[], metavar="ID", help=both("play.process"))
    parser.add_argument("--variables", default="{}", metavar="JSON|@FILE", help=both("play.variables"))
    parser.add_argument("--answers", default="{}", metavar="JSON|@FILE", help=both("play.answers"))
    parser.add_argument("--at", metavar="DATETIME", help=both("play.at"))
    parser.add_argument("--until", metavar="DURATION|DATETIME", help=both("play.until"))
    parser.add_argument("--stub", action="store_true", help=both("play.stub"))
    parser.add_argument("--handlers", action="store_true", help=both("play.handlers"))
    parser.add_argument("--profile", choices=get_args(Profile), help=both("check.profile"))
    parser.add_argument("--max-steps", type=int, default=scenario.MOST_STEPS, metavar="N", help=both("play.max_steps"))
    parser.add_argument("--calendar", metavar="FILE", help=both("play.calendar"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: every instance is completed, terminated or waiting; 1: one is rejected or has an incident."""
    files = sources.read(options.files)
    terminal.meter.began([file.name for file in files])
    script = replace(_script(options, files), answered=terminal.meter.answered)
    house = houses.in_memory(script.profile, handlers=options.handlers, calendar=options.calendar)
    played = scenario.play(house, files, script)
    # What was played is to be told, whatever time it took.
    terminal.meter.began([])
    return _tell(options, played, terminal)


def exhausted(options: Namespace, faults: Sequence[Fault], terminal: Terminal) -> int:
    """1: the play went beyond its bounds and is rejected; what happened until then is not told."""
    wanted = options.process[0] if options.process else None
    ending = Ending(outcome="rejected", process=wanted, findings=tuple(faults))
    return _tell(options, Played(endings=(ending,)), terminal)


def _tell(options: Namespace, played: Played, terminal: Terminal) -> int:
    if options.json:
        for recorded in played.events:
            terminal.json(history_lines.as_json(recorded))
        for ending in played.endings:
            terminal.json(ending_as_json(ending, played))
    else:
        _show(played, terminal)
    if played.bound is not None:
        terminal.complain(f"cli.play.too_many_{played.bound}")
    return FAILED if any(ending.outcome in ("rejected", "incident") for ending in played.endings) else 0


def _script(options: Namespace, files: Sequence[SourceFile]) -> Script:
    profiles = {sources.profile_of(file.name) for file in files}
    at = _time(options.at, "--at", scenario.START)
    if options.max_steps < 1:
        raise WrongUse("number", option="--max-steps", value=options.max_steps)
    return Script(
        processes=tuple(options.process), variables=json_object(options.variables, "--variables"),
        answers=_answers(options.answers), at=at, until=_until(options.until, at), stub=options.stub,
        handlers=options.handlers, max_steps=options.max_steps,
        profile=options.profile or ("chengxu" if "chengxu" in profiles else "bpmn"),
    )


def _answers(text: str) -> Answers:
    return scenario.parse(json_argument(text, "--answers"))


def _time(text: str | None, option: str, default: datetime) -> datetime:
    try:
        return default if text is None else scenario.instant(text)
    except ValueError as problem:
        raise WrongUse("time", option=option, value=text) from problem


def _until(text: str | None, at: datetime) -> datetime | None:
    try:
        return None if text is None else scenario.until(text, at)
    except ValueError as problem:
        raise WrongUse("time", option="--until", value=text) from problem


def ending_as_json(ending: Ending, played: Played) -> dict[str, Any]:
    """The line of one instance; `findings` of a rejected diagram, `refused` answers where there are any."""
    line: dict[str, Any] = {
        "outcome": ending.outcome, "process": ending.process, "instance": ending.instance,
        "waiting_at": list(ending.waiting_at), "variables": dict(ending.variables), "error": _error(ending),
    }
    if ending.outcome == "rejected":
        line["findings"] = findings.as_json(ending.findings)
    if refused := [one for one in played.refusals if one.instance == ending.instance]:
        line["refused"] = [{"element_id": one.element_id, "actor": one.actor, "code": one.code} for one in refused]
    return line


def _error(ending: Ending) -> dict[str, Any] | None:
    if ending.outcome == "rejected":
        first = next((fault for fault in ending.findings if fault.severity == "error"), None)
        place = first.element_id if first else None
        return {"code": "diagram.refused", "message": both("play.rejected"), "element_id": place}
    if ending.error is None:
        return None
    return {
        "code": _code(ending), "message": _message(ending), "element_id": ending.error["element_id"],
        "data": ending.error["data"],
    }


def _code(ending: Ending) -> str:
    return str((ending.error or {})["code"])


def _message(ending: Ending) -> str:
    code = f"incidents.{_code(ending)}"
    data = {**((ending.error or {}).get("data") or {}), "code": _code(ending)}
    chosen = code if known(code) else "incidents.other"
    return " · ".join(words(chosen, language, **data) for language in LANGUAGES)


def _show(played: Played, terminal: Terminal) -> None:
    for recorded in played.events:
        terminal.line(history_lines.as_text(recorded))
    for ending in played.endings:
        findings.show(terminal, ending.findings)
        terminal.say(f"cli.play.{ending.outcome}", process=ending.process, places=", ".join(ending.waiting_at))
        if ending.error is not None:
            terminal.line(f"    {ending.error['element_id']}: {_message(ending)}")
    for refusal in played.refusals:
        terminal.say("cli.play.refused", element=refusal.element_id, actor=refusal.actor, refusal=refusal.code)
