"""The declaration for the reserve pool as it is kept: its answers, its rounds, the alerts that people answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import Invalid
from engine.handler import Change, Job
from engine.values import Json
from handlers import case
from handlers.answers import Answers, rows, text
from handlers.data_bureau.duplicates.similarity import Description

KIND = "入库申报"
#: The answers of the form `reserve_declaration` that are kept.
FIELDS = (
    "policy_basis", "problems", "business_items", "datasets", "no_data_reason", "goals", "contents", "tech_route", "users",
    "deployment", "deployment_reason", "networks", "network_reason", "mobile_portal", "share_out", "share_need", "collect_new",
    "budget_lines", "budget_total", "service_basis", "last_contract_no", "last_contract_from", "last_contract_to",
    "last_contract_amount", "demand_summary", "service_scope", "service_level", "related_systems", "original_system",
    "integration_plan", "county_funding", "county_link", "implementing_body", "responsible_person", "contact_name",
    "contact_phone", "materials",
)
#: Longest text of an alert, in characters, as the form `alert_response` takes it.
ALERT_LENGTH = 500


def content(answers: Answers) -> dict[str, Json]:
    """The declaration's answers alone."""
    return {name: answers[name] for name in FIELDS if answers.get(name) is not None}


def newest(job: Job) -> Mapping[str, Any] | None:
    """The row of the project's latest round, or None."""
    of_project = {"project_no": case.project_no(job), "kind": KIND}
    return max(job.registers.find("declaration", **of_project), key=lambda row: int(row["round"]), default=None)


def open_row(job: Job) -> Mapping[str, Any]:
    """The row of the round that is being decided. Raises Invalid when nothing was declared or it is decided already."""
    row = newest(job)
    if row is None or row["result"] is not None:
        raise Invalid("reserve.no_declaration", project_no=case.project_no(job))
    return row


def round_key(project_no: str, round: int) -> str:
    """The key of a round's row: project number, R for the reserve, round."""
    return f"{project_no}-R-{round}"


def changed(row: Mapping[str, Any], **fields: Any) -> Change:
    """A change of that round's row."""
    return Change(register="declaration", key=row["declaration_key"], fields=fields)


def alert(id: str, told: str) -> dict[str, str]:
    """One alert, as the form `alert_response` shows it."""
    return {"alert_id": id, "alert": told[:ALERT_LENGTH]}


def described(answers: Answers) -> Description:
    """The three texts of a declaration's answers; modules and functions are one text."""
    contents = "\n".join(f"{text(row, 'module')} {text(row, 'functions')}" for row in rows(answers, "contents"))
    return Description(goals=text(answers, "goals"), contents=contents, tech_route=text(answers, "tech_route"))


def phrases(answers: Answers) -> Sequence[tuple[str, str]]:
    """(where, text) of everything that is to be built or bought: modules with their functions, lines of the budget."""
    built = [(text(row, "module"), f"{text(row, 'module')}。{text(row, 'functions')}") for row in rows(answers, "contents")]
    bought = [(text(row, "name"), text(row, "name")) for row in rows(answers, "budget_lines")]
    return [*built, *bought]
