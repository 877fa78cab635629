"""Training: the same bytes twice, artefacts that say when they were altered, a corpus without faults."""

import io
import json

import numpy as np
import pytest
from rich.console import Console

from scoring.claims import artefacts, corpus, encoder, linear, train
from scoring.claims.evaluation.core import joined, load
from scoring.claims.evaluation.shared import shared
from scoring.claims.training import core, pretrained
from scoring.claims.training import encoder as training_encoder
from scoring.claims.training.calibrate import Outcome, calibrate
from scoring.claims.training.examples import examples, fold
from scoring.claims.training.lessons import lessons
from scoring.claims.vocabulary import COMMITMENTS, FIXED_COMMITMENT, KINDS
from scoring.errors import ModelError
from tests.scoring.claims.small_encoder import write_encoder

MEASURING = shared()


def test_a_slice_of_the_corpus_gives_the_same_bytes_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(training_encoder, "EPOCHS", 1)
    passages, real = corpus.load()[::48], core.passages(MEASURING)[::48] if MEASURING else None
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        train.train(passages, real, folder, Console(file=io.StringIO()))
    first, second = ({p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()} for folder in folders)
    fitted = encoder.FILES if real and pretrained.is_available() else ()
    assert set(first) == {artefacts.MANIFEST, *(f"{name}.npz" for name in artefacts.MODELS), *fitted}
    assert first == second

    path = folders[0] / "relation.npz"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelError, match="unfakeable train claims"):
        artefacts.load(folders[0])


@pytest.mark.parametrize(("real", "libraries"), [(None, True), ([], False)])
def test_without_what_it_learns_with_the_encoder_stays_and_so_do_the_thresholds(tmp_path, monkeypatch, real, libraries):
    write_encoder(tmp_path / artefacts.ENCODER)
    settings = artefacts.load().settings
    model = linear.train([{"a": 1.0}, {"b": 1.0}] * 3, ["yes", "no"] * 3)
    artefacts.write(dict.fromkeys(artefacts.MODELS, model), settings, tmp_path)
    before = (tmp_path / artefacts.ENCODER / encoder.WEIGHTS).read_bytes()
    monkeypatch.setattr(pretrained, "is_available", lambda: libraries)

    out = io.StringIO()
    train.train(corpus.load()[::200], real, tmp_path, Console(file=out, width=200))
    after = artefacts.load(tmp_path)
    assert "left as they were" in out.getvalue()
    assert after.encoder is not None and after.settings == settings
    assert after.models["relation"].classes != model.classes
    assert (tmp_path / artefacts.ENCODER / encoder.WEIGHTS).read_bytes() == before


@pytest.mark.skipif(not pretrained.is_available(), reason="the dependency group `encoder` is not installed")
def test_the_trained_network_is_the_one_that_reads(tmp_path):
    import torch

    from scoring.claims.training import network

    passages = corpus.load()[::800]
    weights = {**pretrained.weights(), **{name: head.numpy() for name, head in network.new_heads().items()}}
    folder = write_encoder(tmp_path, weights, pretrained.vocabulary())
    reader, held = encoder.Encoder(folder), {name: torch.tensor(array) for name, array in weights.items()}
    for lesson in lessons(examples(passages), reader.vocabulary):
        batch = [lesson.encoded]
        scores = network.judged(held, network.states(held, batch, dropout=0.0), batch, dropout=0.0)
        for told, tie in zip(scores["tie"], reader.ties(lesson.encoded, reader.states(lesson.encoded)), strict=True):
            assert tie is None or np.abs(told.softmax(0).numpy() - tie).max() < 0.02
        families = [target.family for target in lesson.targets]
        opinions = reader.judge(lesson.encoded, families, reader.states(lesson.encoded))
        for row, (target, opinion) in enumerate(zip(lesson.targets, opinions, strict=True)):
            kinds = scores[target.family][row].softmax(0).numpy()
            assert np.abs(kinds - opinion.kind).max() < 0.02
            assert np.abs(scores["fit"][row].softmax(0).numpy() - opinion.option).max() < 0.02


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


def test_core_labels_hold_no_text_and_stay_inside_what_they_label():
    words = [*KINDS, *COMMITMENTS]
    for line in core.LABELS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        assert set(entry) == {"id", "letters", "subject", "claims"}
        places = [claim[part] for claim in entry["claims"] for part in ("span", "counterparty")]
        for start, end in filter(None, [entry["subject"], *places]):
            assert 0 <= start < end <= entry["letters"]
        for claim in entry["claims"]:
            assert claim["kind"] in words and claim["commitment"] in words
            assert claim["commitment"] == FIXED_COMMITMENT.get(claim["kind"], claim["commitment"])


@pytest.mark.skipif(MEASURING is None, reason="the measuring data is not beside the checkout")
def test_core_passages_are_those_that_were_annotated_and_none_of_them_is_tested_on(tmp_path):
    found = core.passages(MEASURING)
    assert len(found) == len(core.LABELS.read_text(encoding="utf-8").splitlines())
    tested = {joined(row)[0] for row in load(MEASURING / "anchors" / "CORE" / "test.json")}
    assert tested.isdisjoint(passage.text for passage in found)

    split = tmp_path / core.SPLIT
    split.parent.mkdir(parents=True)
    split.write_text("[]", encoding="utf-8")
    with pytest.raises(corpus.CorpusError, match="not the passage that was annotated"):
        core.passages(tmp_path)
