"""What process owners own, as files: the shipped change set and its scenarios, played on a house of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import handlers
from config import clauses, documents, parameters, roles
from config.calendars import Calendars
from config.year_table import parse_csv
from engine import audit, deployment, diagram, handler, scenario
from engine.audit import Difference
from engine.deployment import ChangeSet, SourceFile
from engine.house import SYSTEM, Database, House, Tx
from engine.model import Process
from engine.scenario import Report, Scenario
from engine.values import ZONE, loads
from handlers import registers
from web.coverage import Coverage, measure, of_handlers, of_scenarios
from web.forms import definition as form_definition
from web.forms.definition import Form

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "bpmn"
DIAGRAMS = sorted(SHIPPED.glob("*/*.bpmn"))
DECISIONS = sorted(SHIPPED.glob("decisions/*.dmn"))
FORMS = sorted(SHIPPED.glob("**/forms/*.json"))
SCENARIOS = sorted(SHIPPED.glob("*/scenarios/*.toml"))


def label(path: Path) -> str:
    """`construction_report/confirmed`: how a test calls a scenario."""
    return f"{path.parent.parent.name}/{path.stem}"


@cache
def files() -> tuple[SourceFile, ...]:
    """The whole change set as it is deployed."""
    paths = [*DIAGRAMS, *DECISIONS, *FORMS]
    return tuple(SourceFile(name=str(path.relative_to(SHIPPED)), content=path.read_bytes()) for path in paths)


@cache
def processes() -> Mapping[str, Process]:
    """Every shipped process by id."""
    drawn = [diagram.read(path.read_bytes(), path.name) for path in DIAGRAMS]
    return {id: process for one in drawn for id, process in one.processes.items()}


@cache
def forms() -> Mapping[str, Form]:
    """Every shipped form by id."""
    read = [form_definition.read(loads(path.read_bytes())) for path in FORMS]
    return {form.id: form for form in read}


@cache
def story(path: Path) -> Scenario:
    """A scenario as its owner wrote it."""
    return scenario.read(path.read_text("utf-8"))


@cache
def coverage() -> Coverage:
    """The regulation against the shipped change set, its checks and its scenarios."""
    scenarios = {path.relative_to(SHIPPED).as_posix(): path.read_text("utf-8") for path in SCENARIOS}
    named = deployment.cited(files())
    elements = [*named, *of_handlers(handler.discover(handlers), named), *of_scenarios(scenarios)]
    return measure(elements, clauses.load())


@contextmanager
def house(url: str, calendar: str | None = None) -> Iterator[House]:
    """The house of the city on an empty database, with its real checks, registers and parameters."""
    known = roles.load()
    calendars = Calendars()
    if calendar is not None:
        calendars = calendars.with_table(parse_csv((ROOT / calendar).read_text("utf-8")))
    database = Database.open(url, extra_metadata=(registers.metadata,))
    database.migrate()
    yield House(
        database=database, calendars=calendars, parameters=parameters.load().in_force,
        handlers=handler.discover(handlers), registers=registers.Reader, reads=registers.reads,
        projectors=(registers.projector,), roles=frozenset(known), unit_roles=roles.unit_roles(known),
        clauses=frozenset(clauses.load()), documents=documents.load(),
    )
    database.close()


@dataclass(frozen=True)
class Outcome:
    """What came of a scenario, and what the auditor finds afterwards."""

    report: Report
    #: Replay of every case, rebuild of every table, the chain of every stream.
    differences: tuple[Difference, ...]

    def visited(self, kind: str) -> set[tuple[str, str]]:
        """(process id, element id) of the events of a kind: element_activated or sequence_flow_taken.

        What a called process does stands in its caller's stream; it counts for the process that has the element.
        """
        process_of = {ending.instance: ending.process or "" for ending in self.report.played.endings}
        seen = {
            (process_of[one.stream], one.event.element_id or "")
            for one in self.report.played.events if one.event.type == kind
        }
        return {(owner, id) for root, id in seen for owner in _owners(root, id)}


@cache
def _called_from(root: str) -> frozenset[str]:
    """A process and those that it calls, near or far."""
    called = {node.called_process for node in processes()[root].nodes.values() if node.called_process in processes()}
    return frozenset({root}).union(*(_called_from(id) for id in called if id and id != root))


def _owners(root: str, id: str) -> list[str]:
    known = [processes()[one] for one in sorted(_called_from(root))] if root in processes() else []
    return [one.id for one in known if id in one.nodes or id in one.flows] or [root]


def play(path: Path, url: str) -> Outcome:
    """Deploy the shipped set on an empty database, play a scenario, and audit what is left."""
    told = story(path)
    with house(url, told.calendar) as city:
        deployed = city.perform(lambda tx: deployment.deploy(
            tx, files(), actor=SYSTEM, at=told.script.at, examined=_examined(tx, told.script.at),
        ))
        report = scenario.run(city, deployed.processes or {}, told)
        return Outcome(report=report, differences=(*_replayed(city), *audit.rebuild(city)))


#: What the check of the change set came to, by the versions of the parameters that its tables are checked with.
_FOUND: dict[tuple[str, ...], ChangeSet] = {}


def _examined(tx: Tx, at: datetime) -> ChangeSet:
    """The change set as it is checked on an empty database: hundreds of tests need not check the same files anew."""
    day = at.astimezone(ZONE).date()
    versions = (tx.house.parameters(day)[0], *(version for version, _ in tx.house.later_parameters(day)))
    if versions not in _FOUND:
        _FOUND[versions] = deployment.examine(files(), profile="chengxu", known=deployment.known(tx, at))
    return _FOUND[versions]


def _replayed(city: House) -> list[Difference]:
    with city.reading() as tx:
        streams = audit.streams(tx)
        cases = [stream for stream in streams if stream.isdigit()]
        chains = [found for stream in streams for found in audit.verify(tx, stream)]
        return [*chains, *(found for key in cases for found in audit.replay(tx, key))]


@cache
def in_memory(path: Path) -> Outcome:
    """The scenario played in memory, once for all tests that look at it."""
    return play(path, "sqlite:///:memory:")
