"""Every order in which unknown bounds may stand to each other and to the values beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.decision.gaps.columns import Column
from engine.decision.gaps.conditions import Between, Constant, Symbol, Term, intervals_of
from engine.decision.gaps.kinds import KINDS
from engine.decision.gaps.lines import Line, fits
from engine.feel import Value

#: Orders that are tried; more are left undecided.
MAX_ORDERS = 120
MAX_SYMBOLS = 40
Order = Mapping[Symbol, Value]


class TooManyOrders(Exception):
    """There are more orders than anybody could be told of."""


def orders(columns: Sequence[Column]) -> list[Order]:
    """One example for each order of the columns' symbols: what each of them is worth. Raises TooManyOrders.

    An interval that a cell writes is taken at its word: its first bound is not the greater one.
    """
    symbols = sorted({symbol for column in columns for symbol in column.symbols}, key=lambda symbol: symbol.text)
    if len(symbols) > MAX_SYMBOLS:
        raise TooManyOrders
    limits = [
        interval for column in columns for condition in column.everything for interval in intervals_of(condition)
        if isinstance(interval.low, Symbol) or isinstance(interval.high, Symbol)
    ]
    found: list[Order] = [{}]
    for symbol in symbols:
        found = [wider for order in found for wider in _placed(symbol, order, columns) if _sound(wider, limits)]
        if len(found) > MAX_ORDERS:
            raise TooManyOrders
    return found


def _placed(symbol: Symbol, order: Order, columns: Sequence[Column]) -> Iterator[Order]:
    """The order with the symbol at each place that it may have."""
    used = [column for column in columns if symbol in column.symbols]
    kind = used[0].kind or ""
    if kind not in KINDS or any(column.kind != kind for column in used):
        return
    beside = [
        term.value if isinstance(term, Constant) else order.get(term)
        for column in used for term in column.terms
    ]
    line = Line(kind, tuple(sorted({value for value in beside if value is not None and fits(value, kind)})))
    for place in range(1, line.last + 1):
        value = line.example(place)
        if value is not None:
            yield {**order, symbol: value}


def _sound(order: Order, limits: Sequence[Between]) -> bool:
    """Whether every interval whose bounds are placed begins before it ends."""
    for limit in limits:
        low, high = _worth(limit.low, order), _worth(limit.high, order)
        if low is not None and high is not None and low > high:
            return False
    return True


def _worth(term: Term | None, order: Order) -> Value:
    return term.value if isinstance(term, Constant) else order.get(term) if term is not None else None
