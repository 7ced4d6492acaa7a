"""What is to be played, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.diagram.subject import Profile
from engine.events import Recorded
from engine.model import Fault
from engine.scenario.answers import Answers
from engine.values import ZONE

#: When a play begins if nobody says.
START = datetime(2027, 1, 4, 9, tzinfo=ZONE)
#: Facts of one play, and jumps of its clock.
MOST_STEPS = 3_000
MOST_JUMPS = 1_000
#: Times that messages and signals may bring forth others at one moment.
MOST_ROUNDS = 300
#: The start variable that gives an instance its business key.
BUSINESS_KEY = "project_no"

Outcome = Literal["completed", "waiting", "rejected", "incident", "terminated"]


def _uncounted() -> None:
    """Nobody counts the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How to play. The clock begins at `at` and never goes beyond `until` (None: as long as something is due)."""

    #: Started in this order; none: the first executable process that no other calls.
    processes: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    at: datetime = START
    until: datetime | None = None
    #: Complete jobs that nobody answers and no handler serves, with nothing.
    stub: bool = False
    #: Run the house's handlers.
    handlers: bool = False
    profile: Profile = "bpmn"
    max_steps: int = MOST_STEPS
    #: Called for each answer that is played: long plays may go on longer.
    answered: Callable[[], None] = _uncounted


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one instance stands when the play is over."""

    outcome: Outcome
    process: str | None
    instance: str | None = None
    waiting_at: tuple[str, ...] = ()
    #: The root scope.
    variables: Mapping[str, Any] = field(default_factory=dict)
    #: The first open incident: {code, data, element_id}.
    error: Mapping[str, Any] | None = None
    findings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer that the engine did not take."""

    instance: str
    element_id: str
    actor: str
    code: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A whole play: events by time, instances in the order of their start, refused answers."""

    events: tuple[Recorded, ...] = ()
    endings: tuple[Ending, ...]
    refusals: tuple[Refusal, ...] = ()
    #: The bound that ended the play while more was due.
    bound: Literal["steps", "jumps"] | None = None
