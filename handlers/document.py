"""One page per check, written from its docstring and its registration: `python -m handlers.document docs/handlers`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from pathlib import Path

import handlers
from engine.handler import Handler, discover


def pages() -> dict[str, str]:
    """File name -> Markdown of every check, and of `README.md`, which lists them."""
    found = discover(handlers)
    return {"README.md": _contents(found)} | {f"{type}.md": _page(handler) for type, handler in found.items()}


def _contents(found: Mapping[str, Handler]) -> str:
    lines = [f"| [`{type}`]({type}.md) | {handler.title} |" for type, handler in sorted(found.items())]
    return "\n".join(["# Checks 部门核查", "", "| type | 核查 |", "| --- | --- |", *lines, ""])


def _page(handler: Handler) -> str:
    text = inspect.getdoc(handler.run) or ""
    rest = text.partition("\n")[2].strip()
    return "\n".join([
        f"# {handler.type}", "", handler.title, "", rest, "",
        f"* Clauses 条款: {', '.join(handler.clauses)}",
        f"* Registers that it reads 读取的台账: {', '.join(handler.reads) or 'none'}",
        f"* Can be run again on its recorded input alone 可凭记录的输入重算: {'yes' if handler.pure else 'no, it reads registers'}",
        f"* Source 源码: `{handler.run.__module__.replace('.', '/')}.py`",
        "",
    ])


def write(folder: Path) -> None:
    """Write the pages, and remove those of checks that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    written = pages()
    for stale in {path.name for path in folder.glob("*.md")} - set(written):
        (folder / stale).unlink()
    for name, page in written.items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
