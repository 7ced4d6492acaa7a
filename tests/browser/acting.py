"""People at the screen: logging in, filling in a form, handing it in — as the shipped scenarios answer."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from engine.values import ZONE, loads
from web.forms import definition, typed
from web.forms.definition import Form

BPMN = Path(__file__).parents[2] / "bpmn"
PASSWORD = "Chengxu-Sample-2027"
#: The day on which the scenarios' answers begin.
SCENARIOS_BEGIN = date(2027, 1, 4)
COURSE = timedelta(days=60)
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def enter(page: Page, address: str, username: str) -> None:
    """Log in."""
    page.context.clear_cookies()
    page.goto(f"{address}/login")
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/tasks"))


def answers(process: str, scenario: str, element: str, visit: int = 0) -> dict[str, Any]:
    """What a shipped scenario answers, moved to today."""
    text = (BPMN / process / "scenarios" / f"{scenario}.toml").read_text("utf-8")
    visits = tomllib.loads(text)["user_tasks"][element]
    one = visits[visit] if isinstance(visits, list) else visits
    moved: dict[str, Any] = _moved(one["variables"])
    return moved


def today() -> date:
    """The day that it is where the house stands."""
    return datetime.now(ZONE).date()


def _moved(value: Any) -> Any:
    """Days as far from today as they were from the scenario's beginning; what happens in its course happens today."""
    if isinstance(value, str) and _DAY.match(value):
        ahead = date.fromisoformat(value) - SCENARIOS_BEGIN
        return (today() + (timedelta(0) if timedelta(0) < ahead < COURSE else ahead)).isoformat()
    if isinstance(value, list):
        return [_moved(one) for one in value]
    if isinstance(value, dict):
        return {name: _moved(one) for name, one in value.items()}
    return value


def open_task(page: Page, name: str, project: str) -> None:
    """Open a task of the work list."""
    page.locator("tr", has_text=project).get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_selector("body[data-ready]")


def form_of(form_id: str) -> Form:
    """A shipped form."""
    return definition.read(loads(next(BPMN.rglob(f"forms/{form_id}.json")).read_text("utf-8")))


def fill(page: Page, form_id: str, values: Mapping[str, Any]) -> None:
    """Answer the questions of a form and attach a file for each material that must be there."""
    form = form_of(form_id)
    told = json.loads(json.dumps(typed.from_values(form, values)))
    for name, text in told.items():
        if isinstance(text, list) and text and isinstance(text[0], dict):
            _fill_rows(page, name, text)
        else:
            _answer(page, name, text)
    for part in form.attachments:
        control = page.locator(f"input[type=file][name='attachment.{part.kind}']")
        if part.required and control.count():
            control.set_input_files(FilePayload(name=f"{part.kind}.pdf", mimeType="application/pdf", buffer=PDF))


def _fill_rows(page: Page, name: str, rows: list[dict[str, str]]) -> None:
    table = page.locator(f"#f-{name}")
    while table.locator("[data-row]").count() < len(rows):
        table.locator("[data-rows-add]").click()
    for at, row in enumerate(rows):
        for column, text in row.items():
            _answer(page, f"{name}.{at}.{column}", text)


def _answer(page: Page, name: str, text: Any) -> None:
    control = page.locator(f"[name='{name}']")
    kind = control.first.evaluate("one => one.type || one.tagName")
    if kind in ("radio", "checkbox"):
        for one in text if isinstance(text, list) else [text]:
            page.locator(f"[name='{name}'][value='{one}']").check()
    elif kind.startswith("select"):
        control.select_option(text)
    else:
        control.fill(text)
    if control.first.get_attribute("hx-post"):
        control.last.blur()
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def hand_in(page: Page) -> None:
    """Submit the open form."""
    page.locator("button[name=action][value=submit]").click()
    expect(page).to_have_url(re.compile(r"/tasks\?said=submitted"))


Act = Callable[[str, str, str, Mapping[str, Any]], None]


def acting(page: Page, address: str, project: str) -> Act:
    """Do one task of a project: (who, the task's name, its form, the answers)."""

    def act(username: str, task: str, form_id: str, values: Mapping[str, Any]) -> None:
        enter(page, address, username)
        open_task(page, task, project)
        fill(page, form_id, values)
        hand_in(page)

    return act
