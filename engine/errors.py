"""Every way the engine says no. An error carries a code and data; the sentence that people read is in `web/words`."""

from __future__ import annotations

from typing import Any


class EngineError(Exception):
    """A refusal with a stable `code` and the `data` that its sentence needs."""

    #: HTTP status that the web answers with.
    status = 400

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        return f"{self.code} {self.data}" if self.data else self.code


class NotFound(EngineError):
    """The thing that a command names does not exist."""

    status = 404


class Conflict(EngineError):
    """Expected to do one thing, but the state is another: somebody was faster, or the task is over."""

    status = 409


class Forbidden(EngineError):
    """The actor is not allowed to do this."""

    status = 403


class Invalid(EngineError):
    """What was handed in is not acceptable; `data["problems"]` names every field."""

    status = 422


class Refused(EngineError):
    """A definition cannot be accepted; `findings` lists why."""

    status = 422

    def __init__(self, code: str, findings: tuple[Any, ...] = (), **data: Any) -> None:
        super().__init__(code, **data)
        self.findings = findings


class LostRace(EngineError):
    """Another transaction wrote the stream first: reload and try again. Never reaches a person."""

    status = 409


class Unavailable(EngineError):
    """The database or the attachment store does not take writes now."""

    status = 503
