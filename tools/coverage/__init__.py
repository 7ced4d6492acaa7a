"""The coverage pages, one module a page."""

from __future__ import annotations

from tools.coverage import bpmn, dmn, feel

PAGES = (bpmn.PAGE, dmn.PAGE, feel.PAGE)
