"""The file is BPMN 2.0 by the standard's own XML Schema: no misspelt element, no missing attribute, the right order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from engine.diagram.document import BPMN, Document, Element, kind
from engine.diagram.rules.document.duplicate_id import duplicates
from engine.diagram.schema import compiled
from engine.diagram.words import Text
from engine.model import Fault

#: As many as a person reads before mending the first.
MOST = 50
#: libxml2's kind of error -> what it means
MEANINGS = {
    "SCHEMAV_ELEMENT_CONTENT": "此处不允许这个元素、顺序不对或缺少子元素",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "缺少必填的属性",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "不允许这个属性",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "值的类型不对",
    "SCHEMAV_CVC_ENUMERATION_VALID": "值不在允许的范围内",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "此处不允许文字",
}

NOT_BPMN = Text(
    __name__,
    zh="文件的根元素是 {root}，不是 BPMN 2.0 的 definitions。",
    en="The root element of the file is {root}, not the definitions of BPMN 2.0.",
    remedy_zh="交来的须是 BPMN 2.0 文件（命名空间 " + BPMN + "）。",
    remedy_en="Hand in a BPMN 2.0 file (namespace " + BPMN + ").",
)
INVALID = Text(
    __name__,
    zh="第 {line} 行不符合 BPMN 2.0 模式：{meaning}。{reason}",
    en="Line {line} breaks the BPMN 2.0 schema: {reason}",
    remedy_zh="在建模工具中改正{element}，或重新保存文件。",
    remedy_en="Mend {element} in a modeller, or save the file again.",
)


def check(document: Document) -> Iterator[Fault]:
    """Yields what the schema says, except ids used twice: those are a rule of their own."""
    if kind(document.root) != "definitions":
        yield NOT_BPMN.fault(document, None, root=etree.QName(document.root).text)
        return
    twice = duplicates(document)
    schema = compiled()
    schema.validate(document.root)
    log = cast("Iterable[etree._LogEntry]", schema.error_log)  # the stubs forget that it is one
    errors = [error for error in log if _identifier(error.message) not in twice]
    for error in errors[:MOST]:
        yield INVALID.fault(
            document, _nearest(document.root, error.path),
            line=error.line, meaning=MEANINGS.get(error.type_name, "结构不对"), reason=_short(error.message),
        )


def _identifier(message: str) -> str | None:
    found = re.search(r"attribute 'id': '(.*)' is not a valid value of the atomic type 'xs:ID'", message)
    return found[1].strip() if found else None


def _short(message: str) -> str:
    return re.sub(r"\{[^{}]*\}", "", message)


def _nearest(root: Element, path: str | None) -> str | None:
    """The id of the element at libxml2's path or of the closest one around it; paths name no default namespace."""
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.xpath(path or "/*", namespaces=prefixes)
    except etree.XPathError:  # a prefix declared further inside
        return None
    element = found[0] if isinstance(found, list) and found else None
    while isinstance(element, Element) and (element.get("id") is None or not kind(element)):
        element = element.getparent()
    return element.get("id") if isinstance(element, Element) else None
