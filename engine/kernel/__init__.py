"""The only door to SpiffWorkflow: diagrams played as BPMN says, by facts."""

from engine.kernel.codec import Snapshot
from engine.kernel.definition import Definition
from engine.kernel.game import Due, Environment
from engine.kernel.kernel import FACTS, Kernel
from engine.kernel.specs import PLAYED

__all__ = ["FACTS", "PLAYED", "Definition", "Due", "Environment", "Kernel", "Snapshot"]
