"""The shipped tables are whole and agree with one another; a wrong table says where and what to do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from config import clauses, departments, documents, parameters, roles
from config.calendar import shipped
from config.tables import BadTable, read

CLAUSES = clauses.load()
ROLES = roles.load()
PARAMETERS = parameters.load()


def test_every_article_is_there_in_both_languages() -> None:
    assert {str(article) for article in range(1, 42)} | {f"38({item})" for item in range(1, 9)} <= set(CLAUSES)
    assert all(clause.zh and clause.en.isascii() for clause in CLAUSES.values())


def test_every_article_says_how_it_is_carried_out_and_if_it_is_not_why() -> None:
    assert {number for number, clause in CLAUSES.items() if clause.kind == "outside"} == {"1", "41"}
    for number, clause in CLAUSES.items():
        assert set(clause.why) == (set() if clause.kind == "executed" else {"zh", "en"}), number
    assert [clauses.article_of(number) for number in ("26", "14.2", "38(6)", "7(1)", "x")] == ["26", "14", "38", "7", "x"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('["1"]\nzh = "一"\nen = "one"\n', "kind None is unknown; use one of"),
        ('["1"]\nzh = "一"\nen = "one"\nkind = "never"\n', "kind 'never' is unknown"),
        ('["1"]\nzh = "一"\nen = "one"\nkind = "record"\n', "why_en, why_zh missing"),
        ('["1"]\nzh = "一"\nen = "one"\nkind = "executed"\nwhy_zh = "x"\n', "why_zh unknown"),
        ('["1(2)"]\nzh = "一"\nen = "one"\n', "no article [1]"),
    ],
)
def test_a_clause_that_does_not_say_so_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "clauses.toml").write_text(text, "utf-8")
    with pytest.raises(BadTable, match=re.escape(says)):
        clauses.load(tmp_path / "clauses.toml")


def test_roles_belong_to_departments_that_exist() -> None:
    assert {role.department for role in ROLES.values()} <= {"", *departments.load()}
    assert all(role.department for role in ROLES.values() if role.kind == "department")


def test_unit_roles_are_held_at_one_unit_only() -> None:
    assert roles.unit_roles(ROLES) == {"unit_clerk", "unit_lead", "cdo", "unit_fin", "line_reviewer", "county_officer", "dept_lead"}


@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("process_owner", {"task.act", "case.read_all", "case.read_lane"}),
        ("auditor", {"task.act", "comment.add", "definition.deploy", "account.admin"}),
        ("sys_admin", {"task.act", "role.grant", "history.read"}),
        ("sec_admin", {"task.act", "account.admin"}),
        ("audit_admin", {"task.act", "account.admin", "role.grant"}),
        ("unit_clerk", {"case.read_all", "history.read", "register.read"}),
    ],
)
def test_duties_are_separated(role: str, never: set[str]) -> None:
    assert not ROLES[role].permissions & never


def test_documents_name_departments_and_clauses_that_exist() -> None:
    kinds = documents.load()
    assert {"D-19", "D-21", "D-22"} <= set(kinds)
    assert {kind.organ for kind in kinds.values()} <= set(departments.load())
    assert {kind.clause for kind in kinds.values()} <= set(CLAUSES)
    assert len({kind.prefix for kind in kinds.values()}) == len(kinds)
    assert kinds["D-22"].title == "验收备案回执"


def test_parameters_name_clauses_and_every_period_can_be_counted() -> None:
    version, values = PARAMETERS.in_force(date(2027, 1, 4))
    assert version == "2026.1"
    assert {entry["clause"] for entry in values.values()} <= set(CLAUSES)
    for name in values:
        if name.startswith("T") and name not in ("T_low", "T_high"):
            assert shipped().due(values[name], date(2026, 1, 5)).day > date(2026, 1, 5)


def test_the_numbers_of_the_rules_are_marked() -> None:
    _version, values = PARAMETERS.in_force(date(2027, 1, 4))
    assert {name for name, entry in values.items() if entry["tag"] == "regulation"} == {"T02", "T03"}


SET = '[[set]]\nversion = "{version}"\nfrom = {day}\n[set.values.T05]\nvalue = {value}\nunit = "{unit}"\n'
SET += 'clause = "13"\nzh = "受理"\nen = "Intake"\ntag = "default"\n'


def test_a_later_set_holds_from_its_day_on(tmp_path: Path) -> None:
    first = SET.format(version="a", day="2026-01-01", value=5, unit="working_days")
    second = SET.format(version="b", day="2027-06-01", value=3, unit="working_days")
    path = tmp_path / "parameters.toml"
    path.write_text(first + second, encoding="utf-8")
    found = parameters.load(path)
    assert found.names == {"T05"}
    days = (date(2026, 1, 1), date(2027, 5, 31), date(2027, 6, 1))
    assert [found.in_force(day)[0] for day in days] == ["a", "a", "b"]
    with pytest.raises(LookupError, match="no parameters are in force on 2025-12-31"):
        found.in_force(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no set"),
        (SET.format(version="a", day="2026-01-01", value=0, unit="working_days"), "no limit"),
        (SET.format(version="a", day="2026-01-01", value=5, unit="moons"), "'moons' is unknown"),
        (SET.format(version="a", day="2026-01-01", value=5, unit="months") * 2, "order of days"),
        (SET.format(version="a", day="2026-01-01", value=5, unit="months") + "more = 1\n", "more unknown"),
        ('[[set]]\nversion = "a"\n', "missing"),
        ("x = ", "cannot be read"),
    ],
)
def test_a_wrong_parameter_table_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "parameters.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=says):
        parameters.load(path)


def test_a_role_of_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text('[x]\nzh = "某"\nen = "x"\nkind = "king"\ndepartment = ""\npermissions = []\n', encoding="utf-8")
    with pytest.raises(BadTable, match="kind 'king' is unknown"):
        roles.load(path)


def test_fractions_lose_no_digits(tmp_path: Path) -> None:
    (tmp_path / "some.toml").write_text("cost = 318.40", encoding="utf-8")
    assert str(read(tmp_path / "some.toml")["cost"]) == "318.40"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="cannot be read"):
        read(tmp_path / "none.toml")
