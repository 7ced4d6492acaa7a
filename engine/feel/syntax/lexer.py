"""FEEL text into tokens. Names with spaces are put together by the parser, which knows the names in scope."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from engine.feel.problems import FeelSyntaxError

#: Characters of one expression; the XML around it may be larger.
MAX_TEXT = 100_000

KEYWORDS = frozenset({
    "and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "instance",
    "function", "external", "true", "false", "null",
})

_TOKEN = re.compile(
    r"""
    (?P<space>(?:\s|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)+)
  | (?P<open_comment>/\*)
  | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<name>(?:[^\W\d]|[?\U00010000-\U000EFFFF])[\w?\u00b7\u203f\u2040\U00010000-\U000EFFFF]*)
  | (?P<operator>\*\*|\.\.|->|<=|>=|!=|[-+*/=<>()\[\]{},.:@])
    """,
    re.VERBOSE | re.DOTALL,
)

#: What a Chinese keyboard or a word processor types, and the FEEL that was meant. Full-width ASCII is 0xFEE0 further on.
LOOK_ALIKES = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2018": '"', "\u2019": '"', "'": '"', "\u300c": '"', "\u300d": '"',
    "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "/", "\u2212": "-", "\u2013": "-",
    "\u2014": "-", "\u3001": ",", "\u3002": ".", "\u3010": "[", "\u3011": "]", "\u2026": "..", ";": ",", "&": "and",
    "|": "or", "!": "not(\u2026)",
}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is number, string, name, keyword, operator or end; `text` as written; `position` its offset."""

    kind: str
    text: str
    position: int


def tokenize(text: str, whole: Collection[str] = ()) -> list[Token]:
    """The tokens of `text`, the last one of kind `end`; `whole` are names that hold characters FEEL could not read.

    Raises FeelSyntaxError.
    """
    if len(text) > MAX_TEXT:
        raise FeelSyntaxError("feel.too_long", position=MAX_TEXT, length=len(text), limit=MAX_TEXT)
    longest_first = sorted(whole, key=len, reverse=True)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        token = _whole(text, position, longest_first) or _token(text, position)
        position += len(token.text)
        if token.kind != "space":
            tokens.append(token)
    tokens.append(Token("end", "", len(text)))
    return tokens


def _whole(text: str, position: int, names: list[str]) -> Token | None:
    for name in names:
        if text.startswith(name, position):
            return Token("name", name, position)
    return None


def _token(text: str, position: int) -> Token:
    match = _TOKEN.match(text, position)
    if match is None or match.lastgroup == "open_comment":
        raise _unreadable(text, position)
    piece = match.group()
    return Token("keyword" if piece in KEYWORDS else str(match.lastgroup), piece, position)


def _unreadable(text: str, position: int) -> FeelSyntaxError:
    found = text[position]
    if found in LOOK_ALIKES:
        return FeelSyntaxError("feel.look_alike", position=position, found=found, expected=LOOK_ALIKES[found])
    if found == "/":
        return FeelSyntaxError("feel.open_comment", position=position)
    if found == '"':
        return FeelSyntaxError("feel.open_string", position=position)
    return FeelSyntaxError("feel.character", position=position, found=found)


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def unescape(token: Token) -> str:
    """The text that a string token stands for. Raises FeelSyntaxError for an escape that means no character."""
    body = token.text[1:-1]
    if "\\" not in body:
        return body

    def character(match: re.Match[str]) -> str:
        if match[3] is None:
            return _character(int(match[1] or match[2], 16), token)
        # A backslash that escapes nothing stays: FEEL patterns are written "\s" as well as "\\s".
        return _PLAIN.get(match[3], match[0])

    # Two \uXXXX may be the halves of one character (a surrogate pair).
    joined = _ESCAPE.sub(character, body)
    try:
        return joined.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise FeelSyntaxError("feel.escape", position=token.position, found=token.text) from None


def _character(code: int, token: Token) -> str:
    if code > 0x10FFFF:
        raise FeelSyntaxError("feel.escape", position=token.position, found=token.text)
    return chr(code)
