"""Without JavaScript the work list and the task page do all that they do with it; the history stands in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_search_claim_draft_and_release(plain: Page, live_server: str) -> None:
    enter(plain, live_server, "data.accept")
    task = plain.locator("tbody tr").first
    name = task.locator("a.main").inner_text()
    plain.locator("#q").fill(name)
    plain.locator("form[role=search] button").click()
    expect(plain.locator("tbody tr").first.locator("a.main")).to_have_text(name)
    plain.locator("tbody tr").first.locator("td.act button").click()
    expect(plain.locator(".note.ok")).to_have_text("已认领，可以办理。")
    plain.locator("textarea").first.fill("先看一看")
    plain.locator("button[value=save]:visible").last.click()
    expect(plain.locator(".note.ok")).to_have_text("草稿已保存。")
    expect(plain.locator("textarea").first).to_have_value("先看一看")
    before = plain.locator("[data-row]").count()
    plain.locator("[data-row] input").first.fill("测试报告")
    plain.locator("button[name=add_row]").first.click()
    expect(plain.locator("[data-row]")).to_have_count(before + 1)
    plain.get_by_role("button", name=re.compile("^退还")).click()
    expect(plain.locator(".note.ok")).to_contain_text("已退还")


def test_the_history_of_a_case_stands_in_words(plain: Page, live_server: str) -> None:
    enter(plain, live_server, "auditor")
    plain.goto(f"{live_server}/cases")
    plain.locator("a.main").last.click()
    expect(plain.locator("ol.timeline li").first).to_contain_text("发起办理")
    plain.locator("ol.timeline a").first.click()
    expect(plain).to_have_url(re.compile("step=1"))
    expect(plain.locator("ol.timeline a[aria-current=step]")).to_have_count(1)
