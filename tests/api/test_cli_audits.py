"""``score``, ``memo``, ``partnerships`` and ``batch``: answers from the store, and sentences where there is none."""

import csv
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.schemas import LedgerEntry
from data.case_files import FOLDER as CASES
from scoring.resumable import ResumableFiles
from scoring.tables import CELL_CHARS
from tests.api.cli import Command

#: What a step is worth, before its sentence.
POINTS = re.compile(r"(?:^|; )'?([+-]\d+\.\d) ")
ASKED = "domain,note\ntheranos.com,x\nnobody.example,\nsnowflake.com,\n"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_command_line_and_http_give_one_answer(unfakeable: Command, case_database: str, client: TestClient) -> None:
    said = unfakeable("score", "snowflake.com", "--as-of", "2020", "--json", "--database", case_database)
    assert said.code == 0
    body = client.get("/v1/companies/snowflake.com/score", params={"as_of": "2020-12-31"}).json()
    assert json.loads(said.out) == body


def test_a_score_is_read_as_a_sentence_and_a_table(unfakeable: Command, case_database: str) -> None:
    said = unfakeable("score", "theranos.com", "--as-of", "2014-06-30", "--database", case_database)
    assert said.code == 0
    assert "insufficient" in said.out
    assert "ask" in said.out


def test_a_memo_is_a_folder_of_files(unfakeable: Command, case_database: str, out: Path) -> None:
    said = unfakeable("memo", "theranos.com", "--out", out, "--as-of", "2018", "--database", case_database)
    assert said.code == 0, said.err
    names = {path.name for path in out.rglob("*") if path.is_file()}
    assert {"companies.csv", "signals.csv", "claims.csv", "evidence.csv", "memo.csv", "datapackage.json"} <= names
    assert any(name.endswith(".html") for name in names)


def test_the_ledger_shows_what_stands_in_brackets(unfakeable: Command, case_database: str) -> None:
    asked = ("partnerships", "theranos.com", "--database", case_database)
    lines = [line for entry in json.loads(unfakeable(*asked, "--json").out) for line in entry["shows"]]
    assert lines and unfakeable(*asked).out.count("half-life") == "".join(lines).count("half-life")


def test_the_ledger_has_two_columns(unfakeable: Command, case_database: str) -> None:
    said = unfakeable("partnerships", "klarna.com", "--json", "--database", case_database)
    entries = json.loads(said.out)
    assert entries and all(set(entry) == set(LedgerEntry.model_fields) for entry in entries)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("score", "nobody.example"), "run 'unfakeable crawl nobody.example' first"),
        (("score", "theranos.com", "--as-of", "yesterday"), "is not a date"),
        (("batch", "nowhere.csv", "--out", "never"), "does not exist"),
        (("rank", "nowhere"), "does not exist"),
        (("extract", "nowhere.jsonl"), "does not exist"),
        (("detect", "ghosts", "nowhere.csv"), "known are"),
        (("parse", "no_such_source", "nowhere.json"), "nowhere.json"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_wrong_question_gets_one_sentence_and_exit_2(
    unfakeable: Command,
    case_database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.setenv("UNFAKEABLE_DATABASE_URL", case_database)
    monkeypatch.chdir(tmp_path)
    said = unfakeable(*arguments)
    assert said.code == 2
    assert says in said.err
    assert said.err.count("\n") == 1 and said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_points_of_a_ranked_row_add_up(unfakeable: Command, out: Path) -> None:
    said = unfakeable("rank", CASES, "-o", out / "ranking.csv")
    assert said.code == 0, said.err
    rows = read(out / "ranking.csv")
    assert max(len(row["reasons"]) for row in rows) > CELL_CHARS
    for row in rows:
        points = [float(step) for step in POINTS.findall(row["reasons"])]
        assert sum(points) == pytest.approx(100 * float(row["fakeability"]), abs=0.05 * len(points) + 1e-3)


def test_a_batch_reports_bad_rows_and_goes_on(unfakeable: Command, case_database: str, out: Path) -> None:
    asked = out.parent / "asked.csv"
    asked.write_text(ASKED, encoding="utf-8")
    said = unfakeable("batch", asked, "--out", out, "--as-of", "2020", "--database", case_database)
    assert said.code == 0, said.err
    assert [row["domain"] for row in read(out / "companies.csv")] == ["theranos.com", "snowflake.com"]
    (problem,) = read(out / "problems.csv")
    assert (problem["line"], problem["asked"]) == ("3", "nobody.example")


def test_a_batch_is_equal_to_a_batch_that_was_stopped(unfakeable: Command, case_database: str, tmp_path: Path) -> None:
    asked = tmp_path / "asked.csv"
    asked.write_text(ASKED, encoding="utf-8")
    arguments = ("batch", asked, "--as-of", "2020", "--database", case_database, "--out")
    assert unfakeable(*arguments, tmp_path / "whole").code == 0
    add, calls = ResumableFiles.add, itertools.count()

    def add_until_the_third(*given: Any) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        add(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ResumableFiles, "add", add_until_the_third)
        assert unfakeable(*arguments, tmp_path / "stopped").code != 0
    assert not (tmp_path / "stopped" / "companies.csv").exists()
    assert unfakeable(*arguments, tmp_path / "stopped").code == 0
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (tmp_path / "stopped" / path.name).read_bytes(), path.name


def test_a_batch_without_a_known_column_names_what_it_has(
    unfakeable: Command, case_database: str, tmp_path: Path
) -> None:
    asked = tmp_path / "asked.csv"
    asked.write_text("website\ntheranos.com\n", encoding="utf-8")
    said = unfakeable("batch", asked, "--out", tmp_path / "out", "--database", case_database)
    assert said.code == 2
    assert "['website']" in said.err
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_said_before_any_work(
    unfakeable: Command, case_database: str, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    for arguments in (("memo", "theranos.com"), ("run",)):
        said = unfakeable(*arguments, "--out", taken / "memos", "--database", case_database)
        assert (said.code, said.out) == (2, "")
        assert "name another folder" in said.err
