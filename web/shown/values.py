"""How values look to people: dates as 2027年3月5日, money as 万元 with two places and in capital numerals."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.values import ZONE, dumps, from_utc
from web.words import Language, words

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "兆")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(value: datetime | date | str | None) -> datetime | date | None:
    """A stored UTC text, an ISO date or date-time, or a datetime as it is in the local zone; None stays None."""
    if isinstance(value, str):
        value = _parse(value)
    if isinstance(value, datetime):
        return value.astimezone(ZONE) if value.tzinfo else value.replace(tzinfo=ZONE)
    return value


def _parse(text: str) -> datetime | date | None:
    if not text:
        return None
    if text.endswith("Z") and "." in text:
        return from_utc(text)
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def day(value: datetime | date | str | None, language: Language) -> str:
    """`2027年3月5日` or `5 Mar 2027`; empty for None."""
    local = moment(value)
    if local is None:
        return ""
    if language == "zh":
        return f"{local.year}年{local.month}月{local.day}日"
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def time(value: datetime | str | None, language: Language) -> str:
    """The day with hours and minutes; only the day when there is no time in the value."""
    local = moment(value)
    clock = f" {local:%H:%M}" if isinstance(local, datetime) else ""
    return day(local, language) + clock


def money(value: Decimal | int | None, language: Language) -> str:
    """`1,234.50 万元`; the number is in 万元."""
    if value is None:
        return ""
    return words("ui.money", language, amount=f"{Decimal(value):,.2f}")


def capitals(value: Decimal | int | None) -> str:
    """The amount (万元) in capital numerals, down to 分: 12.5 -> 壹拾贰万伍仟元整. Empty for None."""
    if value is None or not 0 <= Decimal(value) < 10**12:
        return ""
    cents = int((Decimal(value) * 1_000_000).to_integral_value())
    yuan, rest = divmod(cents, 100)
    text = (_whole(yuan) + "元") if yuan or not rest else ""
    jiao, fen = divmod(rest, 10)
    if not rest:
        return text + "整"
    middle = _DIGITS[jiao] + "角" if jiao else ("零" if yuan else "")
    return text + middle + (_DIGITS[fen] + "分" if fen else "整")


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, rest = divmod(number, 10_000)
        groups.append(rest)
    out = ""
    for at in range(len(groups) - 1, -1, -1):
        if not groups[at]:
            continue
        gap = out and (groups[at] < 1000 or groups[at + 1] == 0)
        out += ("零" if gap else "") + _four(groups[at]) + _GROUPS[at]
    return out


def _four(number: int) -> str:
    out, gap = "", False
    for place, digit in zip(range(3, -1, -1), f"{number:04}", strict=True):
        if digit == "0":
            gap = bool(out)
            continue
        out += ("零" if gap else "") + _DIGITS[int(digit)] + _PLACES[place]
        gap = False
    return out


def size(octets: int) -> str:
    """`310 kB`, `1.2 MB`."""
    return f"{octets / 1_000_000:.1f} MB" if octets >= 1_000_000 else f"{max(1, round(octets / 1000))} kB"


def plain(value: Any, language: Language) -> str:
    """Any JSON value in one line for a table cell."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return words("ui.yes" if value else "ui.no", language)
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "、".join(value) or "—"
    return dumps(value)
