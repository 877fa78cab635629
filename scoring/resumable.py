"""Memo files that grow a company at a time and survive a kill: a journal says how far each file is whole.

Every file is appended to as ``<name>.csv.part``; after each company one line of ``progress.jsonl`` holds the sizes
that are whole. Starting again cuts each part back to the last journaled size and skips what is done. When all is done
the parts take their names and the journal goes.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scoring.tables import Table, csv_text, write_text

JOURNAL = "progress.jsonl"


class ResumableFiles:
    """Memo files under construction in one folder, for one input and one version of everything that judges."""

    def __init__(self, folder: Path, tables: Iterable[Table], key: str) -> None:
        """Take up what stands in ``folder`` under the same ``key``, else begin afresh."""
        self.folder = folder
        self.tables = {table.name: table for table in tables}
        self.done: dict[int, str] = {}  #: position -> what became of it
        folder.mkdir(parents=True, exist_ok=True)
        sizes = self._take_up(key)
        if sizes is None:
            self._begin(key)
        else:
            for name, size in sizes.items():
                os.truncate(self._part(name), size)

    def add(self, position: int, outcome: str, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
        """Append one company's rows to every file, then journal that they are whole."""
        for name, given in rows.items():
            text = csv_text(self.tables[name], given).split("\r\n", 1)[1]
            with self._part(name).open("a", encoding="utf-8", newline="") as file:
                file.write(text)
        self._journal({"position": position, "outcome": outcome, "sizes": self._sizes()})
        self.done[position] = outcome

    def finish(self) -> list[Path]:
        """Give every file its name. The files are as if they had been written in one go."""
        paths = []
        for name in self.tables:
            path = self.folder / f"{name}.csv"
            self._part(name).replace(path)
            paths.append(path)
        (self.folder / JOURNAL).unlink()
        return paths

    def _begin(self, key: str) -> None:
        for table in self.tables.values():
            with self._part(table.name).open("w", encoding="utf-8", newline="") as file:
                file.write("\ufeff" + csv_text(table, ()))
        (self.folder / JOURNAL).write_text("", encoding="utf-8")
        self._journal({"key": key, "sizes": self._sizes()})

    def _take_up(self, key: str) -> dict[str, int] | None:
        """Sizes that are whole, or None where there is nothing of this key to take up."""
        try:
            lines = (self.folder / JOURNAL).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return None
        entries = [entry for entry in map(_entry, lines) if entry is not None]
        if not entries or entries[0].get("key") != key or not all(self._part(name).exists() for name in self.tables):
            return None
        # A line that a kill cut short must not run into the next one that is appended.
        write_text(self.folder / JOURNAL, "".join(json.dumps(entry) + "\n" for entry in entries))
        self.done = {entry["position"]: entry["outcome"] for entry in entries[1:]}
        sizes: dict[str, int] = entries[-1]["sizes"]
        return sizes

    def _journal(self, entry: Mapping[str, Any]) -> None:
        with (self.folder / JOURNAL).open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _sizes(self) -> dict[str, int]:
        return {name: self._part(name).stat().st_size for name in self.tables}

    def _part(self, name: str) -> Path:
        return self.folder / f"{name}.csv.part"


def _entry(line: str) -> dict[str, Any] | None:
    """One journal line; a last line that a kill cut short is as if it had not been written."""
    try:
        entry: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError:
        return None
    return entry
