"""What owners and departments rely on has a page and a test: every rule for diagrams, every check of a department."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import handlers
from engine.handler import Handler, discover
from tests.house.tree import ROOT, modules

RULES = sorted(
    module.name for module in modules("engine/diagram/rules") if not module.path.endswith("__init__.py")
)
HANDLERS = sorted(discover(handlers).values(), key=lambda handler: handler.type)


def missing_pages(names: Iterable[str], folder: Path) -> set[str]:
    """Names without a page, and pages without a name (README aside)."""
    pages = {path.stem for path in folder.glob("*.md")} - {"README"}
    return set(names) ^ pages


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert missing_pages(RULES, ROOT / "docs" / "rules") == set()


def test_every_check_is_described() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs" / "handlers").glob("*.md")))
    assert [handler.type for handler in HANDLERS if f"`{handler.type}`" not in pages] == []


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda handler: handler.type)
def test_a_check_is_titled_in_chinese_cites_a_clause_and_is_tested(handler: Handler) -> None:
    assert any("\u4e00" <= letter <= "\u9fff" for letter in handler.title), "the docstring's first line is the Chinese name"
    assert handler.clauses
    path = Path(str(sys.modules[handler.run.__module__].__file__)).relative_to(ROOT)
    assert (ROOT / "tests" / path.parent / f"test_{path.name}").exists()


def test_a_missing_and_a_superfluous_page_are_found(tmp_path: Path) -> None:
    for name in ("README.md", "timer.md", "gone.md"):
        (tmp_path / name).touch()
    assert missing_pages(["timer", "lane"], tmp_path) == {"lane", "gone"}
