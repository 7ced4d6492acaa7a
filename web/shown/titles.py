"""How groups, organisations and clauses are called, out of the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from web.words import Language, pick

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Names by code; what is not named shows its code."""

    roles: Mapping[str, Texts] = field(default_factory=dict)
    orgs: Mapping[str, Texts] = field(default_factory=dict)
    #: Clause -> what it asks, in our own words.
    clauses: Mapping[str, Texts] = field(default_factory=dict)

    def group(self, group: str, language: Language, org_name: Callable[[str], str]) -> str:
        """`unit_clerk@JTJ` as `项目单位经办人（市交通运输局）`; `org_name` calls the organisation."""
        role, _, org = group.partition("@")
        title = pick(self.roles.get(role), language) or role
        if not org:
            return title
        place = org_name(org)
        return f"{title}（{place}）" if language == "zh" else f"{title} ({place})"

    def org(self, code: str, language: Language) -> str | None:
        """A department's name; None for a code that is no department's."""
        return pick(self.orgs.get(code), language) or None

    def clause(self, clause: str, language: Language) -> str:
        """What a clause asks; of its article when the clause itself is not listed; empty when nobody knows."""
        article = clause.split(".")[0].split("(")[0]
        return pick(self.clauses.get(clause) or self.clauses.get(article), language)
