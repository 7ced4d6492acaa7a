"""A letter as plain data: what stands in it, whatever file it becomes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a title, columns and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The elements of an official letter (GB/T 9704-2012, 7): issuing organ, number, title, body, annexes, signature, day."""

    organ: str
    number: str
    title: str
    paragraphs: tuple[str, ...]
    signature: str
    #: As people read it: 2027年3月5日.
    day: str
    addressee: str = ""
    tables: tuple[Table, ...] = ()
    closing: str = ""
    annexes: tuple[str, ...] = ()
