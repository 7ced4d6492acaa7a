"""A house with two web servers and two executors, each a process of its own that can be killed, stopped and started."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config.settings import Settings
from engine import deployment, people, process_instance, user_task
from engine.house import SYSTEM, House, Tx
from engine.values import loads
from tests.torture.rig import drawn, faults
from tests.torture.rig.person import Person
from tests.torture.rig.record import Record
from tests.torture.rig.zygote import Zygote
from web import passwords
from web.wiring import open_house

PASSWORD = "Lotus-pond-27"
LEASE = "1"


@dataclass
class Member:
    """One process; `url` of a web server."""

    name: str
    arguments: tuple[str, ...]
    pid: int = 0
    url: str = ""

    @property
    def alive(self) -> bool:
        """Does its process group live?"""
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return self.pid > 0


@dataclass
class Cluster:
    """`house` is the rig's own door to the same database; `record` what its people asked and were answered."""

    home: Path
    house: House
    environ: dict[str, str]
    zygote: Zygote
    record: Record
    members: list[Member] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @classmethod
    def build(cls, home: Path, database_url: str, zygote: Zygote, crowd: int) -> Cluster:
        """A house with its people and definitions; nothing runs yet."""
        armed = home / "armed"
        armed.mkdir(parents=True)
        environ = {
            "CHENGXU_HOME": str(home), "CHENGXU_DATABASE_URL": database_url, "CHENGXU_TICKER_SECONDS": "1",
            faults.ARMED: str(armed), faults.LEASE: LEASE,
        }
        house = open_house(Settings.load({name: text for name, text in environ.items() if name.startswith("CHENGXU_")}))
        house.database.migrate()
        house.perform(lambda tx: deployment.deploy(tx, drawn.files(), actor=SYSTEM, at=now(), profile="bpmn"))
        cluster = cls(home=home, house=house, environ=environ, zygote=zygote, record=Record(home / "record.jsonl"))
        cluster._invite(crowd)
        cluster.members = [Member(f"web{n}", ("serve", "--json", "--port", "0")) for n in (1, 2)] + [
            Member(f"executor{n}", ("worker", "--json")) for n in (1, 2)
        ]
        return cluster

    def _invite(self, crowd: int) -> None:
        hashed = passwords.hash_password(PASSWORD)

        def add(tx: Tx) -> None:
            for person in self.people:
                people.add(
                    tx, person.name, display_name=person.name, password_hash=hashed, org="DATA", actor=SYSTEM, at=now(),
                    must_change_password=False,
                )
                people.grant(tx, person.name, drawn.ROLE, actor=SYSTEM, at=now())

        self.people = [Person(f"person{n}", PASSWORD, self.servers, self.record, first=n) for n in range(crowd)]
        self.house.perform(add)

    # --- processes ----------------------------------------------------------------------------------------------------

    @property
    def webs(self) -> list[Member]:
        """The web servers."""
        return [one for one in self.members if one.name.startswith("web")]

    @property
    def executors(self) -> list[Member]:
        """The executors."""
        return [one for one in self.members if one.name.startswith("executor")]

    def servers(self) -> Sequence[str]:
        """Where people find the web."""
        return [one.url for one in self.webs if one.url]

    def start(self, members: Iterable[Member] | None = None) -> None:
        """Start processes (default: all) and wait until they are at work."""
        for one in (chosen := list(self.members if members is None else members)):
            one.pid = self.zygote.fork(one.arguments, self.environ, self.home / f"{one.name}.out")
        for one in chosen:
            said = self._first_line(one)
            if "url" in said:
                # From now on the same place: people keep their bookmarks.
                one.url, port = said["url"], said["url"].rstrip("/").rpartition(":")[2]
                one.arguments = ("serve", "--json", "--port", port)

    def _first_line(self, member: Member) -> dict[str, Any]:
        path = self.home / f"{member.name}.out"

        def read() -> str:
            return path.read_text("utf-8") if path.exists() else ""

        until(lambda: read().endswith("\n") or not member.alive, f"{member.name} is at work")
        said: dict[str, Any] = loads(read() or "{}")
        return said

    def kill(self, member: Member, number: int = signal.SIGKILL) -> None:
        """Send a signal to the whole group of a process (a server has a parent and a worker)."""
        try:
            os.killpg(member.pid, number)
        except ProcessLookupError:
            return
        if number == signal.SIGKILL:
            until(lambda: not member.alive, f"{member.name} is dead")

    def revive(self) -> int:
        """Start whoever is dead; how many."""
        dead = [one for one in self.members if one.pid and not one.alive]
        self.start(dead)
        return len(dead)

    def close(self) -> None:
        """Kill everything."""
        for one in self.members:
            if one.pid:
                self.kill(one, signal.SIGKILL)
        self.house.database.close()
        self.record.close()

    # --- cases --------------------------------------------------------------------------------------------------------

    def begin(self, process_id: str, at: datetime | None = None, **variables: Any) -> str:
        """A new case, started by the rig itself."""
        return self.house.perform(
            lambda tx: process_instance.start(tx, process_id, variables=variables, actor=SYSTEM, at=at or now())
        )

    def tasks(self, case: str) -> list[dict[str, Any]]:
        """The open tasks of a case."""
        with self.house.reading() as tx:
            return user_task.search(tx, instance_key=case, state="created")

    def states(self, cases: Iterable[str]) -> Mapping[str, str]:
        """Case -> its state."""
        with self.house.reading() as tx:
            return {case: str(process_instance.get(tx, case)["state"]) for case in cases}

    def finished(self, cases: Iterable[str]) -> bool:
        """Are they all completed?"""
        return set(self.states(cases).values()) <= {"completed"}

    def errors(self) -> str:
        """What the processes said on standard error."""
        return "\n".join(path.read_text("utf-8", "replace")[-4000:] for path in sorted(self.home.glob("*.err")))


def now() -> datetime:
    """The rig's clock is the processes' clock."""
    return datetime.now(UTC)


def until(true: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait for something to become true."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, f"it did not happen in {seconds} s: {what}"
        time.sleep(0.02)
