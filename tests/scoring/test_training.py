"""Training and judging: byte-equal, honest splits, and figures that the shipped card repeats."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from data.case_files import CaseFile, read_cases
from scoring import artefact
from scoring.errors import ModelError
from scoring.fakeability import FakeabilityModel
from scoring.training import card, data_sheet, measures
from scoring.training.evaluate import targets
from scoring.training.fit import LEAST_FILLED, balance, fit, fit_uncalibrated, out_of_company, supported
from scoring.training.labels import Labelled, labelled, stacked
from scoring.training.rivals import RIVALS
from scoring.training.train import build, main


@pytest.fixture(scope="module")
def cases() -> list[CaseFile]:
    return read_cases()


@pytest.fixture(scope="module")
def rows(cases: list[CaseFile]) -> Labelled:
    return labelled(cases)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    main(folder=folder)
    return folder


def test_training_twice_gives_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    main(folder=tmp_path)
    for name in (artefact.BOOSTER, artefact.REFITS, artefact.ROWS, artefact.SIDECAR):
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes()


def test_the_shipped_model_is_the_one_that_the_cases_give(trained: Path, rows: Labelled) -> None:
    shipped, anew = FakeabilityModel.load(), FakeabilityModel(artefact.read(trained))
    # Bytes are promised on one machine; another's arithmetic may turn a tie between two equal splits.
    assert shipped.score_matrix(rows.columns) == pytest.approx(anew.score_matrix(rows.columns), abs=0.02)


def test_the_shipped_figures_are_of_the_shipped_model_and_meet_their_targets() -> None:
    metrics = json.loads((artefact.FOLDER / card.METRICS).read_text(encoding="utf-8"))
    held = artefact.read()
    assert metrics["model"] == held.hash
    assert [row for row in targets(metrics) if not row.met] == []
    assert (artefact.FOLDER / card.CARD).read_text(encoding="utf-8") == card.render(metrics, held)


def test_the_data_sheet_counts_the_cases(cases: list[CaseFile], rows: Labelled) -> None:
    told = data_sheet.render(cases)
    assert (artefact.FOLDER / data_sheet.SHEET).read_text(encoding="utf-8") == told
    assert f"; {len(rows)} of them are trained on" in told


def test_the_card_is_shown_only_beside_its_own_model(tmp_path: Path) -> None:
    console = Console(file=StringIO(), width=160)
    card.show(console=console)
    assert artefact.read().hash in console.file.getvalue()  # type: ignore[attr-defined]
    main(folder=tmp_path, console=console)
    with pytest.raises(ModelError, match="unfakeable evaluate fakeability"):
        card.show(tmp_path, console)
    (tmp_path / card.METRICS).write_text('{"model": "another"}', encoding="utf-8")
    with pytest.raises(ModelError, match="another model"):
        card.show(tmp_path, console)


def test_the_core_set_is_resolved_seen_strong_and_neither_forecast_nor_self_proving(rows: Labelled) -> None:
    for signal in rows.signals:
        assert signal.outcome is not None and signal.outcome.seen
        assert signal.outcome.strength in ("hard", "medium")
        assert signal.claim_kind != "forecast" and not signal.in_verifying_document


def test_a_thin_feature_stays_out_of_the_booster(rows: Labelled) -> None:
    used = supported(rows)
    filled = (~np.isnan(rows.columns) & (rows.columns != 0)).sum(axis=0)
    assert used == list(np.flatnonzero(filled >= LEAST_FILLED))


def test_no_row_is_judged_by_a_fit_that_saw_its_company(rows: Labelled) -> None:
    def spy(train: Labelled) -> object:
        def score(test: Labelled) -> np.ndarray:
            assert not set(train.company) & set(test.company)
            return np.zeros(len(test))

        return score

    out_of_company(rows, spy)  # type: ignore[arg-type]
    out_of_company(rows, spy, folds=7)  # type: ignore[arg-type]


def test_the_ranker_beats_rules_and_keeps_the_order_inside_companies(cases: list[CaseFile], rows: Labelled) -> None:
    derived = labelled(cases, annotated=False)
    score = out_of_company(stacked([rows, derived]), fit_uncalibrated)[len(rows) :]
    rules = out_of_company(derived, RIVALS["rule table"])
    assert measures.auroc(derived.label, score) >= max(0.90, measures.auroc(derived.label, rules))
    right, total = measures.pairs(derived.label, score, derived.company)
    assert right >= total - 1


def test_weights_balance_the_labels() -> None:
    label = np.array([1, 0, 0, 0])
    weight = balance(label)
    assert weight[label == 1].sum() == pytest.approx(weight[label == 0].sum())
    assert weight.sum() == pytest.approx(len(label))


def test_measures_on_figures_reckoned_by_hand() -> None:
    label, score = np.array([1, 0, 1, 0]), np.array([2.0, 1.0, 1.0, -1.0])
    assert measures.auroc(label, score) == pytest.approx(3.5 / 4)
    company = np.array(["a", "a", "b", "b"])
    assert measures.pairs(label, score, company) == (2, 2)
    assert measures.pairs(label, np.zeros(4), company) == (0, 2)
    assert measures.brier(label, np.zeros(4)) == pytest.approx(0.25)
    assert measures.log_loss(label, np.zeros(4)) == pytest.approx(np.log(2))


def test_calibration_finds_the_slope_that_made_the_labels() -> None:
    rng = np.random.default_rng(7)
    score = rng.normal(size=4_000)
    label = (rng.random(4_000) < 1 / (1 + np.exp(-(0.5 * score + 0.3)))).astype(np.int64)
    slope, intercept = measures.calibration(label, score)
    assert slope == pytest.approx(0.5, abs=0.1) and intercept == pytest.approx(0.3, abs=0.1)


def test_label_sets_cover_what_they_promise() -> None:
    rng = np.random.default_rng(7)
    score = rng.normal(scale=2, size=600)
    label = (rng.random(600) < 1 / (1 + np.exp(-score))).astype(np.int64)
    company = np.array([f"c{i % 60:02d}" for i in range(600)])
    assert measures.label_sets(label, score, company).coverage == pytest.approx(1 - measures.ALPHA, abs=0.05)


def test_refits_differ_and_the_booster_reads_no_thin_column(rows: Labelled) -> None:
    held = build(rows, fit(rows), "digest", refits=2)
    assert held.refits[0].model_to_string() != held.refits[1].model_to_string()
    assert held.booster.num_feature() == len(held.constants.booster_features)
