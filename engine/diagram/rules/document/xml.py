"""The file is XML that is safe to read: well-formed, no DOCTYPE, not too large, in an encoding that it declares."""

from __future__ import annotations

from engine.diagram.words import quote
from engine.model import Fault
from engine.xml import MAX_BYTES, XmlRefused

#: code of engine.xml -> message and remedy, zh and en
TEXTS = {
    "xml.too_large": (
        f"文件超过 {MAX_BYTES // 1_000_000} MB，不予读取。",
        f"The file is larger than {MAX_BYTES // 1_000_000} MB and is not read.",
        "把流程拆成几个文件，用调用活动连接；删除嵌入的图片。",
        "Split the process into several files joined by call activities; remove embedded pictures.",
    ),
    "xml.malformed": (
        "文件不是完好的 XML（第 {line} 行第 {column} 列：{reason}）。",
        "The file is not well-formed XML (line {line}, column {column}: {reason}).",
        "用建模工具打开并重新保存为 BPMN 2.0 文件；声明的编码须与实际编码一致。",
        "Open it in a modeller and save it again as BPMN 2.0; the declared encoding must be the real one.",
    ),
    "xml.doctype": (
        "文件含有 DOCTYPE 声明，可能夹带外部实体，不予读取。",
        "The file has a DOCTYPE, which could smuggle in entities; it is not read.",
        "删除 DOCTYPE 声明；BPMN 不需要它。",
        "Remove the DOCTYPE; BPMN needs none.",
    ),
}


def explain(refused: XmlRefused, source: str) -> Fault:
    """The fault that stands for a refusal at the door."""
    data = {key: quote(value) for key, value in refused.data.items()}
    zh, en, remedy_zh, remedy_en = (text.format(**data) for text in TEXTS[refused.code])
    return Fault(
        file=source, element_id=None, element_name=None, rule="xml", severity="error",
        message={"zh": zh, "en": en}, remedy={"zh": remedy_zh, "en": remedy_en},
    )
