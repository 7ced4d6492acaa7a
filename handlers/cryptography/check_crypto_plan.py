"""H-CRYPTOPLAN on a construction plan."""

from __future__ import annotations

from collections.abc import Mapping

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import Answers, names, number, rows, text, words, yes
from handlers.case import limit
from handlers.items import Item

APPLIES = Item("密码应用是否适用", ("21",))
ASSESSED = Item("密码应用方案评估", ("21", "12"))
ALGORITHMS = Item("密码算法", ("21",))
PRODUCTS = Item("密码产品", ("21",))
BUDGET = Item("密码应用和密评投入", ("21",))
#: Algorithms of the national standards.
NATIONAL = frozenset({"SM2", "SM3", "SM4", "SM9", "ZUC"})


@handler("cryptography.check_crypto_plan", clauses=("12", "21"), reads=("project",), pure=False)
def check_crypto_plan(job: Job) -> Result:
    """密码应用方案核查：是否适用、方案是否经评估、算法和产品是否合规、有无投入。

    Does cryptography apply (from protection level P_crypto_level on it does), was the plan assessed, are algorithms national
    and products certified, is it paid for? Not applicable counts only where the Cryptography Administration said so.
    """
    answers = job.variables
    if yes(answers, "crypto_applicable") is False:
        return Result(findings=[_not_applicable(job, case.project(job) or {})])
    return Result(findings=[
        APPLIES.answered(yes(answers, "crypto_applicable"), "", "请填写密码应用是否适用。"), _assessed(answers),
        _algorithms(answers), _products(answers), _budget(answers),
    ])


def _not_applicable(job: Job, project: Mapping[str, object]) -> Finding:
    level = number(job.variables, "mlps_level")
    if project.get("crypto_not_applicable_by_sca") is True:
        return APPLIES.not_applicable("市密码管理局已认定不适用。")
    if level is not None and level >= limit(job, "P_crypto_level"):
        return APPLIES.failed(f"等级保护{level}级的系统应当使用密码保护。", "请编制密码应用方案。", mlps_level=level)
    return APPLIES.doubtful("填报为不适用，尚未经市密码管理局认定。", "请市密码管理局认定。", crypto_applicable=False)


def _assessed(answers: Answers) -> Finding:
    result, by = text(answers, "crypto_plan_result"), text(answers, "crypto_plan_assessor")
    if result == "通过" and by:
        return ASSESSED.passed(crypto_plan_assessor=by)
    if result == "未通过":
        return ASSESSED.failed("密码应用方案评估未通过。", "请修改方案并重新评估。", crypto_plan_result=result)
    return ASSESSED.failed("密码应用方案没有经过评估。", "请由具备资质的机构评估方案。", crypto_plan_result=result)


def _algorithms(answers: Answers) -> Finding:
    chosen = set(words(answers, "crypto_algorithms") or ())
    if not chosen & NATIONAL:
        return ALGORITHMS.failed("没有使用国家标准的密码算法。", "请使用SM2、SM3、SM4等算法。", crypto_algorithms=sorted(chosen))
    if chosen - NATIONAL:
        return ALGORITHMS.doubtful("含有其他算法。", "请说明用途和理由。", crypto_algorithms=sorted(chosen))
    return ALGORITHMS.passed(crypto_algorithms=sorted(chosen))


def _products(answers: Answers) -> Finding:
    products = rows(answers, "crypto_products")
    bare = names([row for row in products if not text(row, "certificate_no")])
    if not products:
        return PRODUCTS.failed("没有列出密码产品。", "请列出密码产品和认证证书号。")
    if bare:
        return PRODUCTS.doubtful(f"没有认证证书号：{'、'.join(bare)}。", "请核对是否经商用密码认证。")
    return PRODUCTS.passed(crypto_products=len(products))


def _budget(answers: Answers) -> Finding:
    budget = number(answers, "crypto_budget")
    return BUDGET.answered(budget is not None and budget > 0, "没有密码应用和密评的投入。", "请在概算中列出。", crypto_budget=budget)
