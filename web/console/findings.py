"""Findings of a check as JSON and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.model import Fault
from web.console.failures import FAILED
from web.console.terminal import Terminal


def as_json(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """One object a finding; message and remedy in Chinese, then English; `path` where elements in a row show it."""
    return [
        {
            "file": fault.file, "element_id": fault.element_id, "element_name": fault.element_name, "rule": fault.rule,
            "severity": fault.severity, "message": " ".join(fault.message.values()),
            "remedy": " ".join(fault.remedy.values()), **({"path": list(fault.path)} if fault.path else {}),
        }
        for fault in faults
    ]


def show(terminal: Terminal, faults: Iterable[Fault]) -> None:
    """Lines for people."""
    for fault in faults:
        place = fault.file if fault.element_id is None else f"{fault.file} {fault.element_id}"
        terminal.say(f"cli.finding.{fault.severity}", place=place, rule=fault.rule)
        for language in fault.message:
            terminal.line(f"    {fault.message[language]} {fault.remedy[language]}")


def refuse(terminal: Terminal, faults: Iterable[Fault], *, json: bool) -> int:
    """Say what forbids to go on; the exit code."""
    if json:
        terminal.json({"findings": as_json(faults)})
    else:
        show(terminal, faults)
    return FAILED
