"""The executor: runs whatever is due, one short transaction after the other. Any number of them share a database."""

from __future__ import annotations

from datetime import datetime

from engine.house import House


def run_due(house: House, now: datetime, *, limit: int = 100) -> int:
    """Run due timers, handler jobs and message deliveries once; how many were done. Never raises for a single bad job."""
    raise NotImplementedError


def run_instance(house: House, key: str, now: datetime) -> int:
    """Right after a commit: run what is due in one instance, and in those that its messages reach, until all is quiet."""
    raise NotImplementedError


def next_due(house: House) -> datetime | None:
    """When the next job or timer is due."""
    raise NotImplementedError
