"""How a check of forms, decisions or whole change sets says what is wrong: in both languages, with the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.model import Fault


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong and how to mend it; `{…}` are data of the fault."""

    rule: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    severity: Literal["error", "warning"] = "error"

    def fault(self, file: str, element_id: str | None = None, *, name: str | None = None, **data: object) -> Fault:
        """This sentence said of an element of a file (None: of the file as a whole)."""
        return Fault(
            file=file, element_id=element_id, element_name=name, rule=self.rule, severity=self.severity,
            message={"zh": self.zh.format_map(data), "en": self.en.format_map(data)},
            remedy={"zh": self.remedy_zh.format_map(data), "en": self.remedy_en.format_map(data)},
        )
