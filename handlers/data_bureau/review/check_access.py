"""H-ACCESS38."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import Answers, text, words, yes
from handlers.items import Item

CONNECTION = Item("数据对接、归集和共享", ("38(1)",))
CLOUD = Item("政务网络和政务云", ("38(2)", "19"))
PORTAL = Item("统一移动门户", ("38(3)",))
CITY = Item("一网统管", ("38(4)",))
PLATFORM = Item("统一业务平台", ("38(5)",))
#: Kind of system -> the platform that it joins.
JOINS = {
    "政务服务": "一体化在线政务服务平台", "公共服务": "一体化在线政务服务平台", "监管": "互联网+监管",
    "非涉密办公": "统一协同办公平台",
}


@handler("data_bureau.check_access", clauses=("19", "38(1)", "38(2)", "38(3)", "38(4)", "38(5)"))
def check_access(job: Job) -> Result:
    """平台接入核查：第三十八条前五种情形的预先核查。

    Will the system avoid the first five conditions of article 38: data connected, government network and cloud, mobile portal,
    city management, and the platform of its kind?
    """
    answers = job.variables
    joined = set(words(answers, "platforms") or ())
    return Result(findings=[
        CONNECTION.answered(yes(answers, "data_connection"), "没有承诺对接、归集和共享数据。", "请按要求承诺并写入方案。"),
        _cloud(answers), _when(PORTAL, yes(answers, "mobile"), "统一移动门户", joined),
        _when(CITY, yes(answers, "needs_city_management"), "一网统管", joined), _platform(answers, joined),
    ])


def _cloud(answers: Answers) -> Finding:
    used = (text(answers, "deployment"), text(answers, "network"))
    if used == ("政务云", "电子政务外网"):
        return CLOUD.passed(deployment=used[0], network=used[1])
    if text(answers, "deployment_reason"):
        return CLOUD.doubtful(f"部署：{used[0]}，网络：{used[1]}。", "请审核人员判断理由是否成立。", deployment=used[0], network=used[1])
    return CLOUD.failed("没有使用政务云或者电子政务外网，也没有说明理由。", "请改用政务云和电子政务外网，或者说明理由。")


def _when(item: Item, applies: bool | None, platform: str, joined: set[str]) -> Finding:
    if applies is False:
        return item.not_applicable("方案不涉及。")
    if applies is None:
        return item.doubtful("没有填写是否涉及。", "请在方案中写明。")
    return item.answered(platform in joined, f"没有接入{platform}。", f"请接入{platform}。", platforms=sorted(joined))


def _platform(answers: Answers, joined: set[str]) -> Finding:
    kind = text(answers, "system_kind")
    if kind == "其他":
        return PLATFORM.not_applicable("系统类别没有对应的统一平台。")
    if kind not in JOINS:
        return PLATFORM.doubtful("没有填写系统类别。", "请选择系统类别。")
    platform = JOINS[kind]
    return PLATFORM.answered(platform in joined, f"{kind}类系统没有接入{platform}。", f"请接入{platform}。", platforms=sorted(joined))
