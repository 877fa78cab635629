"""Analysts' labels: what is taken up, what is set aside and why, and what a retraining says of it."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from data.case_files import CaseFile, CaseSignal, read_cases
from data.ids import content_id
from scoring.errors import TableError
from scoring.signals.build import CASE_SCHEME
from scoring.training.changes import Answer, changes, read_answers
from scoring.training.feedback import Feedback, read_feedback
from scoring.training.labels import is_core
from scoring.training.train import main


@pytest.fixture(scope="module")
def cases() -> list[CaseFile]:
    return read_cases()


@pytest.fixture(scope="module")
def unresolved(cases: list[CaseFile]) -> CaseSignal:
    return next(s for case in cases for s in case.signals if not is_core(s) and s.claim_kind != "forecast")


@pytest.fixture(scope="module")
def resolved(cases: list[CaseFile]) -> CaseSignal:
    return next(s for case in cases for s in case.signals if is_core(s) and s.outcome and s.outcome.label == "refuted")


def read(tmp_path: Path, cases: list[CaseFile], *rows: tuple[str, ...]) -> Feedback:
    path = tmp_path / "labels.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("signal_id", "label", "source", "resolved_on"), *rows])
    return read_feedback(path, cases)


def test_a_label_with_a_source_is_taken_up(tmp_path: Path, cases: list[CaseFile], unresolved: CaseSignal) -> None:
    told = read(tmp_path, cases, (unresolved.id, "refuted", "court docket 24-117", "2026-10-01"))
    assert told.quarantined == ()
    outcome = told.accepted[unresolved.id]
    assert (outcome.label, outcome.source_title, outcome.strength) == ("refuted", "court docket 24-117", "medium")
    after = {signal.id: signal for case in told.applied_to(cases) for signal in case.signals}
    assert after[unresolved.id].outcome == outcome


def test_our_own_signal_id_names_the_same_signal(tmp_path: Path, cases: list[CaseFile], unresolved: CaseSignal) -> None:
    case = next(case for case in cases if unresolved in case.signals)
    company = content_id("company", case.domain)
    ours = content_id("signal", company, unresolved.family, f"{CASE_SCHEME}{unresolved.id}")
    told = read(tmp_path, cases, (ours, "confirmed", "annual report 2026", "2026-10-01"))
    assert set(told.accepted) == {unresolved.id}


@pytest.mark.parametrize(
    ("label", "source", "day", "reason"),
    [
        ("fake", "court docket", "2026-10-01", "label must be one of"),
        ("refuted", "", "2026-10-01", "needs the source"),
        ("refuted", "Unfakeable memo of March", "2026-10-01", "our own answer"),
        ("refuted", "the model ranked it first", "2026-10-01", "our own answer"),
        ("refuted", "as_0123456789abcdef0123", "2026-10-01", "our own answer"),
        ("refuted", "court docket", "1990-01-01", "not before the claim"),
        ("refuted", "court docket", "soon", "must be a date"),
    ],
)
def test_what_is_set_aside(
    tmp_path: Path, cases: list[CaseFile], unresolved: CaseSignal, label: str, source: str, day: str, reason: str
) -> None:
    told = read(tmp_path, cases, (unresolved.id, label, source, day))
    assert told.accepted == {}
    assert reason in told.quarantined[0][1]


def test_conflicts_are_set_aside_on_both_sides(
    tmp_path: Path, cases: list[CaseFile], unresolved: CaseSignal, resolved: CaseSignal
) -> None:
    told = read(
        tmp_path,
        cases,
        (unresolved.id, "refuted", "court docket", "2026-10-01"),
        (unresolved.id, "confirmed", "annual report", "2026-10-02"),
        (resolved.id, "confirmed", "annual report", "2026-10-02"),
        ("nobody-1", "confirmed", "annual report", "2026-10-02"),
    )
    assert told.accepted == {}
    assert [given.line for given, _ in told.quarantined] == [2, 3, 4, 5]
    text = told.write_quarantine(tmp_path / "aside.csv").read_text(encoding="utf-8-sig")
    reasons = [row["reason"] for row in csv.DictReader(StringIO(text))]
    assert reasons[0] == reasons[1] == "the file holds different labels for this signal"
    assert reasons[2] == "the case file says refuted, on hard ground"
    assert reasons[3] == "no case file holds this signal"


def test_a_file_without_its_columns_is_one_clear_sentence(tmp_path: Path, cases: list[CaseFile]) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("signal,label\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"labels\.csv: the columns signal_id, source, resolved_on are missing"):
        read_feedback(path, cases)


def test_retraining_says_who_gained_and_who_lost(tmp_path: Path, unresolved: CaseSignal) -> None:
    folder, console = tmp_path / "model", Console(file=StringIO(), width=200)
    main(folder=folder, console=console)
    before = read_answers(folder)
    labels = tmp_path / "labels.csv"
    labels.write_text(
        f"signal_id,label,source,resolved_on\n{unresolved.id},refuted,court docket,2026-10-01\n"
        f"{unresolved.id}x,refuted,court docket,2026-10-01\n",
        encoding="utf-8",
    )
    main(labels, folder=folder, console=console)
    after, text = read_answers(folder), console.file.getvalue()  # type: ignore[attr-defined]
    assert {key[1] for key in after.keys() - before.keys()} == {unresolved.id}
    assert "1 labels taken up, 1 set aside" in text
    assert f"New signals: {unresolved.id}" in text
    assert (tmp_path / "labels.quarantine.csv").is_file()


def test_changes_are_judged_on_the_new_labels() -> None:
    last = {("a", "a-1", "annotated"): Answer(0, -1.0), ("b", "b-1", "annotated"): Answer(1, 1.0)}
    new = {("a", "a-1", "annotated"): Answer(1, 1.0), ("c", "c-1", "annotated"): Answer(1, 0.0)}
    (change,) = changes(last, new)
    assert change.company == "a" and change.moved < 0
