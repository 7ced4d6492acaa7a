"""The process that examines what a server was handed: its order on standard input, its answer on standard output."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

from engine.values import dumps, loads
from web.bounded.limits import Limits, Meter, applied


def main() -> int:
    """Read the order, examine within its limits, write the faults. 0; the parent explains every other end."""
    letter = BytesIO(sys.stdin.buffer.read())
    order = loads(letter.readline())
    try:
        with applied(Limits(**order["limits"]), _tell) as meter:
            answer = _faults(order, letter, meter)
    except MemoryError:
        _tell({"bound": "memory"})
        return 1
    _tell({"answer": answer})
    return 0


def _faults(order: dict[str, Any], letter: BytesIO, meter: Meter) -> list[dict[str, Any]]:
    # Imported here: what the engine takes counts as well, as it does for a command.
    deployment = importlib.import_module("engine.deployment")
    later = tuple((version, values) for version, values in order["known"].pop("later_values"))
    names = {name: frozenset(one) if isinstance(one, list) else one for name, one in order["known"].items()}
    files = [deployment.SourceFile(name=name, content=letter.read(size)) for name, size in order["files"]]
    known = deployment.Known(**names, later_values=later)
    return [asdict(fault) for fault in deployment.examine(
        files, profile=order["profile"], known=known, began=meter.began
    ).faults]


def _tell(told: Mapping[str, object]) -> None:
    os.write(sys.stdout.fileno(), dumps(told).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
