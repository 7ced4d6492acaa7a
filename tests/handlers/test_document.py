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
from tests.bpmn import shipped

ROOT = Path(handlers.__file__).parents[1]
FOUND = discover(handlers)
EVERY = pytest.mark.parametrize("handler", FOUND.values(), ids=FOUND)


def test_every_check_is_asked_for_by_a_diagram_and_the_other_way_round() -> None:
    drawn = {node.job_type for process in shipped.processes().values() for node in process.nodes.values()}
    assert set(FOUND) == drawn - {None}


@EVERY
def test_its_type_is_its_place(handler: Handler) -> None:
    department, _, check = handler.type.partition(".")
    place = handler.run.__module__.split(".")
    assert (place[0], place[1], place[-1], handler.run.__name__) == ("handlers", department, check, check)


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
    *room, check = handler.run.__module__.split(".")
    assert ROOT.joinpath("tests", *room, f"test_{check}.py").is_file()


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
