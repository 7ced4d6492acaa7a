"""Faults at named points of the real program: put in from outside, so that the product knows nothing of them.

A point is armed by a file of its name in the folder TORTURE_ARMED; the first process that gets there removes it and dies, as by
kill -9. The handlers `torture.*` that the rig's diagrams use are put in here too.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from config.settings import Settings
from engine import handler, job_executor
from engine.handler import Handler, Job, Result
from engine.store import projection, snapshots
from engine.store.transaction import Transaction
from web.commands import serve
from web.uploads import attachments

ARMED, LEASE = "TORTURE_ARMED", "TORTURE_LEASE_SECONDS"
#: A file of this name among the armed points makes SQLite read-only.
READ_ONLY = "read-only"
#: Every point, in the order in which a completion gets there; `job.*` are met by the executor.
POINTS = (
    "rename.before", "rename.after", "flush.before", "flush.after", "commit.before", "commit.after", "acknowledge.before",
    "acknowledge.after", "job.before", "job.after",
)
#: A request with this header is done, and answered with 502 as by a proxy that lost the answer.
LOSE = "X-Torture-Lose"


def reach(point: str) -> None:
    """Die here when the point is armed; of several processes that get here one does."""
    folder = os.environ.get(ARMED)
    if folder is None:
        return
    try:
        os.unlink(os.path.join(folder, point))
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def install() -> None:
    """Put the points and the handlers into the program that this process has imported."""
    _wrap(projection, "apply", _projecting)
    _wrap(snapshots, "save", _saving)
    event.listen(Engine, "engine_connect", _watch_commits)
    vars(attachments)["os"] = _Renaming()
    _wrap(handler, "discover", _with_handlers)
    _wrap(serve, "create_app", _watched)
    Settings.job_lease = property(_lease)  # type: ignore[assignment,method-assign]
    vars(job_executor).update(BACK_OFF=(timedelta(seconds=0.2),))


def _wrap(module: object, name: str, wrapper: Callable[[Any], Any]) -> None:
    setattr(module, name, wrapper(getattr(module, name)))


# --- the database -----------------------------------------------------------------------------------------------------


def _projecting(apply: Callable[..., None]) -> Callable[..., None]:
    """The history is written, nothing of the projections yet."""

    def apply_(tx: Transaction, *more: Any) -> None:
        tx.connection.info["wrote"] = True
        reach("flush.before")
        apply(tx, *more)

    return apply_


def _saving(save: Callable[..., None]) -> Callable[..., None]:
    """Everything is written, down to the kernel's snapshot."""

    def save_(tx: Transaction, *more: Any) -> None:
        save(tx, *more)
        reach("flush.after")

    return save_


def _watch_commits(connection: Connection) -> None:
    """Wrap the dialect's commit once for each engine: only a transaction that wrote history has the points."""
    dialect = connection.dialect
    if dialect.name == "sqlite":
        _shut(connection)
    if getattr(dialect, "tortured", False):
        return
    commit = dialect.do_commit

    def do_commit(raw: Any) -> None:
        wrote = raw.info.pop("wrote", False) if hasattr(raw, "info") else False
        if wrote:
            reach("commit.before")
        commit(raw)
        if wrote:
            reach("commit.after")

    vars(dialect).update(tortured=True, do_commit=do_commit)


def _shut(connection: Connection) -> None:
    """Refuse writes while the file READ_ONLY is there, as SQLite does on a read-only file system."""
    shut = os.path.exists(os.path.join(os.environ.get(ARMED, "/nonexistent"), READ_ONLY))
    if connection.info.get("shut", False) != shut:
        connection.info["shut"] = shut
        raw: Any = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA query_only = {'ON' if shut else 'OFF'}")


# --- the web ----------------------------------------------------------------------------------------------------------


def _watched(create: Callable[..., Flask]) -> Callable[..., Flask]:
    def create_app(*arguments: Any) -> Flask:
        app = create(*arguments)
        app.after_request(_acknowledge)
        return app

    return create_app


def _acknowledge(response: Response) -> Response:
    if request.method == "POST" and request.path.startswith("/tasks/"):
        reach("acknowledge.before")
        response.call_on_close(lambda: reach("acknowledge.after"))
        if LOSE in request.headers:
            return Response("lost", status=502)
    return response


class _Renaming:
    """The module `os` as the attachments see it: renaming has the points."""

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    @staticmethod
    def replace(source: str, target: str) -> None:
        reach("rename.before")
        os.replace(source, target)
        reach("rename.after")


# --- the executor -----------------------------------------------------------------------------------------------------


def _check(_job: Job) -> Result:
    reach("job.before")
    result = Result(variables={"looked": True})
    reach("job.after")
    return result


def _slow(job: Job) -> Result:
    """Say who is at work, and take some time."""
    here = os.path.join(os.environ[ARMED], f"slow.{os.getpid()}")
    with open(here, "w", encoding="utf-8") as file:
        file.write(job.id)
    time.sleep(0.5)
    os.unlink(here)
    return Result(variables={"by": os.getpid()})


def _poison(_job: Job) -> Result:
    raise RuntimeError("poison")


def _with_handlers(discover: Callable[..., Mapping[str, Handler]]) -> Callable[..., Mapping[str, Handler]]:
    runs = {"torture.check": _check, "torture.slow": _slow, "torture.poison": _poison}
    added = {type: Handler(type=type, run=run, clauses=(), reads=(), pure=True, title=type) for type, run in runs.items()}
    return lambda package: {**discover(package), **added}


def _lease(settings: Settings) -> timedelta:
    return timedelta(seconds=float(os.environ.get(LEASE, settings.job_lease_seconds)))
