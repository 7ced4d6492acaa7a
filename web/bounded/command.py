"""A command that reads strangers' files, run in a fork of the command line: what it prints comes out when it is complete."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from types import ModuleType

from web.bounded import exhaustion
from web.bounded.child import forked
from web.bounded.limits import Limits, Meter
from web.console.failures import explain
from web.console.terminal import Terminal


def run(module: ModuleType, options: Namespace, terminal: Terminal) -> int:
    """The exit code of `module.run`, or of `module.exhausted` when its child reached a bound. Raises BadSetting."""
    limits = Limits.from_environment(terminal.environ)

    def work(meter: Meter) -> Callable[[], int]:
        return _done(module, options, terminal, meter)

    end = forked(work, limits)
    if end.bound is None:
        return end.code
    code: int = module.exhausted(options, exhaustion.faults(end, limits, options.files), terminal)
    return code


def _done(module: ModuleType, options: Namespace, terminal: Terminal, meter: Meter) -> Callable[[], int]:
    """Run the command into memory; delivering is what it would have printed, and its exit code."""
    out, err = StringIO(), StringIO()
    inner = replace(terminal, out=out, err=err, meter=meter)
    try:
        code: int = module.run(options, inner)
        failure = None
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - explained below, outside the bounds, where the log can be written
        failure = problem

    def deliver() -> int:
        for text, stream in ((out, terminal.out), (err, terminal.err)):
            stream.write(text.getvalue())
            stream.flush()
        return code if failure is None else explain(failure, terminal)

    return deliver
