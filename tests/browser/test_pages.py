"""Every page in both languages, on a desk and on a phone: no barrier, no sideways scroll, nothing broken in the console."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import enter

pytestmark = pytest.mark.browser

PAGES = [
    ("unit.clerk", "/tasks"), ("unit.clerk", "/tasks?tab=done"), ("unit.clerk", "/start"), ("unit.clerk", "/account"),
    ("unit.clerk", "/cases"), ("auditor", "/cases"), ("auditor", "/registers"), ("auditor", "/registers/project"), ("auditor", "/registers/project#first"), ("owner", "/definitions"), ("owner", "/definitions/final_acceptance"),
    ("owner", "/coverage"), ("admin", "/incidents"), ("admin", "/incidents#first"), ("unit.clerk", "/tasks#first"), ("data.accept", "/tasks#first"), ("auditor", "/cases#first"),
]


def show(page: Page, address: str, username: str, path: str, page_ready: Callable[..., Page]) -> None:
    """Log in and open a page; `#first` means what its first row leads to."""
    enter(page, address, username)
    page_ready(path.partition("#")[0])
    if path.endswith("#first"):
        page.locator("a[data-walk]").first.click()
        page_ready()


@pytest.mark.parametrize(("username", "path"), PAGES)
def test_no_barrier_in_either_language(
    page: Page, live_server: str, page_ready: Callable[..., Page], axe: Callable[[], None], username: str, path: str
) -> None:
    show(page, live_server, username, path, page_ready)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    axe()
    page.get_by_role("button", name="English").click()
    page_ready()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    axe()


@pytest.mark.parametrize(("username", "path"), PAGES)
def test_nothing_scrolls_sideways_on_a_phone(
    page: Page, live_server: str, page_ready: Callable[..., Page], username: str, path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, live_server, username, path, page_ready)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_log_in_has_no_barrier(page: Page, page_ready: Callable[..., Page], axe: Callable[[], None]) -> None:
    page_ready("/login")
    axe()


def test_a_refused_form_has_no_barrier_and_its_summary_leads_to_the_fields(
    page: Page, live_server: str, page_ready: Callable[..., Page], axe: Callable[[], None],
    nothing_wrong_in_the_console: list[str],
) -> None:
    show(page, live_server, "unit.clerk", "/tasks#first", page_ready)
    page.locator("button[name=action][value=submit]").click()
    expect(page.locator(".problems")).to_be_focused()
    nothing_wrong_in_the_console.clear()  # Chromium reports the 422
    axe()
    link = page.locator(".problems a").first
    target = str(link.get_attribute("href"))
    link.click()
    expect(page).to_have_url(re.compile(re.escape(target) + "$"))
    assert page.evaluate("id => !!document.getElementById(id)", target[1:])


def test_the_work_list_is_walked_with_the_keyboard(page: Page, live_server: str, page_ready: Callable[..., Page]) -> None:
    show(page, live_server, "data.accept", "/tasks", page_ready)
    page.keyboard.press("j")
    expect(page.locator("a[data-walk]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tasks/\d+"))


def test_rows_are_added_and_removed_in_place(page: Page, live_server: str, page_ready: Callable[..., Page]) -> None:
    show(page, live_server, "data.accept", "/tasks#first", page_ready)
    table = page.locator("[data-rows]").first
    before = table.locator("[data-row]").count()
    table.locator("[data-rows-add]").click()
    expect(table.locator("[data-row]")).to_have_count(before + 1)
    expect(table.locator("[data-row]").last.locator("input").first).to_be_focused()
    table.locator("[data-rows-remove]").first.click()
    expect(table.locator("[data-row]")).to_have_count(before)
