"""Attachments: for those who see the case, of this case only, always as a download."""

from __future__ import annotations

import re

import pytest

from tests.web import answers
from tests.web.setting import OTHER_PROJECT, PDF, World


@pytest.fixture
def file(world: World) -> tuple[World, str]:
    """The address of a file in a case of `clerk`'s unit."""
    clerk = world.person("clerk")
    clerk.submit(clerk.start(), answers.REPORT, "construction_report")
    key = next(iter(world.person("accept").tasks().values()))
    found = re.search(r"/cases/\d+/files/[0-9a-f]{64}", world.person("accept").get(f"/tasks/{key}").text)
    assert found
    return world, found[0]


def test_a_reviewer_downloads_it(file: tuple[World, str]) -> None:
    world, address = file
    answer = world.person("accept").get(address)
    assert answer.data.startswith(PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


@pytest.mark.parametrize("username", ["other.clerk", "owner", "arch"])
def test_strangers_to_the_case_do_not(file: tuple[World, str], username: str) -> None:
    world, address = file
    assert world.person(username).get(address).status_code == 403


def test_nor_does_anybody_through_another_case(file: tuple[World, str]) -> None:
    world, address = file
    other = world.person("other.clerk")
    task = other.start(project=OTHER_PROJECT)
    case = int(task) // 10_000_000 * 10_000_000
    assert other.get(re.sub(r"/cases/\d+", f"/cases/{case}", address)).status_code == 404


@pytest.mark.parametrize("digest", ["x", "..%2f..%2fetc%2fpasswd", "0" * 64])
def test_there_is_no_other_way_in(file: tuple[World, str], digest: str) -> None:
    world, address = file
    assert world.person("accept").get(address.rpartition("/")[0] + "/" + digest).status_code == 404
