"""The roles that people hold, and the permissions of each; what no role names is denied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from config.tables import HERE, BadTable, read, require

#: Where a role is held: at one unit only, in its department, in whichever department one belongs to, by an invited person, or
#: in the running of the system.
KINDS = ("unit", "department", "office", "person", "house")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role; `department` is empty for roles that no department owns."""

    code: str
    zh: str
    en: str
    kind: str
    department: str
    permissions: frozenset[str]


def load(path: Path = HERE / "roles.toml") -> Mapping[str, Role]:
    """All roles by code. Raises BadTable."""
    return MappingProxyType({code: _role(path, code, entry) for code, entry in read(path).items()})


def _role(path: Path, code: str, entry: Mapping[str, object]) -> Role:
    given = dict(require(path, code, entry, ("zh", "en", "kind", "department", "permissions")))
    if given["kind"] not in KINDS:
        raise BadTable(f"{path.name}, [{code}]: kind {given['kind']!r} is unknown; use one of {', '.join(KINDS)}")
    return Role(code=code, **{**given, "permissions": frozenset(given["permissions"])})


def unit_roles(roles: Mapping[str, Role]) -> frozenset[str]:
    """The roles that are held at one's own unit or office only: such a person is in the group ROLE@ORG and not in ROLE."""
    return frozenset(code for code, role in roles.items() if role.kind in ("unit", "office"))
