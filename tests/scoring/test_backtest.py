"""The walk through time and the bench: on a few cases and few rows, for what they say and not for how fast."""

from io import StringIO

import pytest
from rich.console import Console

from data.case_files import read_cases
from scoring.errors import ModelError
from scoring.training import bench
from scoring.training.backtest import Verdict, Walk, show, walk


@pytest.fixture(scope="module")
def walked() -> tuple[list[Walk], list[Verdict]]:
    return walk(read_cases()[1::3])


def test_false_claims_stood_out_before_their_outcome_was_known(walked: tuple[list[Walk], list[Verdict]]) -> None:
    walks, _ = walked
    false = [item.on_the_eve for item in walks if item.false]
    true = [item.on_the_eve for item in walks if not item.false]
    assert sum(false) / len(false) > 0.5 > sum(true) / len(true)


def test_a_refuted_companys_score_falls(walked: tuple[list[Walk], list[Verdict]]) -> None:
    numbers = [(v.before, v.after) for v in walked[1] if v.refuted and v.before is not None and v.after is not None]
    assert numbers and all(after < before for before, after in numbers)
    assert len({verdict.company for verdict in walked[1]}) == len(walked[1])


def test_the_walk_is_printed(walked: tuple[list[Walk], list[Verdict]]) -> None:
    console = Console(file=StringIO(), width=160)
    show(*walked, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "on the eve" in text and "with a refuted claim" in text


def test_too_few_cases_are_one_clear_sentence() -> None:
    with pytest.raises(ModelError, match="too few labelled signals"):
        walk(read_cases()[:4])


def test_the_bench_prints_both_ratios() -> None:
    console = Console(file=StringIO(), width=160)
    bench.main(assessed=2_000, explained=200, console=console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "assess" in text and "explain" in text and "ratio" in text
