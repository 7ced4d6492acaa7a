"""A letter with everything in it."""

from __future__ import annotations

from web.letters.letter import Letter, Table
from web.wiring import DOCUMENTS

LOOK = DOCUMENTS / "letter.docx"
LETTER = Letter(
    organ="淮安市数据局", number="淮数审〔2027〕12号", title="关于信号协调系统联合评审意见的函", addressee="市交通运输局：",
    paragraphs=("你单位报送的方案收悉。", "<b>&{{ 1 + 1 }}"), closing="特此函复。", signature="淮安市数据局", day="2027年3月5日",
    tables=(Table(title="意见", columns=("部门", "结论"), rows=(("密码局", "通过"), ("档案局", "通过"))),), annexes=("附件：1. 意见表",),
)
