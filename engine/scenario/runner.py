"""Running a scenario on a house: seed the registers, play, compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.events import fact
from engine.house import SYSTEM, House, Tx
from engine.model import Process
from engine.scenario.expect import unmet
from engine.scenario.player import play_deployed
from engine.scenario.script import Played
from engine.scenario.story import Scenario
from engine.store import history

#: The stream of register rows that came with no case.
REGISTERS = "registers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A scenario that was run: what happened, and every expectation that was not met, in words."""

    played: Played
    unmet: tuple[str, ...]


def run(house: House, processes: Mapping[str, Process], scenario: Scenario) -> Report:
    """Play a scenario in `house`, where the change set with `processes` is deployed and nothing else has happened.

    The scenario's calendar must be in force there. Raises as `play`.
    """
    house.perform(lambda tx: seed(tx, scenario.registers, scenario.script.at))
    played = play_deployed(house, processes, scenario.script)
    with house.reading() as tx:
        return Report(played=played, unmet=tuple(unmet(scenario, played, house.registers(tx.connection))))


def seed(tx: Tx, rows: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Put rows {register, key, …fields} into the registers."""
    for row in rows:
        fields = {name: value for name, value in row.items() if name not in ("register", "key")}
        body = {"register": row["register"], "key": row["key"], "fields": fields}
        history.record(tx, REGISTERS, fact("register_seeded", at, SYSTEM.name, body))
