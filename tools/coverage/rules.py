"""The end of every page of `docs/rules`: what is said of the diagrams by which the rule is tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.model import Fault
from tests.engine.diagram.rules_asked import MODULES, RULES, findings
from tools.coverage.page import COMMAND, ROOT

#: What stands above is written by hand, what stands below is made.
BEGIN = "## 测试中的例子 / Shown by the tests"
#: Sentences of one diagram on a page.
MOST = 12


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule."""

    rule: str

    @property
    def path(self) -> Path:
        """Where the page stands."""
        return ROOT / "docs" / "rules" / f"{self.rule}.md"

    def text(self) -> str:
        """The page as it should be: its hand-written part, then what the tests' diagrams make the rule say."""
        written = self.path.read_text("utf-8").partition(BEGIN)[0].rstrip()
        return "\n".join([written, "", BEGIN, "", f"由 `{COMMAND}` 生成。 Made by `{COMMAND}`.", "", *self._diagrams(), ""])

    def _diagrams(self) -> Iterator[str]:
        for path in sorted((RULES / self.rule).glob("*.bpmn")):
            said = list(dict.fromkeys(_told(fault) for fault in findings(path) if fault.rule == self.rule))
            yield f"* `{path.relative_to(ROOT).as_posix()}`：" + ("" if said else "没有问题 / nothing to say")
            yield from (f"  * {sentence}" for sentence in said[:MOST])
            if len(said) > MOST:
                yield f"  * … {len(said) - MOST}"


def _told(fault: Fault) -> str:
    return f"{fault.severity}: {_both(fault.message)} → {_both(fault.remedy)}"


def _both(said: object) -> str:
    zh, en = (" ".join(str(said[language]).split()) for language in ("zh", "en"))  # type: ignore[index]
    return f"{zh} {en}"


PAGES = tuple(RulePage(rule) for rule in sorted(MODULES))
