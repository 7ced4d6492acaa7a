"""Rules as boxes (one set of places a column): which of them meet, and what none of them covers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from engine.decision.gaps.lines import Spans, intersection

#: A rule: its places, column by column. A set of rules is an int whose bit n stands for rule n.
Box = tuple[Spans, ...]
Rules = int

#: Bits that one column's sets of rules may take, and steps that the search for a gap may take: about two seconds.
MAX_BITS = 2_000_000_000
MAX_STEPS = 1_500_000


class TooLarge(Exception):
    """The table is too large for an exact answer."""


def members(rules: Rules) -> list[int]:
    """The numbers in a set of rules, in order."""
    return [number for number, bit in enumerate(reversed(f"{rules:b}")) if bit == "1"]


# -- overlaps ------------------------------------------------------------------------------------------------------


def meetings(boxes: Sequence[Box]) -> list[Rules]:
    """For each rule the later ones that share a point with it. Raises TooLarge."""
    found = [~0 << (number + 1) & ~(~0 << len(boxes)) for number in range(len(boxes))]
    for column in range(len(boxes[0]) if boxes else 0):
        spans = [box[column] for box in boxes]
        if len(set(spans)) == 1 and spans[0]:
            continue
        meeting = _meeting(spans)
        for number, own in enumerate(spans):
            found[number] &= meeting[own]
    return found


def _meeting(column: Sequence[Spans]) -> Mapping[Spans, Rules]:
    """For each set of places in the column, the rules whose places meet it."""
    rules: dict[Spans, Rules] = defaultdict(int)
    for number, spans in enumerate(column):
        rules[spans] |= 1 << number
    starts = sorted({start for spans in rules for start, _ in spans})
    if len(starts) * len(column) > MAX_BITS or sum(map(len, rules)) > MAX_STEPS:
        raise TooLarge
    at = {start: index for index, start in enumerate(starts)}
    beginning = _Unions(len(starts))
    for spans, those in rules.items():
        for start, _ in spans:
            beginning.add(at[start], those)
    running = dict(zip(starts, _running(rules, starts), strict=True))
    found: dict[Spans, Rules] = {}
    for spans in rules:
        found[spans] = 0
        for start, end in spans:
            found[spans] |= running[start] | beginning.among(at[start] + 1, bisect_right(starts, end))
    return found


def _running(rules: Mapping[Spans, Rules], starts: Sequence[int]) -> Iterator[Rules]:
    """The rules that hold at each of the starts."""
    toggles: dict[int, Rules] = defaultdict(int)
    for spans, those in rules.items():
        for start, end in spans:
            toggles[start] ^= those
            toggles[end + 1] ^= those
    state, wanted = 0, set(starts)
    for place in sorted(toggles):
        state ^= toggles[place]
        if place in wanted:
            yield state


class _Unions:
    """Sets of rules in a row, and the union of any stretch of them (a segment tree)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._nodes: list[Rules] = [0] * (2 * size)

    def add(self, at: int, rules: Rules) -> None:
        """Add rules at a place."""
        node = at + self._size
        while node:
            self._nodes[node] |= rules
            node //= 2

    def among(self, start: int, end: int) -> Rules:
        """The union from `start` up to but not with `end`."""
        found, left, right = 0, start + self._size, end + self._size
        while left < right:
            if left % 2:
                found |= self._nodes[left]
                left += 1
            if right % 2:
                right -= 1
                found |= self._nodes[right]
            left, right = left // 2, right // 2
        return found


# -- gaps ----------------------------------------------------------------------------------------------------------


def uncovered(boxes: Sequence[Box], domain: Box) -> Box | None:
    """A box within the domain that no rule touches, or None when there is none. Raises TooLarge."""
    search = _Search(boxes, domain)
    found = search.below(0, (1 << len(boxes)) - 1)
    if found is None:
        return None
    places = dict(zip(search.order, found, strict=False))
    return _widened(tuple(places.get(column, spans) for column, spans in enumerate(domain)), boxes, domain)


def _widened(gap: Box, boxes: Sequence[Box], domain: Box) -> Box:
    """The gap with columns that do not matter left open: people want to know what makes it."""
    for column, spans in enumerate(domain):
        wider = (*gap[:column], spans, *gap[column + 1 :])
        if not any(all(intersection(*both) for both in zip(wider, box, strict=True)) for box in boxes):
            gap = wider
    return gap


class _Search:
    """Cuts one column after the other into stretches in which the same rules hold; what is left over is a gap."""

    def __init__(self, boxes: Sequence[Box], domain: Box) -> None:
        self._boxes = boxes
        self._domain = domain
        busy = [sum(box[column] != spans for box in boxes) for column, spans in enumerate(domain)]
        #: Columns that most rules look at come first: then the remaining ones are often open to anything.
        self.order = sorted(range(len(domain)), key=lambda column: -busy[column])
        self._open = self._open_from()
        self._seen: set[tuple[int, Rules]] = set()
        self._steps = MAX_STEPS

    def _open_from(self) -> list[Rules]:
        """For each step the rules that take any value of this and all later columns."""
        opened = [(1 << len(self._boxes)) - 1]
        for column in reversed(self.order):
            here = 0
            for number, box in enumerate(self._boxes):
                here |= (_covers(box[column], self._domain[column]) << number)
            opened.append(opened[-1] & here)
        return opened[::-1]

    def below(self, depth: int, rules: Rules) -> list[Spans] | None:
        """Places in the columns from `depth` on that none of the rules covers; a list cut short where any place does."""
        if not rules:
            return []
        if rules & self._open[depth] or (depth, rules) in self._seen:
            return None
        self._seen.add((depth, rules))
        for held, spans in self._stretches(self.order[depth], rules).items():
            found = self.below(depth + 1, held)
            if found is not None:
                return [tuple(spans), *found]
        return None

    def _stretches(self, column: int, rules: Rules) -> dict[Rules, list[tuple[int, int]]]:
        """The rules that hold together in the column -> where, the fewest rules first."""
        inside = 1 << len(self._boxes)
        toggles: dict[int, Rules] = defaultdict(int)
        mine = members(rules)
        for bit, box in [(inside, self._domain), *((1 << number, self._boxes[number]) for number in mine)]:
            for start, end in box[column]:
                toggles[start] ^= bit
                toggles[end + 1] ^= bit
        self._steps -= len(self._boxes) // 20 + len(toggles) * (1 + len(self._boxes) // 1000)
        if self._steps < 0:
            raise TooLarge
        state, found = 0, defaultdict(list)
        for place, following in pairwise(sorted(toggles)):
            state ^= toggles[place]
            if state & inside:
                found[state ^ inside].append((place, following - 1))
        return dict(sorted(found.items(), key=lambda item: item[0].bit_count()))


def _covers(spans: Spans, domain: Spans) -> bool:
    """Whether the spans hold all of the domain."""
    at = 0
    for start, end in domain:
        while at < len(spans) and spans[at][1] < start:
            at += 1
        if at == len(spans) or spans[at][0] > start or spans[at][1] < end:
            return False
    return True
