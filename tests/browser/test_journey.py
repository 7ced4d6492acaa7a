"""One project from the report to the filing, by people at the screen; at the end the auditor replays it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import acting, answers, enter, fill, hand_in, today

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROJECT, NAME = "HA-2026-J-0018", "智慧校园综合管理系统"
CLERK, LEAD = "school.clerk", "school.lead"
#: Who confirms, and how many parts.
DEPARTMENTS = {
    "data.review": 1, "data.catalog": 1, "cac.reviewer": 1, "sca.reviewer": 3, "arch.reviewer": 1, "psb.reviewer": 1, "edu.officer": 1,
}
CONFIRMED = {"conclusion": "确认", "opinion": "符合要求，予以确认。"}


def test_from_the_report_to_the_filing(page: Page, live_server: str, page_ready: Callable[..., Page]) -> None:
    act = acting(page, live_server, PROJECT)

    enter(page, live_server, CLERK)
    page_ready("/start")
    page.locator("section", has_text="系统建设报告确认").locator("select").select_option(PROJECT)
    page.locator("section", has_text="系统建设报告确认").locator("button").click()
    page_ready()
    fill(page, "construction_report", answers("construction_report", "from_report_to_filing", "submit_report"))
    hand_in(page)

    act("data.accept", "受理系统建设报告", "intake_decision", {"decision": "受理", "opinion": "六个部分齐全。"})
    for department, parts in DEPARTMENTS.items():
        for _ in range(parts):
            act(department, "部门确认", "department_opinion", CONFIRMED)
    act("data.lead", "签发确认意见", "sign_off", {"decision": "同意", "signed_on": today().isoformat()})

    _accept(page, live_server, visit=0)
    act(CLERK, "整改并提交报告", "rectification_reply", answers("final_acceptance", "failed_then_passed", "rectify"))
    confirmed = answers("final_acceptance", "failed_then_passed", "confirm_rectification")
    act("data.supervise", "确认整改情况", "rectification_check", confirmed)
    _accept(page, live_server, visit=1)

    filing = answers("construction_report", "from_report_to_filing", "submit_filing")
    act(CLERK, "提交备案材料", "filing_submission", filing)
    act("data.accept", "核收备案材料", "filing_review", {"decision": "已备案"})

    _audit(page, live_server, page_ready)


def _accept(page: Page, address: str, visit: int) -> None:
    """Apply for the acceptance, name the committee, hold the meeting."""
    act = acting(page, address, PROJECT)
    for who, task, form_id, element in (
        (CLERK, "申请竣工验收", "acceptance_application", "apply_acceptance"),
        (CLERK, "组建验收组", "acceptance_committee", "form_committee"),
        (LEAD, "召开验收会议", "acceptance_meeting", "hold_acceptance"),
    ):
        act(who, task, form_id, answers("final_acceptance", "failed_then_passed", element, visit))


def _audit(page: Page, address: str, page_ready: Callable[..., Page]) -> None:
    enter(page, address, "auditor")
    page_ready(f"/cases?project={PROJECT}")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator("tr", has_text="系统建设报告确认").get_by_role("link", name=NAME).click()
    page_ready()
    expect(page.locator(".djs-element.path-done").first).to_be_visible()
    steps = page.locator("#history ~ ol [data-step], ol.timeline [data-step]").count()
    page.locator("#slider").fill("1")
    expect(page).to_have_url(re.compile(r"step=1$"))
    expect(page.locator("[data-step].ahead")).to_have_count(steps - 1)
    expect(page.locator(".djs-element.path-active")).to_have_count(1)
    page.get_by_role("button", name="核验并重放").click()
    expect(page.locator(".note.ok")).to_contain_text("结果完全一致")
