"""What a file is told that exhausted the child in which it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.deployment import Sentence
from engine.model import Fault
from web.bounded.child import Bound, Ended
from web.bounded.limits import Limits

SENTENCES: Mapping[Bound, Sentence] = {
    "time": Sentence(
        "bounds", "检查 {source} 用时超过 {seconds} 秒，已中止。", "Working on {source} took more than {seconds} seconds and was stopped.",
        "拆成几个文件，或简化表达式、循环和表格。", "Split it into several files, or simplify its expressions, loops and tables.",
    ),
    "memory": Sentence(
        "bounds", "检查 {source} 所需内存超过 {memory} MB，已中止。", "Working on {source} took more than {memory} MB of memory and was stopped.",
        "拆成几个文件，或简化表达式、循环和表格。", "Split it into several files, or simplify its expressions, loops and tables.",
    ),
    "crash": Sentence(
        "bounds", "读取 {source} 时检查进程异常结束，文件不予采用。", "The process that read {source} broke down; the file is not accepted.",
        "用建模工具打开并重新保存；仍然如此请将文件交给运维人员。",
        "Open it in a modeller and save it again; if that does not help, hand the file to the operators.",
    ),
}


def faults(ended: Ended, limits: Limits, given: Sequence[str]) -> list[Fault]:
    """One fault for each file that was in work when the bound was reached, or for all that were given if none was yet."""
    if ended.bound is None:
        return []
    data: dict[str, Any] = {"seconds": f"{limits.seconds:g}", "memory": limits.memory // 2**20}
    sentence = SENTENCES[ended.bound]
    return [sentence.fault(source, source=source, **data) for source in ended.files or given]
