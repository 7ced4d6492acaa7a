"""State machines as literal tables: which state follows which command or event."""

from __future__ import annotations

from engine.errors import Conflict

#: state -> states that may follow
PROCESS_INSTANCE = {
    "active": {"suspended", "completed", "terminated"},
    "suspended": {"active", "terminated"},
    "completed": set[str](),
    "terminated": set[str](),
}
USER_TASK = {
    "created": {"completed", "cancelled"},
    "completed": set[str](),
    "cancelled": set[str](),
}
JOB = {
    "created": {"completed", "failed", "error_thrown", "cancelled"},
    "failed": {"created", "cancelled"},
    "completed": set[str](),
    "error_thrown": set[str](),
    "cancelled": set[str](),
}
INCIDENT = {
    "open": {"resolved", "skipped", "closed"},
    # Tried again, with or without a correction.
    "resolved": set[str](),
    # Counted as done, by two people.
    "skipped": set[str](),
    # The step was ended by something else: a boundary event, rework, the end of the case.
    "closed": set[str](),
}
TABLES = {"process_instance": PROCESS_INSTANCE, "user_task": USER_TASK, "job": JOB, "incident": INCIDENT}


def expect(noun: str, key: str, state: str, wanted: str) -> None:
    """Expected to take `noun` `key` to `wanted`, but it is in `state`: raises Conflict unless the table allows it."""
    if wanted not in TABLES[noun][state]:
        raise Conflict(f"{noun}.state", key=key, state=state, wanted=wanted)
