"""The files that people take away: columns with their meanings, and CSV that opens in a spreadsheet as it should.

UTF-8 with a byte order mark (a spreadsheet reads UTF-8 only with one), CRLF records, no newline inside a cell, ISO
dates, a point as decimal mark, empty means unknown, ids start with a letter, no cell can run as a formula (CWE-1236).
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

CELL_CHARS = 500  #: of a column that sets no limit of its own

#: What starts a formula in one spreadsheet or another, full-width variants included.
_FORMULA = re.compile("^[=+\\-@\t\r\x00\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its frictionless type, and what it says."""

    name: str
    type: str  #: string, number, integer, date
    meaning: str
    chars: int = CELL_CHARS  #: longer text is cut


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its name, what a row is, its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, name: str, row: str, lines: str) -> "Table":
        """A table from one line a column: ``name | type | meaning``, and ``| characters`` where it has a limit."""
        return cls(name, row, tuple(_column(*line.split("|")) for line in lines.strip().splitlines()))

    @property
    def header(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


def _column(name: str, kind: str, meaning: str, chars: str | int = CELL_CHARS) -> Column:
    return Column(name.strip(), kind.strip(), meaning.strip(), int(chars))


def cell(value: object, chars: int = CELL_CHARS) -> str:
    """One value as its cell. Numbers keep a point and at most ten significant digits; text is guarded and cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return guarded(str(value), chars)


def guarded(text: str, chars: int = CELL_CHARS) -> str:
    """Text that no spreadsheet runs.

    Newlines folded, cut to ``chars``, an apostrophe before a formula's first character.
    """
    folded = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", re.sub(r"\s*[\r\n\t]+\s*", " ", text)).strip()
    if len(folded) > chars:
        folded = folded[: chars - 1] + "…"
    if folded == "-":  # a lone dash is a dash
        return folded
    return "'" + folded if _FORMULA.match(text) or _FORMULA.match(folded) else folded


def csv_text(table: Table, rows: Iterable[Mapping[str, Any]]) -> str:
    """A table as CSV text without the byte order mark. A row with a key that is no column is a fault, never dropped."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.header)
    known = set(table.header)
    for row in rows:
        if unknown := row.keys() - known:
            raise KeyError(f"{table.name}: no column for {', '.join(sorted(unknown))}")
        writer.writerow([cell(row.get(column.name), column.chars) for column in table.columns])
    return out.getvalue()


def write_csv(folder: Path, table: Table, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write a table whole or not at all: beside its place first, then moved over it."""
    return write_text(folder / f"{table.name}.csv", "\ufeff" + csv_text(table, rows))


def write_text(path: Path, text: str) -> Path:
    """Write a file whole or not at all, newlines kept as given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    beside.replace(path)
    return path


def data_package(tables: Iterable[Table], version: Mapping[str, str]) -> str:
    """The data dictionary as a frictionless ``datapackage.json``."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "encoding": "utf-8",
            "description": table.row,
            "schema": {
                "fields": [
                    {"name": column.name, "type": column.type, "description": column.meaning}
                    for column in table.columns
                ],
                "missingValues": [""],
            },
        }
        for table in tables
    ]
    package = {"name": "unfakeable-memo", "title": "Unfakeable memo files", **version, "resources": resources}
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"
