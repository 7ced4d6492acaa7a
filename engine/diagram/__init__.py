"""Diagrams: from the bytes of a BPMN file to plain data, or to faults that say what is wrong and how to mend it."""

from engine.diagram.check import check, refused_by_zeebe
from engine.diagram.imports import gather as imported
from engine.diagram.known import Known
from engine.diagram.layout import lay_out
from engine.diagram.read import read

__all__ = ["Known", "check", "imported", "lay_out", "read", "refused_by_zeebe"]
