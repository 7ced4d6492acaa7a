"""Soundness: can every case come to an end, with every token where it belongs? Judged on the drawing alone.

Each scope (the process, every sub-process) is made into a net of steps and arcs (`net`, `scope`), shrunk by rules that
keep what matters (`shrink`), and searched state by state (`search`). Data is left out: every condition may turn out
either way. A scope that is larger than the bounds allow is said to be not decided, never to be sound.
"""

from engine.diagram.soundness.analysis import MOST_MOVES, analyse
from engine.diagram.soundness.problem import Problem
from engine.diagram.soundness.search import Budget

__all__ = ["MOST_MOVES", "Budget", "Problem", "analyse"]
