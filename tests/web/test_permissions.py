"""Every route asks for a permission; every permission is judged by one table; a table of who is let in where."""

from __future__ import annotations

import pytest

from engine.house import Actor
from tests.web import answers
from tests.web.setting import OTHER_PROJECT, PEOPLE, World
from web import permissions
from web.guard import PUBLIC, need_of
from web.permissions import CaseAccess, Who

#: Routes that strangers may use.
DOORS = {"login.ask", "login.enter", "language.switch", "health.ready", "static"}
EVERYBODY = frozenset(PEOPLE)
OVERSEERS = frozenset({"accept", "accept2", "review", "catalog", "lead", "auditor", "operator", "operator2"})
HOUSEKEEPERS = frozenset({"operator", "operator2", "security"})
#: path -> who gets 200; everybody else gets 403. The case is of `clerk`'s unit and was offered to `accept` and `accept2`.
READING = {
    "/tasks": EVERYBODY,
    "/account": EVERYBODY,
    "/cases": EVERYBODY - {"owner"} - HOUSEKEEPERS,
    "/start": frozenset({"clerk", "other.clerk", "lead"}),
    "/registers": EVERYBODY - {"owner"} - HOUSEKEEPERS,
    "/registers/project": EVERYBODY - {"owner"} - HOUSEKEEPERS,
    "/registers/plan": EVERYBODY - {"owner", "clerk", "other.clerk"} - HOUSEKEEPERS,
    "/registers/expert": OVERSEERS - HOUSEKEEPERS,
    "/definitions": EVERYBODY - HOUSEKEEPERS,
    "/coverage": frozenset({"owner", "auditor"}),
    "/incidents": HOUSEKEEPERS,
    "/cases/{case}": OVERSEERS | {"clerk"},
    "/cases/{case}/diagram": OVERSEERS | {"clerk"},
    "/tasks/{task}": OVERSEERS - HOUSEKEEPERS,
}


def test_every_route_asks_for_a_permission_of_the_table(world: World) -> None:
    with world.app.app_context():
        asked = {rule.endpoint: need_of(rule.endpoint) for rule in world.app.url_map.iter_rules()}
    assert {name for name, need in asked.items() if need is None} == set()
    named = {name: need[0] for name, need in asked.items() if need}
    assert {name for name, permission in named.items() if permission == PUBLIC} == DOORS
    assert set(named.values()) - {PUBLIC} <= set(permissions.PERMISSIONS)


def test_a_permission_that_the_table_does_not_hold_is_denied() -> None:
    assert not permissions.allows("case.delete", Who(actor=Actor("root"), rights=frozenset({"case.delete"})))


@pytest.fixture
def submitted(world: World) -> World:
    """A case in which the unit has handed in its report."""
    clerk = world.person("clerk")
    clerk.submit(clerk.start(), answers.REPORT, "construction_report")
    return world


def test_who_reads_what(submitted: World) -> None:
    task = next(iter(submitted.person("accept").tasks().values()))
    case = str(int(task) // 10_000_000 * 10_000_000)
    seen: dict[str, set[str]] = {path: set() for path in READING}
    for username in PEOPLE:
        browser = submitted.person(username)
        for path in READING:
            status = browser.get(path.format(case=case, task=task)).status_code
            assert status in (200, 403), (username, path, status)
            if status == 200:
                seen[path].add(username)
    assert seen == {path: set(names) for path, names in READING.items()}


@pytest.mark.parametrize("path", [*READING, "/tasks/1", "/cases/1"])
def test_a_stranger_is_sent_to_the_door(world: World, path: str) -> None:
    answer = world.visitor().get(path.format(case="10000000", task="10000001"))
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/login")


@pytest.mark.parametrize(
    "path", ["/tasks/{task}", "/tasks/{task}/claim", "/tasks/{task}/release", "/cases/{case}/verify", "/definitions",
             "/start/construction_report", "/incidents/1/resolve", "/incidents/1/correct", "/incidents/1/skip",
             "/incidents/1/skip/confirm", "/incidents/1/skip/decline"],
)
def test_who_has_no_part_in_a_case_changes_nothing(submitted: World, path: str) -> None:
    task = next(iter(submitted.person("accept").tasks().values()))
    case = str(int(task) // 10_000_000 * 10_000_000)
    outsider = submitted.person("arch")
    assert outsider.post(path.format(case=case, task=task), action="submit").status_code in (403, 404)


def test_the_applicant_does_not_decide_on_the_own_project(submitted: World) -> None:
    task = next(iter(submitted.person("accept").tasks().values()))
    assert submitted.person("clerk").post(f"/tasks/{task}", action="submit", decision="受理").status_code == 403


def test_a_clerk_starts_nothing_about_the_project_of_another_unit(world: World) -> None:
    assert world.person("clerk").post("/start/construction_report", project=OTHER_PROJECT).status_code == 422


def test_an_auditor_reads_and_changes_nothing(submitted: World) -> None:
    task = next(iter(submitted.person("accept").tasks().values()))
    auditor = submitted.person("auditor")
    assert auditor.post(f"/tasks/{task}/claim").status_code == 403
    assert auditor.post(f"/tasks/{task}", action="submit").status_code == 403


CASE = CaseAccess(unit="HBJ", groups=frozenset({"sca_reviewer"}), people=frozenset({"expert.li"}))


@pytest.mark.parametrize(
    ("name", "groups", "rights", "sees"),
    [
        ("a", {"unit_clerk@HBJ"}, {"case.read_own"}, True),
        ("a", {"unit_clerk@JTJ"}, {"case.read_own"}, False),
        ("a", {"unit_clerk@HBJ"}, set(), False),
        ("a", {"sca_reviewer", "sca_reviewer@SCA"}, {"case.read_lane"}, True),
        ("a", {"cac_reviewer", "cac_reviewer@CAC"}, {"case.read_lane"}, False),
        ("a", {"auditor"}, {"case.read_all"}, True),
        ("expert.li", {"expert"}, set(), True),
        ("a", {"expert"}, set(), False),
    ],
)
def test_a_case_is_seen_by_its_unit_its_lanes_its_people_and_the_overseers(
    name: str, groups: set[str], rights: set[str], sees: bool
) -> None:
    who = Who(actor=Actor(name, frozenset(groups)), rights=frozenset(rights))
    assert permissions.allows("case.read", who, CASE) is sees
