"""Every check is documented and keeps the rules of the house: clauses and registers that exist, a page, tests."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import handlers
from config import clauses, documents, parameters
from engine.handler import Handler, discover
from handlers.document import pages, write
from handlers.registers import REGISTERS

ROOT = Path(handlers.__file__).parents[1]
FOUND = discover(handlers)
TYPES = {
    "data_bureau.check_report", "data_bureau.confirm_report", "data_bureau.check_acceptance", "data_bureau.check_go_live",
    "data_bureau.issue_rectification", "data_bureau.close_rectification", "data_bureau.register_acceptance",
    "data_bureau.check_filing", "data_bureau.urge_filing", "data_bureau.register_filing", "cyberspace.check_security",
    "cryptography.check_plan", "cryptography.check_products", "cryptography.check_electronic_files",
    "archives.check_archive", "public_security.check_protection_level",
}
EVERY = pytest.mark.parametrize("handler", FOUND.values(), ids=FOUND)


def test_these_checks_exist() -> None:
    assert set(FOUND) == TYPES


@EVERY
def test_its_type_is_its_place(handler: Handler) -> None:
    assert handler.run.__module__ == f"handlers.{handler.type}"
    assert handler.run.__name__ == handler.type.partition(".")[2]


@EVERY
def test_its_clauses_exist_and_cover_its_items(handler: Handler) -> None:
    source = inspect.getsource(inspect.getmodule(handler.run) or pytest)
    named = re.findall(r'Item\([^()]*?(\((?:"[0-9.()]+"(?:, )?)+,?\))', source)
    items = {clause for group in named for clause in re.findall(r'"([^"]+)"', group)}
    assert set(handler.clauses) <= set(clauses.load())
    assert items <= set(handler.clauses)


@EVERY
def test_it_is_explained_in_chinese_first_and_then_in_english(handler: Handler) -> None:
    title, _, rest = (inspect.getdoc(handler.run) or "").partition("\n")
    assert re.search("[\u4e00-\u9fff]", title) and title.endswith("。")
    assert re.search("[a-z]{3}", rest)


@EVERY
def test_it_says_which_registers_it_reads(handler: Handler) -> None:
    assert set(handler.reads) <= set(REGISTERS)
    assert not (handler.pure and handler.reads)


@EVERY
def test_it_has_tests(handler: Handler) -> None:
    department, _, check = handler.type.partition(".")
    assert (ROOT / "tests" / "handlers" / department / f"test_{check}.py").is_file()


def test_every_page_is_up_to_date() -> None:
    """When this fails: python -m handlers.document docs/handlers."""
    folder = ROOT / "docs" / "handlers"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} == pages()


def test_stale_pages_go(tmp_path: Path) -> None:
    (tmp_path / "gone.check.md").write_text("old", encoding="utf-8")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())


SOURCES = list((ROOT / "handlers").rglob("*.py"))


def test_limits_and_documents_that_are_named_exist() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    limits = set(re.findall(r'limit\(job, [\'"](\w+)[\'"]\)', text))
    assert limits and limits <= parameters.load().names
    assert set(re.findall(r'kind="(D-[0-9-]+)"', text)) == set(documents.load())
