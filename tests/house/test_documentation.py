"""The documents tell the truth about what exists: settings, commands, links."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

from config.settings import Settings
from tests.house.tree import ROOT, Module, modules

OPERATING = ROOT / "docs" / "operating.md"


def test_every_setting_is_documented() -> None:
    text = OPERATING.read_text("utf-8")
    settings = {f"CHENGXU_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert {name for name in settings if f"`{name}`" not in text} == set()


def commands(module: Module) -> set[str]:
    """The commands that a module adds to an argument parser."""
    return {
        str(node.args[0].value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add_parser"
        and node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_command_is_documented() -> None:
    text = OPERATING.read_text("utf-8")
    known = set[str]().union(*(commands(module) for module in modules("web")))
    assert known, "no command found: does web/cli.py still use argparse?"
    assert {name for name in known if not re.search(rf"`chengxu [a-z ]*\b{name}\b", text)} == set()


def documents() -> list[Path]:
    """Every Markdown file of the project."""
    hidden = {".venv", "node_modules", ".git"}
    return [path for path in sorted(ROOT.rglob("*.md")) if not hidden & set(path.relative_to(ROOT).parts)]


def broken_links(path: Path) -> list[str]:
    """Relative links of a document that lead nowhere."""
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    return [f"{path.name} -> {target}" for target in targets if not (path.parent / target).exists()]


def test_no_link_is_broken() -> None:
    assert [broken for path in documents() for broken in broken_links(path)] == []


def test_a_broken_link_and_a_command_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](nowhere.md) [b](page.md#part) [c](https://example.org/x)", "utf-8")
    assert broken_links(page) == ["page.md -> nowhere.md"]
    assert commands(Module("cli.py", 'sub.add_parser("serve", help="x")')) == {"serve"}
