"""Asks the rules about the good and bad diagrams that lie in `rules/`."""

from __future__ import annotations

from pathlib import Path

from engine.diagram import Known, check, refused_by_zeebe
from engine.diagram.check import ASIDE, FOLDERS, modules
from engine.diagram.subject import Profile
from engine.model import Fault

#: rule -> its diagrams, `valid*.bpmn` and `invalid*.bpmn`.
RULES = Path(__file__).parent / "rules"
KNOWN = Known(
    handlers=frozenset({"cryptography.check_plan"}),
    roles=frozenset({"unit_clerk", "sca_reviewer"}),
    forms=frozenset({"opinion"}),
    decisions=frozenset({"D11"}),
    processes=frozenset({"expert_panel"}),
    parameters=frozenset({"T19", "T_low"}),
    clauses=frozenset({"26", "38(6)"}),
)
MODULES = {
    module.__name__.rpartition(".")[2]: module for folder in ("document", *FOLDERS, *ASIDE) for module in modules(folder)
}
#: Folders of rules that nobody who plays a diagram minds.
BY_THE_LETTER = ("activities", "collaboration", "data", "letter")


def findings(path: Path) -> list[Fault]:
    """What all rules say of a diagram, under the profile of the rule in whose folder it lies."""
    room = MODULES[path.parent.name].__name__.split(".")[-2]
    profile: Profile = "chengxu" if room == "house" else "bpmn"
    to_play = room not in BY_THE_LETTER
    faults = list(check(path.read_bytes(), path.name, profile=profile, known=KNOWN, to_play=to_play)[1])
    return faults + [fault for fault in refused_by_zeebe(path.read_bytes(), path.name) if path.parent.name[:5] == "zeebe"]
