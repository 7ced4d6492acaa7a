"""How far a project's data catalogue is (articles 15 and 16)."""

from __future__ import annotations

from engine.handler import Job
from handlers.answers import Answers, number, text
from handlers.case import limit

#: The steps of a catalogue, from nothing to published.
LEVELS = ("未编制", "已提交", "审核通过", "已挂接", "已发布")


def published(job: Job, answers: Answers) -> bool:
    """Whether the catalogue has the level that acceptance asks for."""
    status = text(answers, "data_catalog_status")
    return status in LEVELS and LEVELS.index(status) >= LEVELS.index(limit(job, "P_catalog_level"))


def linked(job: Job, answers: Answers) -> bool:
    """Whether enough entries of the catalogue lead to data."""
    count, with_data = number(answers, "data_catalog_count"), number(answers, "data_linked_count")
    if count is None or with_data is None or not 0 <= with_data <= count or count < 1:
        return False
    return bool(100 * with_data >= limit(job, "P_catalog_linked_percent") * count)
