"""H-SECRECY."""

from __future__ import annotations

from engine.handler import Finding, Job, Result, handler
from handlers.answers import rows, yes
from handlers.case import limit
from handlers.items import Item
from handlers.secrecy.markers import Marker, hits, markers, texts

SELF_CHECK = Item("涉密自查", ("11", "40"))
TEXT = Item("文字中的密级标志", ("11", "40"))
FILES = Item("文件中的密级标志", ("11", "40"))

#: Questions of the self-check of which a single yes makes a project classified.
QUESTIONS = ("sc_stores_secrets", "sc_secret_network", "sc_marked_files", "sc_secret_scope")
OFFLINE = "请停止填报，按保密规定在线下办理。"


@handler("secrecy.screen", clauses=("11", "40"))
def screen(job: Job) -> Result:
    """涉密筛查：自查表、填报文字和文件有没有密级标志。

    Does the self-check, a text or a withheld file point to classified content? What was found is told by its marker only; no
    text is kept in a finding. A file is never read here: the door withheld it and left its digest and its markers in
    `withheld_files`; those in `cleared_files` were judged not to be classified. Variables `secrecy_result` (无, 疑似, 涉密) and
    `secrecy_markers` (their codes).
    """
    known = markers(tuple(limit(job, "P_secrecy_markers")))
    found = _in_texts(job, known)
    withheld = _withheld(job)
    declared = any(yes(job.variables, question) for question in QUESTIONS)
    result = "涉密" if declared else "疑似" if found or withheld else "无"
    codes = sorted({marker.code for _, marker in found} | set(withheld))
    return Result(
        findings=[_self_check(declared), _texts(found), _files(withheld, known)],
        variables={"secrecy_result": result, "secrecy_markers": codes},
    )


def _in_texts(job: Job, known: tuple[Marker, ...]) -> list[tuple[str, Marker]]:
    """Variable and marker of every hit."""
    own = {name: value for name, value in job.variables.items() if name not in ("withheld_files", "secrecy_markers")}
    return sorted({(name, marker) for name, text in texts(own) for marker in hits(text, known)}, key=lambda hit: (hit[0], hit[1].code))


def _withheld(job: Job) -> list[str]:
    """The markers of files that were withheld and not yet judged."""
    cleared = job.variables.get("cleared_files") or ()
    return [code for file in rows(job.variables, "withheld_files") if file.get("digest") not in cleared for code in file.get("markers") or ()]


def _self_check(declared: bool) -> Finding:
    if declared:
        return SELF_CHECK.failed("自查表有一项为“是”，属于涉密项目。", OFFLINE)
    return SELF_CHECK.passed()


def _texts(found: list[tuple[str, Marker]]) -> Finding:
    if not found:
        return TEXT.passed()
    places = "；".join(f"{name}：{marker.name}" for name, marker in found)
    return TEXT.doubtful(f"发现疑似标志（{places}）。", "请保密审查人复核；属于涉密的，请停止填报。")


def _files(withheld: list[str], known: tuple[Marker, ...]) -> Finding:
    if not withheld:
        return FILES.passed()
    names = {marker.code: marker.name for marker in known}
    told = "、".join(sorted({names.get(code, code) for code in withheld}))
    return FILES.doubtful(f"有文件未予保存（{told}）。", "请保密审查人复核；判定为非涉密后可重新上传。")
