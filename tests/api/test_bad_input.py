"""Bad input: a sentence that says what and where, the exit code of its kind, and nothing half-written."""

import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy

from data import case_files
from data.store import Store
from scoring import artefact
from tests.api.cli import Command

PASSAGE = {"id": "p1", "text": "Acme Bank uses Quillstone in production.", "subject": "Quillstone"}


def test_a_truncated_line_is_named_and_nothing_is_left(unfakeable: Command, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps(PASSAGE) + "\n" + json.dumps(PASSAGE)[:30], encoding="utf-8")
    said = unfakeable("extract", source, "-o", target)
    assert said.code == 2
    assert "line 2" in said.err and "truncated" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("family: deployment", "family: horoscope", "horoscope"),
        ("label: refuted", "label: perhaps", "perhaps"),
        ("name: Theranos, Inc.", "", "name"),
        ("signals:", "signals: [", "theranos.yaml"),
    ],
    ids=["unknown family", "unknown label", "no name", "broken YAML"],
)
def test_a_case_that_is_not_understood_is_named(
    unfakeable: Command, tmp_path: Path, old: str, new: str, says: str
) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    text = (case_files.FOLDER / "theranos.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "theranos.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    said = unfakeable("rank", folder, "-o", tmp_path / "out.csv")
    assert said.code == 2
    assert "theranos.yaml" in said.err and says in said.err
    assert not (tmp_path / "out.csv").exists()


def test_a_store_of_a_newer_schema_is_left_alone(unfakeable: Command, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    Store.open(url).close()
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = (tmp_path / "store.sqlite").read_bytes()
    said = unfakeable("score", "theranos.com", "--database", url)
    assert said.code == 4
    assert "newer" in said.err
    assert (tmp_path / "store.sqlite").read_bytes() == before


def test_a_missing_or_altered_model_is_refused(
    unfakeable: Command, tmp_path: Path, case_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "fakeability"
    shutil.copytree(artefact.FOLDER, copy)
    monkeypatch.setattr(artefact.read, "__defaults__", (copy,))
    booster = copy / "booster.txt"
    booster.write_text(booster.read_text(encoding="utf-8").replace("leaf_value=", "leaf_value=9 ", 1), encoding="utf-8")
    altered = unfakeable("score", "theranos.com", "--database", case_database)
    booster.unlink()
    missing = unfakeable("score", "theranos.com", "--database", case_database)
    for said in (altered, missing):
        assert said.code == 4
        assert "booster.txt" in said.err and "unfakeable train fakeability" in said.err


@pytest.mark.parametrize("kind", ["unreachable", "unknown", "no database"])
def test_a_store_that_cannot_be_opened_is_one_sentence_without_a_password(
    unfakeable: Command, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "notes.txt").write_text("not a database, whatever its name says\n" * 100, encoding="utf-8")
    url = {
        "unreachable": "postgresql://somebody:hunter2@127.0.0.1:9/none",
        "unknown": "oracle-of-delphi://somebody:hunter2@127.0.0.1/none",
        "no database": f"sqlite:///{tmp_path / 'notes.txt'}",
    }[kind]
    said = unfakeable("score", "theranos.com", "--database", url)
    assert said.code == 4
    assert said.err.count("\n") == 1
    assert "hunter2" not in said.err + said.out
