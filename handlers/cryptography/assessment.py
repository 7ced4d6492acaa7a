"""Where a project stands with its cryptography assessment (密评): one word that the checks and the acceptance gate share."""

from __future__ import annotations

from datetime import date
from typing import Literal

from engine.handler import Job
from handlers.answers import Answers, day, months_later, number, text, yes
from handlers.case import limit, today

Status = Literal["合格", "不合格", "缺失", "过期", "不适用", "不适用未认定"]

CONCLUSIONS = ("符合", "基本符合", "不符合")


def status(job: Job, answers: Answers, waived: bool) -> Status:
    """The status on the job's day; `waived` = the Cryptography Administration decided that none is needed.

    不符合 is 不合格, 基本符合 is 合格 (articles 21 and 26). What is missing, contradicts itself or lies in the future is no assessment.
    """
    if yes(answers, "crypto_applicable") is False:
        return "不适用" if waived else "不适用未认定"
    assessed, conclusion = day(answers, "crypto_assessed_on"), text(answers, "crypto_conclusion")
    if conclusion == "不符合":
        return "不合格"
    if conclusion not in CONCLUSIONS or assessed is None or assessed > today(job):
        return "缺失"
    if score_contradicts(job, answers):
        return "不合格"
    return "合格" if today(job) <= valid_until(job, answers, assessed) else "过期"


def valid_until(job: Job, answers: Answers, assessed: date) -> date:
    """The last day of the assessment: as its report says, otherwise so many months after it was made."""
    return day(answers, "crypto_valid_until") or months_later(assessed, limit(job, "P_crypto_months"))


def score_contradicts(job: Job, answers: Answers) -> bool:
    """Whether the score is below the pass mark although the conclusion is not 不符合."""
    score = number(answers, "crypto_score")
    return score is not None and score < limit(job, "P_crypto_min_score")
