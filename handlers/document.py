"""One page per check and one of the registers, written from the code: `python -m handlers.document docs/handlers`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from pathlib import Path

import handlers
from engine.handler import Handler, discover
from handlers.registers import READS, REGISTERS, Register


def pages() -> dict[str, str]:
    """File name -> Markdown of every check, of `README.md`, which lists them, and of `registers.md`."""
    found = discover(handlers)
    fixed = {"README.md": _contents(found), "registers.md": _registers()}
    return fixed | {f"{type}.md": _page(handler) for type, handler in found.items()}


def _contents(found: Mapping[str, Handler]) -> str:
    lines = [f"| [`{type}`]({type}.md) | {handler.title} |" for type, handler in sorted(found.items())]
    head = ["# Checks 部门核查", "", "The registers that they read and change: [台账](registers.md).", ""]
    return "\n".join([*head, "| type | 核查 |", "| --- | --- |", *lines, ""])


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


def _registers() -> str:
    names = ", ".join(f"`{name}`" for name in READS)
    head = ["# Registers 台账", "", f"Expressions see the rows that the process property `reads` names: {names}.", ""]
    return "\n".join([*head, *(line for register in REGISTERS.values() for line in _register(register))])


def _register(register: Register) -> list[str]:
    rows = [
        f"| `{field.name}`{' (key)' if field.name == register.key else ''} | {field.zh} | {field.en} | {field.kind} "
        f"| {'yes' if field.required else ''} | {' / '.join(field.words)} |"
        for field in register.fields
    ]
    head = ["| field | 名称 | meaning | kind | required | words |", "| --- | --- | --- | --- | --- | --- |"]
    return [f"## `{register.name}` {register.zh} · {register.en}", "", *head, *rows, ""]


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
