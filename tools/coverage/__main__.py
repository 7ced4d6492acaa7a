"""Writes the coverage pages of `docs/`.

    python -m tools.coverage
"""

from __future__ import annotations

from tools.coverage import PAGES

for page in PAGES:
    page.path.write_text(page.text(), "utf-8")
