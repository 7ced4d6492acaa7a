"""What a search finds: a kind of unsoundness, where it shows, and a path that leads there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: `deadlock`: a token waits for ever; `synchronisation`: two tokens on one way; `completion`: an end reached twice;
#: `dead`: can never happen; `loop`: goes round without ever waiting; `undecided`: too large, or not decidable here.
Kind = Literal["deadlock", "synchronisation", "completion", "dead", "loop", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding. `path`: ids of nodes and flows, in the order in which tokens pass them, the element last."""

    kind: Kind
    element_id: str
    path: tuple[str, ...] = ()
    #: deadlock: flows that bring no token; loop: nothing.
    flows: tuple[str, ...] = field(default=())
    #: loop: whether nothing in it can change what its conditions see.
    certain: bool = False
