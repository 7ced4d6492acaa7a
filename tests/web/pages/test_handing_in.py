"""Handing in a form: everything wrong is named at once, nothing typed is lost, the slower of two people is told."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from engine import attachment, process_instance, user_task
from tests.web import answers
from tests.web.setting import PDF, Browser, World, form_file, posted, tree, words_of
from web.forms import definition, typed

REPORT = definition.read(form_file("construction_report"))


@pytest.fixture
def accepting(world: World) -> tuple[World, str]:
    """A case whose report waits to be accepted; the key of that task."""
    clerk = world.person("clerk")
    clerk.submit(clerk.start(), answers.REPORT, "construction_report")
    return world, next(iter(world.person("accept").tasks().values()))


def values_on(page: str) -> dict[str, str]:
    """What stands in the text fields of a page."""
    inputs = [(one.get("name"), one.get("value", "")) for one in tree(page).iter("input") if one.get("type") != "hidden"]
    areas = [(one.get("name"), one.text or "") for one in tree(page).iter("textarea")]
    return {name: value for name, value in inputs + areas if name}


def test_a_good_form_completes_the_task_with_its_values_and_files(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    answer = clerk.submit(key, answers.REPORT, "construction_report")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tasks?said=submitted")
    with world.house.reading() as tx:
        instance = user_task.get(tx, key)["instance_key"]
        stored = process_instance.variables(tx, instance)
        kinds = {row["kind"] for row in attachment.listing(tx, instance)}
    assert {name: stored[name] for name in answers.REPORT} == answers.REPORT
    assert {part.kind for part in REPORT.attachments if part.required} <= kinds


def test_an_empty_form_names_every_required_field_and_links_to_it(world: World) -> None:
    clerk = world.person("clerk")
    answer = clerk.submit(clerk.start(), {}, "construction_report", files=False)
    assert answer.status_code == 422
    page = tree(answer.text)
    box = next(one for one in page.iter("div") if one.get("class") == "problems")
    linked = {str(one.get("href"))[1:] for one in box.iter("a")}
    ids = {one.get("id") for one in page.iter() if one.get("id")}
    unconditional = {name for name in REPORT.schema["required"] if REPORT.fields[name].show_if is None}
    assert {f"f-{name}" for name in unconditional} <= linked
    assert {f"f-attachment-{part.kind}" for part in REPORT.attachments if part.required and not part.show_if} <= linked
    assert linked <= ids


def test_what_was_typed_is_still_there_after_a_refusal_and_after_coming_back(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    typed_in = {"build_summary": "太短", "build_investment": "三百万", "build_test_report_no": "CS-1"}
    refused = clerk.submit(key, typed_in, "construction_report", files=False)
    assert refused.status_code == 422
    for page in (refused.text, clerk.get(f"/tasks/{key}").text):
        assert values_on(page).items() >= typed_in.items()


def test_a_file_that_came_with_a_refused_form_need_not_be_sent_again(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    clerk.submit(key, {}, "construction_report")
    assert clerk.submit(key, answers.REPORT, "construction_report", files=False).status_code == 302


def test_a_draft_is_kept_for_its_writer_alone(accepting: tuple[World, str]) -> None:
    world, key = accepting
    first, second = world.person("accept"), world.person("accept2")
    first.submit(key, {"opinion": "先放着"}, "intake_decision", action="save")
    assert values_on(first.get(f"/tasks/{key}").text)["opinion"] == "先放着"
    assert values_on(second.get(f"/tasks/{key}").text)["opinion"] == ""


def test_fields_that_the_form_does_not_list_are_refused(accepting: tuple[World, str]) -> None:
    world, key = accepting
    accept = world.person("accept")
    answer = accept.submit(key, {"decision": "受理"}, "intake_decision", report_confirmed="true")
    assert answer.status_code == 422
    assert "report_confirmed" in words_of(answer)
    assert key in accept.tasks().values()


def test_files_for_a_kind_that_the_form_does_not_list_are_refused(accepting: tuple[World, str]) -> None:
    world, key = accepting
    fields: list[tuple[str, Any]] = [("attachment.other", (BytesIO(PDF), "a.pdf")), ("action", "save")]
    assert world.person("accept").post(f"/tasks/{key}", fields).status_code == 422


def test_the_slower_of_two_is_told_and_keeps_the_words(accepting: tuple[World, str]) -> None:
    world, key = accepting
    first, second = world.person("accept"), world.person("accept2")
    version = second.version(key)
    first.submit(key, {"decision": "受理", "opinion": "材料齐全，予以受理。"}, "intake_decision")
    typed_in = typed.from_values(definition.read(form_file("intake_decision")), {"decision": "受理", "opinion": "同意受理此件。"})
    answer = second.post(f"/tasks/{key}", [*posted(typed_in), ("version", version), ("action", "submit")])
    assert answer.status_code == 409
    assert "李红" in words_of(answer)


def test_a_task_that_changed_since_the_page_was_opened_is_not_completed(accepting: tuple[World, str]) -> None:
    world, key = accepting
    accept = world.person("accept")
    version = accept.version(key)
    accept.post(f"/tasks/{key}/claim")
    answer = accept.post(f"/tasks/{key}", version=version, action="submit", decision="受理", opinion="材料齐全，予以受理。")
    assert answer.status_code == 409
    assert values_on(answer.text)["opinion"] == "材料齐全，予以受理。"
    assert key in accept.tasks().values()


def test_what_a_colleague_has_claimed_is_not_mine(accepting: tuple[World, str]) -> None:
    world, key = accepting
    first, second = world.person("accept"), world.person("accept2")
    first.post(f"/tasks/{key}/claim")
    assert second.tasks() == {}
    assert second.post(f"/tasks/{key}/claim").status_code == 409
    assert second.post(f"/tasks/{key}", version="1", action="submit", decision="受理").status_code in (403, 409)
    first.post(f"/tasks/{key}/release")
    assert key in second.tasks().values()


def test_rows_are_added_and_removed_without_javascript(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    lines = [("datasets.0.name", "水质"), ("datasets.1.name", "噪声"), ("version", clerk.version(key))]
    clerk.post(f"/tasks/{key}", [*lines, ("add_row", "datasets")])
    assert "datasets.3.name" in values_on(clerk.get(f"/tasks/{key}").text)
    answer = clerk.post(f"/tasks/{key}", [*lines, ("remove_row", "datasets.0")])
    assert answer.headers["Location"].endswith("#f-datasets")
    assert values_on(clerk.get(f"/tasks/{key}").text)["datasets.0.name"] == "噪声"


def test_a_file_can_be_taken_out_again(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    kind = REPORT.attachments[0].kind
    clerk.post(f"/tasks/{key}", [(f"attachment.{kind}", (BytesIO(PDF), "第一稿.pdf")), ("action", "save")])
    page = clerk.get(f"/tasks/{key}").text
    assert "第一稿.pdf" in page
    button = next(one for one in tree(page).iter("button") if one.get("name") == "remove_file")
    clerk.post(f"/tasks/{key}", remove_file=str(button.get("value")))
    assert "第一稿.pdf" not in clerk.get(f"/tasks/{key}").text


def test_a_disguised_file_is_named_beside_its_material(world: World) -> None:
    clerk = world.person("clerk")
    key = clerk.start()
    kind = REPORT.attachments[0].kind
    fields: list[tuple[str, Any]] = [(f"attachment.{kind}", (BytesIO(b"<svg onload=1>"), "报告.pdf")), ("action", "submit")]
    answer = clerk.post(f"/tasks/{key}", [*fields, ("version", clerk.version(key))])
    assert answer.status_code == 422
    assert "“报告.pdf”的内容与扩展名不符" in words_of(answer)


def _report(browser: Browser, key: str, **changes: Any) -> int:
    return browser.submit(key, {**answers.REPORT, **changes}, "construction_report").status_code


@pytest.mark.parametrize(
    ("changes", "status"),
    [({}, 302), ({"build_investment": -1}, 422), ({"crypto_conclusion": "很好"}, 422), ({"mlps_level": 9}, 422)],
)
def test_the_schema_is_judged_on_the_server(world: World, changes: dict[str, Any], status: int) -> None:
    clerk = world.person("clerk")
    assert _report(clerk, clerk.start(), **changes) == status
