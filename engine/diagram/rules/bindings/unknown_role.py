"""Tasks are offered to roles that exist: a task for nobody would wait for ever."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.expressions import literals
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

UNKNOWN = Text(
    __name__,
    zh="{element}的候选组“{name}”不是已知角色。",
    en='The candidate group "{name}" of {element} is no known role.',
    remedy_zh="改正角色名称（角色或 角色@单位）；新角色先登记。",
    remedy_en="Mend the name (ROLE or ROLE@ORG); register a new role first.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each unknown role among the literals of candidate groups; `@` begins the organisation."""
    roles = subject.known.roles
    if roles is None:
        return
    for node in subject.nodes():
        for name in named_roles(node.candidate_groups or ""):
            if name not in roles:
                yield UNKNOWN.fault(subject.document, node.id, name=name)


def named_roles(groups: str) -> list[str]:
    """The roles that a text of candidate groups names: `a,b@x` and `="a@" + unit_id` both name `a`."""
    parts = literals(groups) if groups.lstrip().startswith("=") else groups.split(",")
    names = (part.partition("@")[0].strip() for part in parts)
    return list(dict.fromkeys(name for name in names if name))
