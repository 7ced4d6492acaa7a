"""An operator mends a case that stands still: reads what happened, corrects the value, tries again, and the case goes on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import enter

pytestmark = pytest.mark.browser


def test_an_operator_proposes_another_declines_and_the_value_is_corrected(
    page: Page, live_server: str, page_ready: Callable[..., Page], axe: Callable[[], None]
) -> None:
    enter(page, live_server, "admin")
    page_ready("/incidents")
    page.locator("a[data-walk]").first.click()
    page_ready()
    address = page.url.removeprefix(live_server)
    expect(page.locator(".badge-held")).to_have_count(1)
    skip = page.locator("section", has=page.locator("#skip"))
    skip.get_by_label("理由").fill("会议纪要第3号")
    skip.get_by_role("button").click()
    page_ready()
    expect(page.locator("section", has=page.locator("#proposal"))).to_contain_text("须由另一个人确认")
    axe()

    enter(page, live_server, "security")
    page_ready(address)
    expect(page.get_by_role("button", name="确认跳过")).to_be_visible()
    axe()
    page.get_by_label("不同意的理由").fill("验收日期可以查到")
    page.get_by_role("button", name="不同意").click()
    page_ready()

    enter(page, live_server, "admin")
    page_ready(address)
    page.get_by_label("更正为 acceptance_date").last.fill("2026-11-20")
    form = page.locator("form[action$=correct]").last
    form.get_by_label("理由").fill("补录验收日期")
    form.get_by_role("button").click()
    page_ready()
    retry = page.locator("section", has=page.locator("#retry"))
    retry.get_by_label("处理说明").fill("补录验收日期")
    retry.get_by_role("button").click()
    page_ready()
    expect(page.locator("h1")).to_contain_text("已处理")
    page.goto(f"{live_server}/incidents")
    expect(page.locator("main")).to_contain_text("没有未处理的故障")
    assert re.search(r"/incidents", page.url)
