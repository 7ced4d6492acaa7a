"""The ticker: calls the executor every few seconds. What is due stands in the database, so a missed tick loses nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler

from engine import job_executor
from engine.errors import Unavailable
from engine.house import House

log = logging.getLogger(__name__)


class Ticker(Protocol):
    """A started ticker."""

    def shutdown(self, wait: bool = True) -> None:
        """Stop; with `wait` only after the tick that is running."""
        ...


def start(house: House, now: Callable[[], datetime], *, seconds: int = 5) -> Ticker:
    """Tick every `seconds` in a thread of its own. Several processes may tick on one database: jobs are locked in it.

    Ticks never overlap and a late one is not dropped (the scheduler's own default would).
    """
    scheduler = BackgroundScheduler(timezone="Asia/Shanghai")
    scheduler.add_job(
        tick, "interval", (house, now), seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None,
    )
    scheduler.start()
    ticker: Ticker = scheduler
    return ticker


def tick(house: House, now: Callable[[], datetime]) -> None:
    """Run what is due. While the database takes no writes the next tick tries again."""
    try:
        while job_executor.run_due(house, now()):
            pass
    except Unavailable as error:
        log.warning("nothing runs: %s", error)
