"""A coverage page: what of a standard works, and by which tests that is shown."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
COMMAND = "python -m tools.coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of `docs/`; every `(Chinese, English)` stands as `Chinese / English`."""

    name: str
    #: The decorator that marks the page's tests: `@mark("construct", …)`.
    mark: str
    title: tuple[str, str]
    #: Whose semantics, each a sentence.
    standard: tuple[str, str]
    #: Headings of the columns: construct in Chinese, construct in English, whether it works.
    columns: tuple[str, str, str]
    #: Chapter -> construct, as the marks name it -> the same in Chinese.
    constructs: Mapping[str, Mapping[str, str]]
    #: Further lines at the end.
    tail: Callable[[], Iterator[str]] = lambda: iter(())

    @property
    def path(self) -> Path:
        """Where the page stands."""
        return ROOT / "docs" / self.name

    @property
    def known(self) -> set[str]:
        """Every construct of the table."""
        return {name for chapter in self.constructs.values() for name in chapter}

    def marks(self) -> Iterator[tuple[str, str]]:
        """Construct and test, for every test that is marked."""
        for path in sorted(TESTS.rglob("test_*.py")):
            content = path.read_text("utf-8")
            if f"@{self.mark}(" in content:
                place = path.relative_to(TESTS).as_posix().removeprefix("engine/")
                yield from ((construct, f"{place}::{test}") for construct, test in _marked(content, self.mark))

    def text(self) -> str:
        """The page as it should be. Raises KeyError when a test names a construct that is not in the table."""
        shown: dict[str, list[str]] = {name: [] for name in self.known}
        for construct, test in self.marks():
            shown[construct].append(test)
        return "\n".join([*self._head(), *self._chapters(shown), *self.tail(), ""])

    def _head(self) -> Iterator[str]:
        zh, en = self.standard
        yield f"# {' / '.join(self.title)}"
        yield from ("", f"由 `{COMMAND}` 从测试生成。{zh}", "", f"Made from the tests by `{COMMAND}`. {en}")

    def _chapters(self, shown: Mapping[str, list[str]]) -> Iterator[str]:
        for chapter, constructs in self.constructs.items():
            yield from ("", f"## {chapter}", "", f"| {' | '.join(self.columns)} | 测试 / Tests |", "|---|---|---|---|")
            for name, chinese in constructs.items():
                tests = "<br>".join(f"`{test}`" for test in shown[name])
                yield f"| {chinese} | {name} | {'是 / yes' if tests else '否 / no'} | {tests} |"


def _marked(content: str, mark: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(content)):
        for one in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == mark:
                yield from ((str(each.value), node.name) for each in one.args if isinstance(each, ast.Constant))
