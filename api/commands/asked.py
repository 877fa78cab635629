"""A list of companies that an analyst hands in: one CSV file, one row a company."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.errors import UsageError

#: Columns that may name a company, the surest first.
COLUMNS = ("domain", "company", "name")


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the input."""

    line: int
    text: str


def read_asked(path: Path, columns: Sequence[str] = COLUMNS) -> Iterator[Asked]:
    """Rows of the input by the first of ``columns`` that it has, empty ones left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        column = next((name for name in columns if name in (reader.fieldnames or ())), None)
        if column is None:
            wanted = " or ".join(f"'{name}'" for name in columns)
            raise UsageError(f"{path} has no column {wanted}; it has {reader.fieldnames or 'none'}")
        for row in reader:
            text = (row[column] or "").strip().removeprefix("'")
            if text:
                yield Asked(reader.line_num, text)
