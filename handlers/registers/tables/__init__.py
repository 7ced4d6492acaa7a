"""The registers, as literal tables: one module a part of the regulation's ledger."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.registers.register import Register
from handlers.registers.tables import acceptances, approvals, city, data, planning, projects
from handlers.registers.tables.fields import FLAGS, STATES, metadata

__all__ = ["FLAGS", "REGISTERS", "STATES", "metadata"]

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for part in (city, projects, planning, data, approvals, acceptances)
    for register in part.ALL
}
