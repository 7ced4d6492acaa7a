"""What an instance is pinned to, and its compiled form: read once, then shared by every thread that plays it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from threading import Lock

from engine import decision, diagram
from engine.errors import NotFound
from engine.kernel import Definition
from engine.store.queries import definition as queries
from engine.store.transaction import Transaction
from engine.values import canonical, loads

#: Compiled definitions that one process keeps.
CAPACITY = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """Everything that one version of a process is made of, by content digest. Stored as JSON in the table `pins`."""

    process_id: str
    #: process id -> digest of the BPMN file that holds it: the process itself and every one that it calls, transitively
    processes: Mapping[str, str]
    #: decision id -> digest of the DMN file that holds it
    decisions: Mapping[str, str] = field(default_factory=dict)
    #: form id -> digest
    forms: Mapping[str, str] = field(default_factory=dict)
    #: The register rows that expressions name (process property `reads`), the called processes' included.
    reads: tuple[str, ...] = ()
    #: The roles that may stand in candidate groups; empty: any. Pinned, or a role dropped later would change a replay.
    roles: tuple[str, ...] = ()
    #: `digest namespace` of a DMN file and what it imports -> digest of the imported file
    imports: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical body: the same parts have the same pins."""
        return sha256(canonical(self.body())).hexdigest()

    def body(self) -> dict[str, object]:
        """The pins as JSON."""
        body = {**asdict(self), "reads": list(self.reads), "roles": list(self.roles)}
        # Few files import others; the digests of all other pins stay what they were.
        return body if self.imports else {name: value for name, value in body.items() if name != "imports"}

    @classmethod
    def of(cls, body: Mapping[str, object]) -> Pins:
        """The pins in a JSON body."""
        lists: dict[str, object] = {name: tuple(body[name]) for name in ("reads", "roles")}  # type: ignore[arg-type]
        return cls(**{**body, **lists})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """One version of a process, ready to be played. Immutable."""

    pins: Pins
    definition: Definition


class Definitions:
    """The compiled definitions of this process, by pins digest; the least recently used go first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._lock = Lock()
        self._compiled: OrderedDict[str, Compiled] = OrderedDict()

    def of(self, tx: Transaction, digest: str) -> Compiled:
        """The definition with those pins. Raises NotFound when the database does not hold them."""
        with self._lock:
            found = self._compiled.get(digest)
            if found is not None:
                self._compiled.move_to_end(digest)
                return found
        compiled = compile(tx, digest)
        with self._lock:
            self._compiled[digest] = compiled
            while len(self._compiled) > self._capacity:
                self._compiled.popitem(last=False)
        return compiled


def compile(tx: Transaction, digest: str) -> Compiled:
    """Read and compile what the pins name. Raises NotFound when a part is missing."""
    pinned = pins(tx, digest)
    diagrams = {at: diagram.read(content(tx, at), at) for at in set(pinned.processes.values())}
    models = {at: model(tx, at, pinned.imports) for at in set(pinned.decisions.values())}
    return Compiled(
        pins=pinned,
        definition=Definition(
            {process_id: diagrams[at].processes[process_id] for process_id, at in pinned.processes.items()},
            {decision_id: models[at] for decision_id, at in pinned.decisions.items()},
            frozenset(pinned.roles) or None,
        ),
    )


def model(tx: Transaction, digest: str, imports: Mapping[str, str]) -> decision.DecisionModel:
    """The decision model of a deployed file; `imports` as pins have them. Raises NotFound, and DecisionRefused."""
    files = {at: content(tx, at) for at in (digest, *imported(digest, imports).values())}
    if len(files) == 1:
        return decision.read(files[digest], source=digest)
    found, problems = decision.read_together(files)[digest]
    if problems:
        raise decision.DecisionRefused(problems)
    return found


def imported(digest: str, imports: Mapping[str, str]) -> dict[str, str]:
    """Those of the imports that a file needs, the imports of its imports included."""
    found: dict[str, str] = {}
    ahead, seen = [digest], set[str]()
    while ahead:
        here = ahead.pop()
        seen.add(here)
        mine = {key: target for key, target in imports.items() if key.startswith(f"{here} ")}
        found |= mine
        ahead += [target for target in mine.values() if target not in seen]
    return found


def pins(tx: Transaction, digest: str) -> Pins:
    """The pins with that digest. Raises NotFound."""
    body = queries.pins(tx, digest)
    if body is None:
        raise NotFound("pins.unknown", digest=digest)
    return Pins.of(loads(body))


def content(tx: Transaction, digest: str) -> bytes:
    """A deployed file by its SHA-256. Raises NotFound."""
    found = queries.content(tx, digest)
    if found is None:
        raise NotFound("content.unknown", digest=digest)
    return found
