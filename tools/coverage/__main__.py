"""Writes the coverage pages of `docs/`, and the end of every page of `docs/rules`.

    python -m tools.coverage
"""

from __future__ import annotations

from tools.coverage import PAGES, rules

for page in (*PAGES, *rules.PAGES):
    page.path.write_text(page.text(), "utf-8")
