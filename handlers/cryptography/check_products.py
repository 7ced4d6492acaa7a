"""H-XINCHUANG."""

from __future__ import annotations

from collections.abc import Sequence

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, names, rows, text, yes
from handlers.case import limit
from handlers.items import Item

LISTED = Item("软硬件产品安全可靠", ("21", "16"))
STATEMENT = Item("安全可靠政策落实说明", ("21", "26"))


@handler("cryptography.check_products", clauses=("16", "21", "26"))
def check_products(job: Job) -> Result:
    """安全可靠核查：每个产品是否在名录内，或有例外理由。

    Is every product in the approved list, or excused with a reason that a person then judges? At least P_products_percent of
    them must be one or the other, and the statement must have P_text_min characters.
    """
    return Result(findings=[_products(job, rows(job.variables, "products")), _statement(job)])


def _products(job: Job, products: Sequence[Answers]) -> Finding:
    if not products:
        return LISTED.failed("没有填写产品清单。", "请逐项填写实际使用的软硬件产品。")
    outside = [product for product in products if yes(product, "listed") is not True]
    excused = [text(product, "name") for product in outside if text(product, "exception_reason")]
    bare = names([product for product in outside if not text(product, "exception_reason")])
    percent = 100 * (len(products) - len(bare)) // len(products)
    if percent < limit(job, "P_products_percent"):
        return LISTED.failed(f"不在名录内且未说明理由：{'、'.join(bare)}。", "请更换产品或逐项说明例外理由。", percent=percent)
    if excused or bare:
        problem = f"不在名录内：{'、'.join(excused + bare)}。"
        return LISTED.doubtful(problem, "请审核人员认定例外理由是否成立。", percent=percent)
    return LISTED.passed(percent=percent)


def _statement(job: Job) -> Finding:
    length, least = len(text(job.variables, "products_statement")), limit(job, "P_text_min")
    if length < least:
        return STATEMENT.failed(f"说明为{length}字，少于{least}字。", "请说明安全可靠政策的落实情况。", length=length)
    return STATEMENT.passed(length=length)
