"""H-REPORT6."""

from __future__ import annotations

from engine.handler import Change, Finding, Job, Result, handler
from handlers import case
from handlers.answers import day, number, rows, text, yes
from handlers.case import limit
from handlers.data_bureau import catalogue, effective_data, report_sections
from handlers.data_bureau.report_sections import SECTIONS, Section
from handlers.items import Item

BASELINE = Item("与批复一致", ("25", "38(6)"))
INVESTMENT = Item("实际投资不超过批复", ("25",))
DATES = Item("建成和试运行日期", ("26",))
CATALOGUE = Item("数据资源目录", ("15", "16", "26"))
COLLECTION = Item("不重复采集", ("19", "38(1)"))
CONTRACT = Item("合同履行", ("25",), severity="提示")
REGISTERED = Item("项目登记", ("11",))


@handler(
    "data_bureau.check_report",
    clauses=("3", "11", "15", "16", "19", "25", "26", "38(1)", "38(6)"),
    reads=("project", "report"), pure=False,
)
def check_report(job: Job) -> Result:
    """系统建设报告核查：六部分是否齐全，是否按批复建成，数据和业务是否落地。

    Are the six sections complete, was it built as approved, is the catalogue published, are there data and online business?
    Keeps the report in the register as submitted. Variables `report_round`, `report_complete`.
    """
    complete = [_section(job, section) for section in SECTIONS]
    findings = [
        *complete, _registered(job), _baseline(job), _investment(job), _dates(job), _catalogue(job), effective_data.datasets(job.variables),
        effective_data.business(job.variables), _collection(job), _contract(job),
    ]
    report_round = next_round(job)
    return Result(
        findings=findings,
        variables={"report_round": report_round, "report_complete": all(found.verdict == "通过" for found in complete)},
        records=[_submitted(job, report_round), *case.project_change(job, state="报告确认中", report_confirmed_on=None)],
    )


def next_round(job: Job) -> int:
    """The round of the report that is being handed in: the open one again, or the one after the last confirmed one."""
    last = case.latest_row(job, "report")
    if last is None:
        return 1
    confirmed: bool = last["status"] == "已确认"
    return int(last["round"]) + confirmed


def _submitted(job: Job, report_round: int) -> Change:
    project_no = case.project_no(job)
    return Change(register="report", key=f"{project_no}-{report_round}", fields={
        "project_no": project_no, "round": report_round, "status": "已提交",
        "submitted_on": case.today(job).isoformat(), "sections": report_sections.of(job.variables),
    })


def _section(job: Job, section: Section) -> Finding:
    item, missing = Item(f"报告内容齐全：{section.name}", ("26",)), section.missing(job.variables)
    if missing:
        return item.failed(f"未填写：{'、'.join(missing)}。", "请补充完整。")
    summary, least = text(job.variables, "build_summary"), limit(job, "P_text_min")
    if "build_summary" in section.fields and len(summary) < least:
        return item.failed(f"建设情况说明为{len(summary)}字，少于{least}字。", "请具体说明建设情况。")
    return item.passed()


def _registered(job: Job) -> Finding:
    if case.project(job) is None:
        return REGISTERED.doubtful("项目没有登记。", "请先登记项目，再核对批复内容。", project_no=case.project_no(job))
    return REGISTERED.passed(project_no=case.project_no(job))


def _baseline(job: Job) -> Finding:
    answers = job.variables
    baseline, change_no = text(answers, "build_baseline"), text(answers, "build_change_no")
    unfinished = [text(row, "item") for row in rows(answers, "build_comparison") if text(row, "result") != "完成"]
    if baseline == "未批准变更":
        return BASELINE.failed("建设内容有变更而未经批准。", "请先办理变更，再提交报告。", build_baseline=baseline)
    if baseline == "已批准变更" and not change_no:
        return BASELINE.failed("变更没有批准文号。", "请填写变更批复或备案文号。", build_baseline=baseline)
    if unfinished:
        return BASELINE.failed(f"未完成：{'、'.join(unfinished)}。", "请完成批复内容或办理变更。", build_comparison=unfinished)
    if baseline not in ("一致", "已批准变更"):
        return BASELINE.doubtful("未填写与批复是否一致。", "请选择一致、已批准变更或未批准变更。")
    return BASELINE.passed(build_baseline=baseline, build_change_no=change_no)


def _investment(job: Job) -> Finding:
    approved = number(case.project(job) or {}, "total_investment")
    actual = number(job.variables, "build_investment")
    if approved is None or actual is None:
        return INVESTMENT.doubtful("缺少批复总投资或实际投资，无法比较。", "请核对项目登记和填报金额。", build_investment=actual)
    if 100 * actual > limit(job, "P_investment_percent") * approved:
        problem = f"实际投资{actual}万元，超过批复总投资{approved}万元。"
        return INVESTMENT.failed(problem, "请说明超支并办理概算调整。", build_investment=actual, approved=approved)
    return INVESTMENT.passed(build_investment=actual, approved=approved)


def _dates(job: Job) -> Finding:
    days = [day(job.variables, name) for name in ("trial_run_from", "trial_run_to")]
    built = day(job.variables, "build_completed_on")
    begin, end = days
    if begin is None or end is None or built is None:
        return DATES.doubtful("日期未填写或格式不对。", "请填写建成日期和试运行起止日期。")
    if begin > end or max(end, built) > case.today(job):
        return DATES.doubtful("日期先后不合理或晚于今天。", "请核对日期。", trial_run_from=begin, trial_run_to=end, built=built)
    return DATES.passed(trial_run_from=begin, trial_run_to=end, build_completed_on=built)


def _catalogue(job: Job) -> Finding:
    status = text(job.variables, "data_catalog_status")
    if not catalogue.published(job, job.variables):
        problem = f"目录状态为{status or '未填写'}，应达到{limit(job, 'P_catalog_level')}。"
        return CATALOGUE.failed(problem, "请在数据共享交换平台完成编目。", data_catalog_status=status)
    if not catalogue.linked(job, job.variables):
        return CATALOGUE.failed("目录挂接的数据资源不足。", "请为目录挂接数据资源。", data_catalog_status=status)
    return CATALOGUE.passed(data_catalog_status=status)


def _collection(job: Job) -> Finding:
    duplicate = yes(job.variables, "data_duplicate_collection")
    if duplicate:
        return COLLECTION.doubtful("填报存在可共享而重复采集的数据。", "请改用共享数据，或说明必须采集的理由。")
    return COLLECTION.passed(data_duplicate_collection=duplicate)


def _contract(job: Job) -> Finding:
    done = yes(job.variables, "build_contract_done")
    return CONTRACT.answered(done, "合同尚未履行完成。", "竣工验收前须履行完合同。", build_contract_done=done)
