"""Literals are of the type that their place needs: a mistyped date would otherwise stop the case when it gets there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from engine.diagram import iso8601
from engine.diagram.expressions import places
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

_WHOLE = re.compile(r"\d{1,3}", re.ASCII)


def is_priority(text: str) -> bool:
    """A whole number from 0 to 100."""
    return _WHOLE.fullmatch(text) is not None and int(text) <= 100


def is_retries(text: str) -> bool:
    """A whole number from 1 to 100: the number of attempts."""
    return is_priority(text) and int(text) > 0


#: role of engine.diagram.expressions -> test, what is wanted in Chinese and English
WANTED: dict[str, tuple[Callable[[str], bool], str, str]] = {
    "retries": (is_retries, "1 到 100 的整数", "a whole number from 1 to 100"),
    "priority": (is_priority, "0 到 100 的整数", "a whole number from 0 to 100"),
    "dueDate": (iso8601.is_date, "ISO 8601 日期", "an ISO 8601 date"),
    "followUpDate": (iso8601.is_date, "ISO 8601 日期", "an ISO 8601 date"),
}

WRONG = Text(
    __name__,
    zh="{element}的 {role}“{text}”不是{wanted}。",
    en='The {role} "{text}" of {element} is not {wanted_en}.',
    remedy_zh="改正文字；要计算的值以 = 开头。",
    remedy_en="Mend the literal; a value that is computed begins with =.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each literal of another type than its place needs."""
    for process in subject.played:
        for place in places(process):
            fits, zh, en = WANTED.get(place.role, (None, "", ""))
            if fits is not None and place.feel is None and not fits(place.text.strip()):
                yield WRONG.fault(
                    subject.document, place.element_id, role=place.role, text=place.text, wanted=zh, wanted_en=en
                )
