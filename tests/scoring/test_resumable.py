"""Memo files that survive a kill at any byte: the same files as in one go, no row twice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.resumable import JOURNAL, ResumableFiles
from scoring.tables import Column, Table

TABLES = (
    Table("a", "a row", (Column("n", "integer", "a number"), Column("text", "string", "words"))),
    Table("b", "a row", (Column("n", "integer", "a number"),)),
)


def _write(folder: Path, upto: int, total: int = 6) -> ResumableFiles:
    files = ResumableFiles(folder, TABLES, "key")
    for position in range(total):
        if position not in files.done and position < upto:
            files.add(position, "done", {"a": [{"n": position, "text": "é" * position}], "b": [{"n": position}] * 2})
    return files


def _finished(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in _write(folder, 6).finish()}


@given(
    kills=st.lists(st.tuples(st.integers(0, 6), st.binary(max_size=40), st.booleans()), min_size=1, max_size=3),
)
def test_a_run_killed_again_and_again_ends_in_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, kills: list[tuple[int, bytes, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    whole = _finished(folder / "whole")
    for done, torn, half in kills:
        _write(folder / "killed", done)
        # What a kill leaves: bytes of a row behind the journaled size, perhaps half a line of the journal.
        with (folder / "killed" / "a.csv.part").open("ab") as file:
            file.write(torn)
        if half:
            with (folder / "killed" / JOURNAL).open("ab") as file:
                file.write(b'{"position": 5, "outc')
    assert _finished(folder / "killed") == whole


def test_another_key_begins_afresh(tmp_path: Path) -> None:
    _write(tmp_path, 3)
    assert ResumableFiles(tmp_path, TABLES, "another").done == {}
