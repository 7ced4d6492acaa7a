"""Which construct of BPMN each test shows: `docs/bpmn-coverage.md` is made from these marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Test = TypeVar("Test", bound=Callable[..., Any])


def plays(*constructs: str) -> Callable[[Test], Test]:
    """Mark a test as one that shows these constructs, named as in `tools/coverage/bpmn.py`."""

    def mark(test: Test) -> Test:
        return test

    return mark
