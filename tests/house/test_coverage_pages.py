"""What the documentation says works is shown by tests."""

from __future__ import annotations

import pytest

from tools.coverage import PAGES, rules
from tools.coverage.page import COMMAND, Page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_is_what_the_tests_say(page: Page) -> None:
    assert page.path.read_text("utf-8") == page.text(), f"run: {COMMAND}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_construct_is_shown_by_a_test(page: Page) -> None:
    assert page.known ^ {construct for construct, _test in page.marks()} == set()


@pytest.mark.parametrize("page", rules.PAGES, ids=lambda page: page.rule)
def test_the_page_of_a_rule_ends_with_what_the_rule_says_of_its_diagrams(page: rules.RulePage) -> None:
    assert page.path.read_text("utf-8") == page.text(), f"run: {COMMAND}"
