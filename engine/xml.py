"""The one door to lxml: bytes that strangers send become an element tree, or are refused before they can do harm."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.errors import EngineError

#: Bytes of one file; the largest real diagram of our process owners has 300 kB.
MAX_BYTES = 5_000_000


class XmlRefused(EngineError):
    """The bytes are not XML that we accept. `data` has `line` and `column` (1-based, 0 when unknown) and `reason`."""

    status = 422

    def __init__(self, code: str, *, line: int = 0, column: int = 0, reason: str = "") -> None:
        super().__init__(code, line=line, column=column, reason=reason)


def parse(content: bytes) -> etree._Element:
    """The root element of `content`, comments and processing instructions left out, `sourceline` set on every element.

    The encoding is the one that the file declares (UTF-8, UTF-16, GBK, GB18030, …), so pass the bytes as they are.
    Raises XmlRefused: `xml.too_large`, `xml.malformed`, `xml.doctype` (a DOCTYPE could hold entities that explode or
    read files; neither BPMN nor DMN needs one).
    """
    if len(content) > MAX_BYTES:
        raise XmlRefused("xml.too_large", reason=str(MAX_BYTES))
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise XmlRefused("xml.malformed", line=line or 0, column=column or 0, reason=error.msg or "") from error
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise XmlRefused("xml.doctype", line=1)
    return root


def line_of(element: etree._Element) -> int:
    """The 1-based line of the file where the element begins, 0 when unknown."""
    line: Any = element.sourceline
    return line or 0


def _parser() -> etree.XMLParser:
    # A parser is not shareable between threads, so every call makes its own.
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True, strip_cdata=True,
    )
