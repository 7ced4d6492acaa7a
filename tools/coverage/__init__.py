"""The coverage pages, one module a page."""

from __future__ import annotations

from tools.coverage import bpmn, feel

PAGES = (bpmn.PAGE, feel.PAGE)
