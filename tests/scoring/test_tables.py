"""Files for people: they open in a spreadsheet as they should, and nothing in them can run."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.words import Label
from scoring.tables import CELL_CHARS, Column, Table, cell, csv_text

TABLE = Table("things", "one thing", (Column("name", "string", "its name"), Column("size", "number", "its size")))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),  # unknown is empty, never zero
        (0, "0"),
        (-3.5, "-3.5"),  # a true negative number is left alone
        (1_000_000.0, "1000000"),
        (date(2026, 1, 31), "2026-01-31"),
        (Label.VERIFIED, "VERIFIED"),
        (True, "true"),
        ("=1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("+49 30 1", "'+49 30 1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝HYPERLINK", "'＝HYPERLINK"),
        ("-", "-"),
        ("a\r\nb", "a b"),
    ],
)
def test_cells(value: object, expected: str) -> None:
    assert cell(value) == expected


@given(st.text())
def test_no_text_can_run_or_break_a_row(text: str) -> None:
    made = cell(text)
    assert not made or made == "-" or made[0] not in "=+-@\t\r\x00＝＋－＠"
    assert "\n" not in made and "\r" not in made
    assert len(made) <= CELL_CHARS + 1


@given(st.lists(st.tuples(st.text(), st.floats(allow_nan=False, allow_infinity=False)), max_size=5))
def test_every_row_reads_back_as_one_record(rows: list[tuple[str, float]]) -> None:
    text = csv_text(TABLE, ({"name": name, "size": size} for name, size in rows))
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["name", "size"]
    assert len(read) == len(rows) + 1
    assert all(len(record) == 2 for record in read)


def test_a_key_without_a_column_is_loud() -> None:
    with pytest.raises(KeyError, match="no column for colour"):
        csv_text(TABLE, [{"name": "a", "colour": "red"}])
