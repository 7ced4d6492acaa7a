"""Why an expert stands aside: nine reasons, each with a code (article 5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Expert = Mapping[str, Any]
#: Code -> what people read.
REASONS = {
    "C1": "与项目单位同一单位或者同一主管部门", "C2": "近三年在项目单位任职或服务", "C3": "在方案编制、监理、供应等参与企业任职或持股",
    "C4": "参与编制本项目", "C5": "近亲属在项目单位或参与企业任职", "C6": "受聘为项目单位顾问", "C7": "本人声明或查实须回避",
    "C8": "论证次数超过上限", "C9": "不在库、暂停或者聘期届满",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What the experts are asked about; `offices` are the applicant and its line departments."""

    project_no: str
    unit_id: str
    offices: Collection[str]
    companies: Collection[str]
    #: Experts who declared a conflict, or of whom one was found.
    declared: Collection[str]
    today: date
    #: Panels of the last twelve months that the expert sat on: in all, and for this applicant.
    panels: Mapping[str, int]
    panels_for_unit: Mapping[str, int]
    most_panels: int
    most_for_unit: int


def reasons(expert: Expert, matter: Matter) -> list[str]:
    """The codes of all reasons why this expert (a row of the register) stands aside; empty when there is none."""
    no = expert["expert_no"]
    found = {
        "C1": not {expert["unit_id"], expert.get("line_unit")}.isdisjoint(matter.offices),
        "C2": matter.unit_id in _listed(expert, "served_units"),
        "C3": _meets(expert, "companies", matter),
        "C4": matter.project_no in _listed(expert, "prepared"),
        "C5": matter.unit_id in _listed(expert, "relatives") or _meets(expert, "relatives", matter),
        "C6": matter.unit_id in _listed(expert, "advises"),
        "C7": no in matter.declared,
        "C8": matter.panels.get(no, 0) >= matter.most_panels or matter.panels_for_unit.get(no, 0) >= matter.most_for_unit,
        "C9": expert["status"] != "在库" or _ended(expert, matter.today),
    }
    return [code for code, true in found.items() if true]


def _listed(expert: Expert, name: str) -> Sequence[Any]:
    return expert.get(name) or ()


def _meets(expert: Expert, name: str, matter: Matter) -> bool:
    return not set(_listed(expert, name)).isdisjoint(matter.companies)


def _ended(expert: Expert, today: date) -> bool:
    until = expert.get("term_until")
    return until is not None and date.fromisoformat(until) < today
