"""A calendar file is taken as it is or refused with the line, the value and the remedy."""

from __future__ import annotations

from datetime import date

import pytest

from config.year_table import BadCalendar, parse_csv

HEAD = "date,kind,name\n"


def test_a_year_is_read() -> None:
    table = parse_csv("\ufeff" + HEAD + "2027-02-20,workday,春节\r\n\r\n2027-02-06,holiday,春节\r\n")
    assert table.year == 2027
    assert dict(table.days) == {date(2027, 2, 6): "holiday", date(2027, 2, 20): "workday"}


def test_the_order_of_rows_does_not_matter() -> None:
    rows = ["2027-02-20,workday,春节", "2027-02-06,holiday,春节"]
    assert parse_csv(HEAD + "\n".join(rows)) == parse_csv(HEAD + "\n".join(reversed(rows)))


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ("", 1, ""),
        ("day,kind,name\n", 1, "day,kind,name"),
        (HEAD, 2, ""),
        (HEAD + "2027-02-06,holiday", 2, "2027-02-06,holiday"),
        (HEAD + "2027-02-30,holiday,春节", 2, "2027-02-30"),
        (HEAD + "20270206,holiday,春节", 2, "20270206"),
        (HEAD + "1027-02-06,holiday,春节", 2, "1027-02-06"),
        (HEAD + "2027-02-06,rest,春节", 2, "rest"),
        (HEAD + "2027-02-06,holiday,", 2, ""),
        (HEAD + '2027-02-06,holiday,"春,节"', 2, "春,节"),
        (HEAD + '2027-02-06,holiday,"""春节"', 2, '"春节'),
        (HEAD + "2027-02-06,holiday,春\x07节", 2, "春\x07节"),
        (HEAD + "2027-02-06,holiday,春节\n2027-02-06,holiday,春节", 3, "2027-02-06"),
        (HEAD + "2027-02-06,holiday,春节\n2028-01-01,holiday,元旦", 3, "2028-01-01"),
        (HEAD + "2027-02-08,workday,春节", 2, "2027-02-08"),  # a Monday is a working day anyway
        (HEAD + '2027-02-06,holiday,"春节', 2, "unexpected end of data"),
    ],
)
def test_a_bad_row_is_named(text: str, line: int, value: str) -> None:
    with pytest.raises(BadCalendar) as refusal:
        parse_csv(text)
    assert (refusal.value.line, refusal.value.value) == (line, value)
    assert refusal.value.remedy in str(refusal.value)
