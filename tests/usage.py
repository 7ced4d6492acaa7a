"""What a command costs, measured from a small process: a child's peak memory begins with that of the process it was forked from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Runs its arguments, passes their output on, and says at the end of stderr what they used.
_WATCH = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.flush()
print("\\n" + json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss]), file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A command that has ended: exit code, output, processor seconds and peak memory (kB), its children included."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    kilobytes: int


def measured(command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> Measured:
    """Run a command to its end."""
    watch = [sys.executable, "-S", "-c", _WATCH, *command]
    done = subprocess.run(watch, capture_output=True, env=env, cwd=cwd, timeout=120, check=True)
    err, _, told = done.stderr.rstrip(b"\n").rpartition(b"\n")
    code, seconds, kilobytes = json.loads(told)
    return Measured(code=code, out=done.stdout, err=err.rstrip(b"\n"), seconds=seconds, kilobytes=kilobytes)
