"""H-CRYPTOPLAN."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers import case
from handlers.answers import number, text
from handlers.case import limit
from handlers.cryptography import assessment
from handlers.items import Item

ASSESSMENT = Item("密码应用安全性评估结论", ("26.2", "21"))
REPORT = Item("密码应用安全性评估报告", ("21", "26"))
REPAIR = Item("密码应用整改", ("21",), severity="提示")

ASK_SCA = "请市密码管理局认定是否适用，或开展密码应用安全性评估。"
ASSESS = "请由具备资质的机构开展评估，提交结论为符合或基本符合的评估报告。"


@handler("cryptography.check_plan", clauses=("16", "21", "26", "26.2"), reads=("project",), pure=False)
def check_plan(job: Job) -> Result:
    """密码应用核查：密评是否做了、是否合格、是否在有效期内。

    Is the cryptography assessment there, passed and in date? 不符合 fails; 基本符合 passes and asks for repair; not applicable
    counts only where the Cryptography Administration said so. Variable `crypto_status`.
    """
    project = case.project(job) or {}
    status = assessment.status(job, job.variables, project.get("crypto_not_applicable_by_sca") is True)
    findings = [_conclusion(job, status)]
    if status in ("合格", "过期", "不合格"):
        findings.append(_report(job))
    if status == "合格" and text(job.variables, "crypto_conclusion") == "基本符合":
        findings.append(REPAIR.failed("评估结论为基本符合，存在未完全符合的测评项。", "请制定整改措施和完成日期，验收后跟踪落实。"))
    return Result(findings=findings, variables={"crypto_status": status})


def _conclusion(job: Job, status: assessment.Status) -> Finding:
    answers, evidence = job.variables, {"crypto_conclusion": text(job.variables, "crypto_conclusion")}
    if status == "合格":
        return ASSESSMENT.passed(**evidence)
    if status == "不适用":
        return _waived(job)
    if status == "不适用未认定":
        return ASSESSMENT.failed("填报为不适用，但没有市密码管理局的认定。", ASK_SCA, crypto_applicable=False)
    if status == "过期":
        return ASSESSMENT.failed("密评报告已超过有效期。", ASSESS, crypto_valid_until=answers.get("crypto_valid_until"))
    if status == "缺失":
        return ASSESSMENT.failed("没有有效的密评结论或评估日期。", ASSESS, **evidence)
    if evidence["crypto_conclusion"] != "不符合":
        score = number(answers, "crypto_score")
        return ASSESSMENT.doubtful("评估分数低于合格线，与结论不一致。", "请核对评估报告的分数和结论。", crypto_score=score, **evidence)
    return ASSESSMENT.failed("密评结论为不符合，即不合格，不得组织竣工验收。", "请整改后重新评估。", **evidence)


def _waived(job: Job) -> Finding:
    level = number(job.variables, "mlps_level")
    if level is not None and level >= limit(job, "P_crypto_level"):
        problem = f"已认定不适用，但系统为等级保护{level}级，该级别应开展密评。"
        return ASSESSMENT.doubtful(problem, "请市密码管理局复核认定。", mlps_level=level)
    return ASSESSMENT.not_applicable("市密码管理局已认定不适用。")


def _report(job: Job) -> Finding:
    missing = [label for name, label in (("crypto_organisation", "评估机构"), ("crypto_report_no", "报告编号"))
               if not text(job.variables, name)]
    if missing:
        return REPORT.doubtful(f"未填写{'、'.join(missing)}。", "请按评估报告补填，并上传报告。")
    return REPORT.passed(crypto_report_no=text(job.variables, "crypto_report_no"))
