"""Files that strangers hand in are examined in a process of their own, before the server itself reads them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from engine.deployment import Known, Profile, SourceFile
from engine.model import Fault
from engine.values import dumps
from web.bounded import exhaustion
from web.bounded.child import ended
from web.bounded.limits import Limits

#: What the examiner learns of the server's environment: how to find modules, and no secret.
ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONUTF8", "LANG", "LC_ALL")


def examine(files: Sequence[SourceFile], *, profile: Profile, known: Known, limits: Limits) -> list[Fault]:
    """As `deployment.examine`, in a new process, so that a server with threads may ask: every fault, or the bound reached."""
    order = {
        "profile": profile, "files": [[file.name, len(file.content)] for file in files],
        "limits": {name: Decimal(str(bound)) for name, bound in asdict(limits).items()},
        "known": {name: sorted(one) if isinstance(one, frozenset) else one for name, one in asdict(known).items()},
    }
    letter = b"\n".join((dumps(order).encode(), b"".join(file.content for file in files)))
    answer, code, late = _ask(letter, limits.wait * (len(files) + 1))
    end = ended(answer.splitlines(), code, late=late)
    if end.bound is not None:
        return exhaustion.faults(end, limits, [file.name for file in files])
    return [_fault(body) for body in end.answer]


def _ask(letter: bytes, patience: float) -> tuple[bytes, int, bool]:
    """What the examiner writes, its exit code, and whether it was stopped for want of an answer."""
    command = [sys.executable, "-P", "-m", "web.bounded.examiner"]
    environ = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ
    ) as child:
        try:
            return child.communicate(letter, timeout=patience)[0], child.returncode, False
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0], child.returncode, True


def _fault(body: dict[str, Any]) -> Fault:
    return Fault(**{**body, "path": tuple(body["path"])})
