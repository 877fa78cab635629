"""``unfakeable run`` as its own process: equal files whatever happened before, and scores that can be added up."""

import csv
import math
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

#: Far above what a run needs; a run that is stuck must not hang the suite.
LIMIT_SECONDS = 240


def start(folder: Path) -> subprocess.Popen[str]:
    """One run with its store and its files in ``folder``."""
    command = [sys.executable, "-m", "api.cli", "run", "--out", str(folder / "out")]
    environment = {**os.environ, "UNFAKEABLE_DATABASE_URL": f"sqlite:///{folder / 'store.sqlite'}", "COLUMNS": "100"}
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def files(folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A run that nothing disturbed: its folder and what it said."""
    folder = tmp_path_factory.mktemp("whole")
    process = start(folder)
    out, err = process.communicate(timeout=LIMIT_SECONDS)
    assert process.returncode == 0, err
    return folder, out


def test_the_run_says_where_everything_is(whole: tuple[Path, str]) -> None:
    folder, said = whole
    assert "Theranos" in said and "Lumenwharf" in said
    assert "case file" in said and "insufficient" in said
    assert "unfakeable serve" in said
    names = set(files(folder))
    assert {"companies.csv", "signals.csv", "claims.csv", "evidence.csv", "memo.csv", "datapackage.json"} <= names
    assert {f"memos/{row['domain']}.html" for row in rows(folder, "companies")} <= names


def test_scores_are_the_sum_of_their_signals(whole: tuple[Path, str]) -> None:
    """What an analyst's SUMPRODUCT does: the terms in signals.csv give the score in companies.csv."""
    folder, _ = whole
    terms: dict[str, float] = defaultdict(float)
    for row in rows(folder, "signals"):
        terms[row["company_id"]] += float(row["log_term"] or 0)
    numbers = 0
    for row in rows(folder, "companies"):
        score = 100 * (1 - math.exp(terms[row["company_id"]])) * 0.8 ** int(row["refuters"])
        if row["score"] == "insufficient":
            assert row["score_low"] == row["score_high"] == ""
        else:
            numbers += 1
            assert math.isclose(float(row["score"]), score, abs_tol=1e-6)
    assert numbers >= 10


def test_ids_point_from_file_to_file(whole: tuple[Path, str]) -> None:
    folder, _ = whole
    companies = {row["company_id"] for row in rows(folder, "companies")}
    claims = {row["claim_id"] for row in rows(folder, "claims")}
    evidence = {row["evidence_id"] for row in rows(folder, "evidence")}
    signals = [row["signal_id"] for row in rows(folder, "signals")]
    assert len(signals) == len(set(signals))
    assert {row["company_id"] for row in rows(folder, "signals")} <= companies
    assert {row["claim_id"] for row in rows(folder, "evidence")} <= claims
    cited = {word for row in rows(folder, "memo") for word in row["evidence_ids"].split()}
    assert cited and cited <= evidence


def _store_is_there(folder: Path) -> bool:
    return (folder / "store.sqlite").exists()


def _some_files_are_there(folder: Path) -> bool:
    return (folder / "out" / "companies.csv").exists()


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_the_files_are_the_same(whole: tuple[Path, str], tmp_path: Path) -> None:
    moments: tuple[tuple[Callable[[Path], bool], float], ...] = (
        (_store_is_there, 0.0),
        (_store_is_there, 1.5),
        (_some_files_are_there, 0.0),
    )
    for reached, later in moments:
        process = start(tmp_path)
        deadline = time.monotonic() + LIMIT_SECONDS
        while not reached(tmp_path) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(later)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    process = start(tmp_path)
    _, err = process.communicate(timeout=LIMIT_SECONDS)
    assert process.returncode == 0, err
    left = files(tmp_path)
    assert not [name for name in left if name.endswith(".part")]
    assert left == files(whole[0])
