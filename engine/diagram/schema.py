"""The XML Schema of BPMN 2.0, compiled once. The OMG's files travel inside the SpiffWorkflow package as plain data."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import local

from lxml import etree

PLACE = "bpmn/parser/schema/BPMN20.xsd"

_kept = local()


def compiled() -> etree.XMLSchema:
    """The compiled schema, one a thread because it keeps the errors of its last use.

    Raises LookupError when the package that ships the files is not installed.
    """
    schema: etree.XMLSchema | None = getattr(_kept, "schema", None)
    if schema is None:
        schema = _kept.schema = etree.XMLSchema(etree.parse(str(path())))
    return schema


@cache
def path() -> Path:
    """Where BPMN20.xsd lies. Only the package's place is looked up; none of its code is run."""
    package = find_spec("SpiffWorkflow")
    for folder in (package.submodule_search_locations if package else None) or ():
        found = Path(folder, PLACE)
        if found.is_file():
            return found
    raise LookupError(f"the installed SpiffWorkflow package has no {PLACE}")
