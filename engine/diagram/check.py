"""All that is to be said about a BPMN file: read it, then ask every rule."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import ModuleType

from engine.diagram import rules
from engine.diagram.known import Known
from engine.diagram.read import diagram
from engine.diagram.structure import in_order, readable
from engine.diagram.subject import Profile, Subject
from engine.errors import Refused
from engine.model import Diagram, Fault, Severity

Rule = Callable[[Subject], Iterator[Fault]]

#: Folder of engine/diagram/rules -> profiles under which its rules are asked. (`document` is asked while reading.)
FOLDERS: dict[str, tuple[Profile, ...]] = {
    "standard": ("bpmn", "chengxu"),
    "playable": ("bpmn", "chengxu"),
    "data": ("bpmn", "chengxu"),
    "activities": ("bpmn", "chengxu"),
    "collaboration": ("bpmn", "chengxu"),
    "letter": ("bpmn", "chengxu"),
    "soundness": ("bpmn", "chengxu"),
    "bindings": ("bpmn", "chengxu"),
    "house": ("chengxu",),
}
#: Folders of rules that no profile asks: they speak of another engine.
ASIDE = ("zeebe",)
#: What the rules' own severities mean to the two kinds of asker.
BY_THE_LETTER: Mapping[Severity, Severity] = {"formal": "error", "unplayable": "warning"}
TO_BE_PLAYED: Mapping[Severity, Severity] = {"formal": "warning", "unplayable": "error"}
#: No sentence helps anybody after so many.
MOST_FAULTS = 1_000


def check(
    content: bytes, source: str, *, profile: Profile, known: Known | None = None, to_play: bool = True
) -> tuple[Diagram | None, tuple[Fault, ...]]:
    """Read a file and ask every rule of the profile: the diagram (None when it cannot be read) and its faults.

    Never raises for any content. Faults stand in document order, at most MOST_FAULTS of them; a diagram without a fault
    of severity `error` may be deployed. What `known` leaves None is not checked.

    Whoever is not going to play the diagram (`to_play` False) asks under `bpmn` whether it is BPMN: the letter of the
    standard counts then, and what this engine does not play is a warning only (docs/decisions/0009-two-readings-of-a-diagram.md).
    """
    try:
        document = readable(content, source)
    except Refused as refused:
        return None, refused.findings
    subject = Subject(document=document, diagram=diagram(document), profile=profile, known=known or Known())
    meant = BY_THE_LETTER if profile == "bpmn" and not to_play else TO_BE_PLAYED
    faults = [
        replace(fault, severity=meant.get(fault.severity, fault.severity))
        for rule in of_profile(profile)
        for fault in rule(subject)
    ]
    return subject.diagram, tuple(in_order(document, faults)[:MOST_FAULTS])


def refused_by_zeebe(content: bytes, source: str) -> tuple[Fault, ...]:
    """What a Zeebe cluster would refuse in a file that can be read; nothing for any other. Never raises."""
    try:
        document = readable(content, source)
    except Refused:
        return ()
    subject = Subject(document=document, diagram=diagram(document), profile="bpmn", known=Known())
    faults = [fault for module in modules("zeebe") for fault in module.check(subject)]
    return tuple(in_order(document, faults)[:MOST_FAULTS])


@cache
def of_profile(profile: Profile) -> tuple[Rule, ...]:
    """The rules of a profile: the function `check` of every module in the folders that the profile asks."""
    folders = [folder for folder, profiles in FOLDERS.items() if profile in profiles]
    return tuple(module.check for folder in folders for module in modules(folder))


def modules(folder: str) -> list[ModuleType]:
    """The rules of a folder of engine/diagram/rules, by name."""
    package = importlib.import_module(f"{rules.__name__}.{folder}")
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
