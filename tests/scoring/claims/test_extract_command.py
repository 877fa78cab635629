"""`unfakeable extract`: a line in, a line out; a truncated file stops with its line and leaves nothing behind."""

import json

import pytest

from tests.api.cli import command_line

LINE = json.dumps(
    {"id": "a", "text": "Halyard Mutual has deployed Lumenwharf across its claims operation.", "subject": "Lumenwharf"}
)


@pytest.fixture
def unfakeable(monkeypatch, capsys):
    return command_line(monkeypatch, capsys)


def test_every_passage_gives_one_line_with_spans_into_its_text(unfakeable, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([LINE, json.dumps({"id": "b", "text": ""})]), encoding="utf-8")
    said = unfakeable("extract", source, "-o", target)
    assert said.code == 0 and "passages: 2; claims: 1" in said.err
    first, second = (json.loads(line) for line in target.read_text(encoding="utf-8").splitlines())
    assert (first["id"], second) == ("a", {"id": "b", "claims": [], "unread": []})
    (claim,) = first["claims"]
    assert json.loads(LINE)["text"][claim["start"] : claim["end"]] == claim["span"]
    assert claim["kind"] == "deployment" and claim["counterparty"] == "Halyard Mutual"


@pytest.mark.parametrize("whole", [1, 70])
def test_a_truncated_line_is_named_and_nothing_stays_half_written(unfakeable, tmp_path, whole):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([LINE] * whole + [LINE[:40]]), encoding="utf-8")
    said = unfakeable("extract", source, "-o", target)
    assert said.code == 2
    assert f"line {whole + 1}" in said.err and "truncated" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_an_older_result_survives_a_failed_run(unfakeable, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    target.write_text("older\n", encoding="utf-8")
    source.write_text('{"id": "a"}\n', encoding="utf-8")
    assert unfakeable("extract", source, "-o", target).code == 2
    assert target.read_text(encoding="utf-8") == "older\n"
