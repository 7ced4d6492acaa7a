"""Regular expressions of XPath (XML Schema part 2, appendix F) in the words of RE2, which DMN's string functions match with."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: Code points from one to another, both in; sets of them are sorted and do not touch.
Ranges = tuple[tuple[int, int], ...]

#: What XPath's escapes stand for inside a class. \i and \c begin and continue XML names.
_ESCAPES = {
    "d": r"\p{Nd}", "D": r"\P{Nd}", "w": r"\p{L}\p{M}\p{N}\p{S}", "W": r"\p{P}\p{Z}\p{C}",
    "s": r"\x20\t\n\r", "i": r"\p{L}\p{Nl}:_", "c": r"\p{L}\p{Nl}\p{Nd}\p{M}:_.\-\x{b7}",
}
#: Escapes that are the complement of another.
_NEGATED = {"S": "s", "I": "i", "C": "c"}
#: Blocks that people write; RE2 knows scripts and categories by name, but no blocks.
_BLOCKS = {
    "BasicLatin": (0x0, 0x7F), "Latin-1Supplement": (0x80, 0xFF), "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F), "Greek": (0x370, 0x3FF), "GreekandCoptic": (0x370, 0x3FF), "Cyrillic": (0x400, 0x4FF),
    "Hebrew": (0x590, 0x5FF), "Arabic": (0x600, 0x6FF), "Thai": (0xE00, 0xE7F), "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF), "NumberForms": (0x2150, 0x218F), "MathematicalOperators": (0x2200, 0x22FF),
    "EnclosedAlphanumerics": (0x2460, 0x24FF), "CJKSymbolsandPunctuation": (0x3000, 0x303F), "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF), "CJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF), "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF), "PrivateUse": (0xE000, 0xF8FF), "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
}
_PIECE = re.compile(r"\\[pP]\{[^}]*\}|\\.|.", re.DOTALL)
#: `\1` to `\9`.
BACK_REFERENCE = re.compile(r"\\[1-9]")
_MAX_NESTING = 20


def translated(pattern: str, flags: str) -> str:
    """The pattern for RE2. Raises ValueError for what neither XPath nor RE2 knows."""
    return "".join(pieces(pattern, flags))


def pieces(pattern: str, flags: str) -> Iterator[str]:
    """The pattern's classes, escapes and characters, one by one, in the words of RE2; back references as they are.

    Raises ValueError."""
    plain = _without_spaces(pattern) if "x" in flags else pattern
    at = 0
    while at < len(plain):
        if plain[at] == "[":
            piece, at = _class(plain, at)
            yield piece
        else:
            found = _PIECE.match(plain, at)
            text = found.group() if found else ""
            at += len(text)
            yield text if BACK_REFERENCE.fullmatch(text) else _outside(text, dot_all="s" in flags)


def _without_spaces(pattern: str) -> str:
    """White space means nothing under the flag x, except inside a class."""
    kept, depth, escaped = [], 0, False
    for character in pattern:
        if character in " \t\n\r" and depth == 0:
            continue
        depth += 0 if escaped else (character == "[") - (character == "]" and depth > 0)
        escaped = character == "\\" and not escaped
        kept.append(character)
    return "".join(kept)


def _outside(piece: str, *, dot_all: bool) -> str:
    """One piece that stands outside classes."""
    if piece == ".":
        return "." if dot_all else r"[^\n\r]"
    if len(piece) == 1:
        return piece
    if piece[1] in _NEGATED:
        return f"[^{_ESCAPES[_NEGATED[piece[1]]]}]"
    return f"[{_escape(piece)}]" if piece[1] in _ESCAPES or piece[1] in "pP" else _escape(piece)


def _escape(piece: str) -> str:
    """An escape as it stands inside a class. Raises ValueError."""
    letter = piece[1:2]
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter in ("p", "P"):
        return _category(piece)
    if letter in "nrt\\|.?*+(){}-[]^$":
        return piece
    raise ValueError(f"escape {piece}")


def _category(piece: str) -> str:
    name = piece[3:-1]
    if not name.startswith("Is"):
        return piece
    if name[2:] not in _BLOCKS:
        raise ValueError(f"block {name}")
    block = _BLOCKS[name[2:]]
    return _written(_complement((block,)) if piece[1] == "P" else (block,))


# -- classes -------------------------------------------------------------------------------------------------------


def _class(pattern: str, start: int) -> tuple[str, int]:
    """The class that begins at `start`, and where it ends. Sets are computed only where one is taken from another."""
    end = _end_of_class(pattern, start)
    inside = pattern[start + 1 : end]
    if "-[" not in re.sub(r"\\.", "..", inside) and not re.search(r"\\[SIC]", inside):
        body = _PIECE.sub(lambda found: _escape(found.group()) if len(found.group()) > 1 else found.group(), inside)
        return f"[{body.replace('[', chr(92) + '[')}]", end + 1
    return f"[{_written(_ranges(inside, 0))}]", end + 1


def _end_of_class(pattern: str, start: int) -> int:
    depth, at, after_minus = 0, start, False
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[" and (depth == 0 or after_minus):
            depth += 1
        elif pattern[at] == "]":
            depth -= 1
            if depth == 0:
                return at
        after_minus = pattern[at] == "-" and pattern[at - 1] != "\\"
        at += 1
    raise ValueError("a class has no end")


def _ranges(inside: str, depth: int) -> Ranges:
    """The characters of a class, without its brackets; `-[…]` at its end is taken away."""
    if depth > _MAX_NESTING:
        raise ValueError("classes stand too deep in each other")
    negated = inside.startswith("^")
    inside = inside[1:] if negated else inside
    taken: Ranges = ()
    if inside.endswith("]"):
        cut = _subtraction(inside)
        taken = _ranges(inside[cut + 2 : -1], depth + 1)
        inside = inside[:cut]
    found = _joined(_items(inside))
    return _common(_complement(found) if negated else found, _complement(taken))


def _subtraction(inside: str) -> int:
    """Where the `-[` of what is taken away stands. Raises ValueError."""
    at = 0
    while at < len(inside):
        if inside[at] == "\\":
            at += 1
        elif inside.startswith("-[", at):
            return at
        at += 1
    raise ValueError("a bracket too many in a class")


def _items(inside: str) -> Iterator[tuple[int, int]]:
    pieces = _PIECE.findall(inside)
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if at + 2 < len(pieces) and pieces[at + 1] == "-":
            low, high = _point(piece), _point(pieces[at + 2])
            if low > high:
                raise ValueError(f"range {piece}-{pieces[at + 2]}")
            yield low, high
            at += 3
            continue
        yield from _set(piece)
        at += 1


_CONTROLS = {"n": 10, "r": 13, "t": 9}


def _point(piece: str) -> int:
    """The code point of a character or of its escape. Raises ValueError."""
    if len(piece) == 1:
        return ord(piece)
    _escape(piece)
    if len(piece) > 2 or piece[1] in _ESCAPES or piece[1] in _NEGATED:
        raise ValueError(f"range with {piece}")
    return _CONTROLS.get(piece[1], ord(piece[1]))


def _set(piece: str) -> Ranges:
    """The characters of one piece of a class."""
    letter = piece[1:2]
    if letter in _NEGATED:
        return _complement(_set("\\" + _NEGATED[letter]))
    if letter in ("p", "P"):
        name = piece[3:-1]
        if name.startswith("Is"):
            _category(piece)
            found: Ranges = (_BLOCKS[name[2:]],)
        else:
            found = _of_category(name)
        return _complement(found) if letter == "P" else found
    if letter == "s":
        return ((9, 10), (13, 13), (32, 32))
    if letter in _ESCAPES:
        pieces = re.findall(r"\\([pP])\{(\w+)\}|\\?([:_.-])", _ESCAPES[letter])
        parts = [_set(f"\\{sign}{{{name}}}") if name else ((ord(plain), ord(plain)),) for sign, name, plain in pieces]
        return _joined(each for part in parts for each in part)
    point = _point(piece)
    return ((point, point),)


@lru_cache(maxsize=64)
def _of_category(name: str) -> Ranges:
    """All characters of a general category (L, Lu, …). Raises ValueError."""
    found = _joined(
        (point, point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)).startswith(name)
    )
    if not found:
        raise ValueError(f"category {name}")
    return found


def _joined(ranges: Iterator[tuple[int, int]] | Ranges) -> Ranges:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def _complement(ranges: Ranges) -> Ranges:
    bounds = [-1, *(bound for low, high in ranges for bound in (low, high)), sys.maxunicode + 1]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple((low + 1, high - 1) for low, high in pairs if low + 1 <= high - 1)


def _common(left: Ranges, right: Ranges) -> Ranges:
    return _complement(_joined((*_complement(left), *_complement(right))))


def _written(ranges: Ranges) -> str:
    """The set as the inside of a class of RE2. Raises ValueError for an empty one."""
    if not ranges:
        raise ValueError("a class of nothing")
    return "".join(rf"\x{{{low:x}}}-\x{{{high:x}}}" for low, high in ranges)
