"""The ticker: calls the executor every few seconds. What is due stands in the database, so a missed tick loses nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler

from engine import job_executor
from engine.errors import Unavailable
from engine.house import House

log = logging.getLogger(__name__)

#: Hours between two clearings of what has had its time.
TIDY = 1


class Ticker:
    """Ticks every `seconds` in a thread of its own, until `shutdown`. Several processes may tick on one database: jobs are locked in it.

    Ticks never overlap and a late one is not dropped (the scheduler's own default would).
    """

    def __init__(self, house: House, now: Callable[[], datetime], seconds: int) -> None:
        self._stopping = threading.Event()
        self._scheduler = BackgroundScheduler(timezone="Asia/Shanghai")
        timely = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(tick, "interval", (house, now, self._going), seconds=seconds, **timely)
        self._scheduler.add_job(tidy, "interval", (house, now), hours=TIDY, **timely)
        self._scheduler.start()

    def shutdown(self, wait: bool = True) -> None:
        """Stop; with `wait` only after the piece of work that is being done."""
        self._stopping.set()
        self._scheduler.shutdown(wait)

    def _going(self) -> bool:
        # A process that ends waits for its threads: without this for everything that is due.
        return not self._stopping.is_set() and threading.main_thread().is_alive()


def start(house: House, now: Callable[[], datetime], *, seconds: int = 5) -> Ticker:
    """A started ticker."""
    return Ticker(house, now, seconds)


def tick(house: House, now: Callable[[], datetime], going: Callable[[], bool] = lambda: True) -> None:
    """Run what is due, piece by piece while `going`. While the database takes no writes the next tick tries again."""
    try:
        done = True
        while done and going():
            done = False
            for _ in job_executor.work(house, now):
                done = True
                if not going():
                    break
    except Unavailable as error:
        log.warning("nothing runs: %s", error)


def tidy(house: House, now: Callable[[], datetime]) -> None:
    """Clear what has had its time. While the database takes no writes the next hour tries again."""
    try:
        job_executor.tidy(house, now())
    except Unavailable as error:
        log.warning("nothing is cleared: %s", error)
