"""Training: the same bytes twice, artefacts that say when they were altered, a corpus without faults."""

import io

import numpy as np
import pytest
from rich.console import Console

from scoring.claims import artefacts, corpus, linear, train
from scoring.claims.training.calibrate import Outcome, calibrate
from scoring.claims.training.examples import fold
from scoring.errors import ModelError


def test_a_slice_of_the_corpus_gives_the_same_bytes_twice(tmp_path):
    passages = corpus.load()[::48]
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        train.train(passages, folder, Console(file=io.StringIO()))
    first, second = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in folders)
    assert set(first) == {artefacts.MANIFEST, *(f"{name}.npz" for name in artefacts.MODELS)}
    assert first == second

    path = folders[0] / "relation.npz"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelError, match="unfakeable train claims"):
        artefacts.load(folders[0])


def test_the_committed_artefacts_are_those_of_the_manifest():
    held = artefacts.load()
    assert set(held.models) == set(artefacts.MODELS)
    assert all(held.settings.report[f] <= held.settings.certain[f] for f in artefacts.FAMILIES)
    assert all(p["report"] <= p["certain"] for p in held.settings.precision.values())


def test_the_corpus_has_no_fault_and_reaches_its_floors():
    out = io.StringIO()
    assert corpus.report(Console(file=out, width=200)) == 0, out.getvalue()
    assert len(corpus.load()) >= 1500 and len(corpus.load(hard_negatives=True)) >= 300


def test_the_hard_negatives_share_no_company_with_the_training_passages():
    negatives = {item.company.casefold() for item in corpus.load(hard_negatives=True)}
    assert negatives.isdisjoint(item.company.casefold() for item in corpus.load())


def test_a_company_stays_in_one_fold_however_it_is_written():
    assert fold("Halden Robotics", 4) == fold("HALDEN robotics", 4)


def test_a_model_keeps_its_answers_on_disk_and_ignores_what_it_never_saw(tmp_path):
    rows = [{"a": 1.0}, {"a": 1.0, "c": 1.0}, {"b": 1.0}, {"b": 1.0, "c": 1.0}] * 5
    model = linear.train(rows, ["yes", "yes", "no", "no"] * 5, strength=10.0)
    model.save(tmp_path / "model.npz")
    again = linear.LinearModel.load(tmp_path / "model.npz")
    assert [again.best(row) for row in rows[:4]] == ["yes", "yes", "no", "no"]
    assert again.best({"a": 1.0, "unheard of": 9.0}) == "yes"
    assert again.scores({"a": 1.0}).sum() == pytest.approx(1.0)


def test_calibration_brings_confidence_to_what_was_right():
    chance = np.random.default_rng(0)
    weights = chance.uniform(0.05, 0.95, 4000)
    found = [Outcome("relation", float(w), bool(chance.random() < w**2)) for w in weights]
    fitted = calibrate(found, wanted=sum(o.is_right for o in found))
    assert fitted.report <= fitted.certain
    assert fitted.certain_precision >= 0.9
    assert fitted.report_precision < fitted.certain_precision
