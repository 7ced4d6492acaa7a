"""Read the registers: single rows, rows by field, and the rows that a definition names for its expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from engine.errors import Invalid, NotFound
from engine.handler import Registers
from handlers.registers.register import Register
from handlers.registers.tables import REGISTERS

Row = Mapping[str, Any]


class Reader:
    """The read port on the registers over an open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, register: str, key: str) -> Row | None:
        """The row with that key, or None. Raises NotFound for an unknown register."""
        known = _register(register)
        query = known.table.select().where(known.table.c[known.key] == key)
        row = self._connection.execute(query).mappings().first()
        return dict(row) if row else None

    def find(self, register: str, **fields: Any) -> Sequence[Row]:
        """Rows whose fields equal the given values, ordered by key. Raises NotFound, and Invalid for an unknown field."""
        known = _register(register)
        unknown = sorted(set(fields) - set(known.by_name))
        if unknown:
            raise Invalid("register.unknown_field", register=register, fields=unknown, known=sorted(known.by_name))
        equal = [known.table.c[name] == value for name, value in fields.items()]
        query = known.table.select().where(*equal).order_by(known.table.c[known.key])
        return [dict(row) for row in self._connection.execute(query).mappings()]


def _register(name: str) -> Register:
    if name not in REGISTERS:
        raise NotFound("register.unknown", register=name, known=sorted(REGISTERS))
    return REGISTERS[name]


def rows(connection: Connection) -> dict[str, list[Row]]:
    """Every row of every register, ordered by key: for comparing a live state with a rebuilt one."""
    return {name: list(Reader(connection).find(name)) for name in REGISTERS}


def reads(registers: Registers, names: Sequence[str], business_key: str | None) -> dict[str, Row | None]:
    """The rows that a definition reads, by name: {"project": {…}, "unit": {…}}; None where there is none.

    The business key is the project number. Raises NotFound for a name that is not in `READS`.
    """
    for name in names:
        if name not in READS:
            raise NotFound("register.unknown_read", read=name, known=sorted(READS))
    return {name: READS[name](registers, business_key) if business_key else None for name in names}


def _project(registers: Registers, project_no: str) -> Row | None:
    return registers.get("project", project_no)


def _unit(registers: Registers, project_no: str) -> Row | None:
    project = registers.get("project", project_no)
    return registers.get("unit", project["unit_id"]) if project else None


def _filing(registers: Registers, project_no: str) -> Row | None:
    return registers.get("filing", project_no)


def latest(registers: Registers, register: str, project_no: str) -> Row | None:
    """The row with the highest round of a project in `reports`, `acceptances` or `rectifications`, or None."""
    return max(registers.find(register, project_no=project_no), key=lambda row: int(row["round"]), default=None)


def _newest(registers: Registers, register: str, project_no: str, field: str) -> Row | None:
    """The row of a project with the greatest value in a field; rows without a value come first."""
    rows = registers.find(register, project_no=project_no)
    return max(rows, key=lambda row: (row[field] is not None, row[field]), default=None)


READS: Mapping[str, Callable[[Registers, str], Row | None]] = {
    "project": _project,
    "unit": _unit,
    "filing": _filing,
    "report": lambda registers, project_no: latest(registers, "report", project_no),
    "acceptance": lambda registers, project_no: latest(registers, "acceptance", project_no),
    "rectification": lambda registers, project_no: latest(registers, "rectification", project_no),
    "review": lambda registers, project_no: latest(registers, "review", project_no),
    "budget_review": lambda registers, project_no: latest(registers, "budget_review", project_no),
    "reserve": lambda registers, project_no: _newest(registers, "reserve", project_no, "entered_on"),
    "plan_item": lambda registers, project_no: _newest(registers, "plan_item", project_no, "year"),
    "approval": lambda registers, project_no: _newest(registers, "approval", project_no, "approved_on"),
    "baseline": lambda registers, project_no: _newest(registers, "baseline", project_no, "version"),
}
