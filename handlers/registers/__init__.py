"""The ledgers that checks read and results change. Projections: they are rebuilt from the history."""

from handlers.registers.projection import clear, projector
from handlers.registers.reading import READS, Reader, reads, rows
from handlers.registers.register import Field, Register
from handlers.registers.tables import FLAGS, REGISTERS, STATES, metadata

__all__ = [
    "FLAGS", "READS", "REGISTERS", "STATES", "Field", "Reader", "Register", "clear", "metadata", "projector", "reads", "rows",
]
