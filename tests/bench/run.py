"""Run every benchmark: `run.py [NAME…]`. A benchmark is a file `bench_NAME.py` here whose `main()` prints its figures."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; 2 when there is none of that name."""
    sys.path.insert(0, str(HERE.parents[1]))
    benchmarks = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = set(names) - set(benchmarks)
    if unknown or not benchmarks:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(benchmarks) or 'none'}", file=sys.stderr)
        return 2
    for name in names or benchmarks:
        print(f"== {name}", flush=True)
        runpy.run_path(str(benchmarks[name]))["main"]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
