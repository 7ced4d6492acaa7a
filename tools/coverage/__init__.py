"""The coverage pages, one module a page."""

from __future__ import annotations

from tools.coverage import bpmn

PAGES = (bpmn.PAGE,)
