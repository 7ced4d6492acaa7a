"""Who may do what: one literal table, permission -> predicate over (person, thing). What is not in it is denied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine import user_task
from engine.house import Actor
from handlers.registers import Register, listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person: `rights` are the permission words of their roles (`config/roles.toml`)."""

    actor: Actor
    rights: frozenset[str]

    @property
    def orgs(self) -> frozenset[str]:
        """The organisations that the person acts for."""
        return frozenset(group.partition("@")[2] for group in self.actor.groups if "@" in group)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the person holds anywhere."""
        return frozenset(group.partition("@")[0] for group in self.actor.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccess:
    """What decides who sees a case: its unit, and everybody to whom one of its tasks was ever offered."""

    unit: str | None
    groups: frozenset[str]
    people: frozenset[str]


#: Thing: the task's row, the case's CaseAccess, the definition with its `start_roles`, the register, or None.
Predicate = Callable[[Who, Any], bool]
Row = Mapping[str, Any]


def _anybody(_who: Who, _thing: Any) -> bool:
    return True


def _right(*words: str) -> Predicate:
    return lambda who, _: not who.rights.isdisjoint(words)


def _offered(who: Who, task: Row) -> bool:
    return who.actor.name in task["candidate_users"] or not who.actor.groups.isdisjoint(task["candidate_groups"])


def _reads_task(who: Who, task: Row) -> bool:
    own = who.actor.name in (task["assignee"], task["completed_by"])
    return own or "case.read_all" in who.rights or ("task.act" in who.rights and _offered(who, task))


def _acts(who: Who, task: Row) -> bool:
    return "task.act" in who.rights and task["state"] == "created" and user_task.permitted(task, who.actor)


def _answers(who: Who, task: Row) -> bool:
    """May hand in the form. Whether the task still waits is answered with what was typed, not with a shut door."""
    return "task.act" in who.rights and (task["assignee"] == who.actor.name or _offered(who, task))


def _claims(who: Who, task: Row) -> bool:
    return not task["assignee"] and _acts(who, task)


def _releases(who: Who, task: Row) -> bool:
    return task["state"] == "created" and task["assignee"] == who.actor.name and _offered(who, task)


def _reads_case(who: Who, case: CaseAccess) -> bool:
    if not who.rights.isdisjoint(("case.read_all", "incident.resolve")) or who.actor.name in case.people:
        return True
    lane = "case.read_lane" in who.rights and not who.actor.groups.isdisjoint(case.groups)
    own = "case.read_own" in who.rights and case.unit is not None and case.unit in who.orgs
    return lane or own


def _verifies(who: Who, case: CaseAccess) -> bool:
    return "history.verify" in who.rights and _reads_case(who, case)


def _starts(who: Who, definition: Row) -> bool:
    """`start_roles` of the process; which projects it can be about is judged when it starts."""
    return "case.start" in who.rights and not who.roles.isdisjoint(definition["start_roles"])


def _reads_register(who: Who, register: Register) -> bool:
    """The whole register, or one's own unit's rows of it. Whose rows they are is asked of the database."""
    if register.closed and "case.read_all" not in who.rights:
        return False
    return "register.read" in who.rights or ("register.read_own" in who.rights and listing.has_owner(register))


def _names(who: Who, account: Row) -> bool:
    """Experts have a name for the offices and for themselves only: neither the applicant nor another expert learns it (art. 5)."""
    office = not who.rights.isdisjoint(("case.read_all", "case.read_lane", "account.read", "account.admin", "incident.read"))
    return "expert" not in account["roles"] or office or account["username"] == who.actor.name


PERMISSIONS: Mapping[str, Predicate] = {
    "person.name": _names,
    "signed_in": _anybody,
    "task.list": _anybody,
    "task.read": _reads_task,
    "task.act": _acts,
    "task.answer": _answers,
    "task.claim": _claims,
    "task.release": _releases,
    "case.list": _right("case.read_all", "case.read_lane", "case.read_own"),
    "case.list_all": _right("case.read_all"),
    "case.read": _reads_case,
    "case.verify": _verifies,
    "register.list": _right("register.read", "register.read_own"),
    "register.list_all": _right("register.read"),
    "register.read": _reads_register,
    "process.list": _right("case.start"),
    "process.start": _starts,
    "definition.read": _right("definition.read"),
    "definition.deploy": _right("definition.deploy"),
    "coverage.read": _right("definition.deploy", "history.verify"),
    "incident.read": _right("incident.read"),
    "incident.resolve": _right("incident.resolve"),
    # That it is another person than the one who proposed is the engine's rule, which says why it refuses.
    "incident.confirm": _right("incident.resolve", "incident.confirm"),
}


def allows(permission: str, who: Who, thing: Any = None) -> bool:
    """May this person do this? False for a permission that the table does not hold."""
    predicate = PERMISSIONS.get(permission)
    return predicate is not None and predicate(who, thing)
