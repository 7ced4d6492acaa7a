"""What a file imports stands beside it and is what the import says (BPMN 2.0.2, 8.2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.diagram.document import BPMN, Document, Element
from engine.diagram.imports import IMPORT, is_remote, parsed, place
from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import Fault

REMOTE = Text(
    __name__,
    zh="文件引入的“{location}”在网络上，不予下载，其内容没有检查。",
    en='The file imports "{location}" from a network; it is not fetched, what it holds is not checked.',
    remedy_zh="把文件放在同一文件夹，引入相对路径。",
    remedy_en="Put the file into the same folder and import it by a relative path.",
    severity="warning",
)
OUTSIDE = Text(
    __name__,
    zh="文件引入的“{location}”不在它的文件夹里，不予读取。",
    en='The file imports "{location}", which is outside its folder and is not read.',
    remedy_zh="把文件放在同一文件夹，引入相对路径。",
    remedy_en="Put the file into the same folder and import it by a relative path.",
    severity="formal",
)
MISSING = Text(
    __name__,
    zh="文件引入的“{location}”不存在。",
    en='The file imports "{location}", which does not exist.',
    remedy_zh="一并提交这个文件，或删除 import。",
    remedy_en="Hand in that file as well, or delete the import.",
    severity="formal",
)
OTHER = Text(
    __name__,
    zh="文件引入的“{location}”不是 {wanted}。",
    en='The file imports "{location}", which is not {wanted}.',
    remedy_zh="改正 importType、namespace 或文件。",
    remedy_en="Mend the importType, the namespace or the file.",
    severity="formal",
)
TWICE = Text(
    __name__,
    zh="标识“{id}”在引入的“{location}”中也有，两者的命名空间相同。",
    en='The id "{id}" is also used in "{location}", which is imported and has the same namespace.',
    remedy_zh="改用另一个标识，或给两个文件不同的 targetNamespace。",
    remedy_en="Choose another id, or give the files different target namespaces.",
    severity="formal",
)

#: importType -> names that the root of such a file may have
ROOTS: Mapping[str, frozenset[str]] = {
    BPMN: frozenset({f"{{{BPMN}}}definitions"}),
    "http://www.w3.org/2001/XMLSchema": frozenset({"{http://www.w3.org/2001/XMLSchema}schema"}),
    "http://schemas.xmlsoap.org/wsdl/": frozenset({"{http://schemas.xmlsoap.org/wsdl/}definitions"}),
    "http://www.w3.org/TR/wsdl20/": frozenset({
        "{http://www.w3.org/ns/wsdl}description", "{http://www.w3.org/2006/01/wsdl}description",
    }),
    "http://www.w3.org/ns/wsdl": frozenset({"{http://www.w3.org/ns/wsdl}description"}),
}


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each import that leads nowhere, out of the folder or to something else."""
    document, files = subject.document, subject.known.files
    for element in document.root.findall(IMPORT):
        location = element.get("location") or ""
        where = place(location)
        if is_remote(location):
            yield REMOTE.fault(document, None, location=location)
        elif where is None:
            yield OUTSIDE.fault(document, None, location=location)
        elif files is not None and where not in files:
            yield MISSING.fault(document, None, location=location)
        elif files is not None:
            yield from _content(document, element, location, files[where])
    yield from _twice(document, files or {})


def _content(document: Document, element: Element, location: str, content: bytes) -> Iterator[Fault]:
    root, wanted = parsed(content), ROOTS.get((element.get("importType") or "").strip())
    if root is None or (wanted is not None and root.tag not in wanted):
        yield OTHER.fault(document, None, location=location, wanted=element.get("importType") or "XML")
    elif wanted is not None and root.get("targetNamespace") != element.get("namespace"):
        yield OTHER.fault(document, None, location=location, wanted=element.get("namespace") or "")


def _twice(document: Document, files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Ids that an imported file of the same namespace uses as well; the first use is this file's."""
    used = {document.root.get("targetNamespace"): Counter(_ids(document.root))}
    for where, content in files.items():
        root = parsed(content)
        if root is None or not str(root.tag).startswith(f"{{{BPMN}}}"):
            continue
        known = used.setdefault(root.get("targetNamespace"), Counter())
        for name in _ids(root):
            if name in known:
                yield TWICE.fault(document, name if name in document.elements else None, id=name, location=where)
        known.update(_ids(root))


def _ids(root: Element) -> Iterator[str]:
    for element in root.iter(f"{{{BPMN}}}*"):
        name = element.get("id")
        if name is not None:
            yield name
