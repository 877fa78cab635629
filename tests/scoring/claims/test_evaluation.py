"""The measures: matching as the data set's script does it, a card made from its figures, seeded documents."""

import io
import json
import subprocess
import sys
from dataclasses import asdict
from itertools import islice

import numpy as np
import pytest
from rich.console import Console

from scoring.claims import artefacts
from scoring.claims.evaluate import show
from scoring.claims.evaluation import card, core, gold, throughput
from scoring.claims.evaluation.card import Row
from scoring.claims.nlp import party_component, pipeline
from scoring.claims.pipeline import ClaimExtractor
from tests.shared import SHARED, needs_shared


@needs_shared
def test_the_figures_are_those_of_the_data_sets_own_script(tmp_path):
    folder = SHARED / "gold"
    lines = gold.load(folder / "press_dev.jsonl")[:40]
    predicted, unread = gold.predict(ClaimExtractor.load(), lines)
    assert unread > 0, "what stays below the threshold is counted"
    figures = gold.measure(lines, predicted, gold.scorer(folder / "score.py"))
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "out.jsonl").write_text(
        "\n".join(json.dumps({"id": i, "claims": [asdict(c) for c in claims]}) for i, claims in predicted.items()),
        encoding="utf-8",
    )
    command = [sys.executable, str(folder / "score.py"), str(tmp_path / "gold.jsonl"), str(tmp_path / "out.jsonl")]
    printed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    assert printed["relation_f1"] == pytest.approx(figures.relation[2], abs=1e-4)
    assert printed["kind_f1"] == pytest.approx(figures.kind[2], abs=1e-4)
    assert printed["metric_f1"] == pytest.approx(figures.metric[2], abs=1e-4)
    assert printed["commitment"] == pytest.approx(figures.commitment, abs=1e-4)
    assert printed["asserted_by"] == pytest.approx(figures.asserted_by, abs=1e-4)


def test_the_committed_card_is_made_from_the_committed_figures():
    text = card.CARD.read_text(encoding="utf-8")
    manifest = json.loads((artefacts.FOLDER / artefacts.MANIFEST).read_text(encoding="utf-8"))
    found = json.loads(card.METRICS.read_text(encoding="utf-8"))
    assert card.filled(text, card.sections(found, manifest)) == text
    assert found["model"] == artefacts.load().digest, "run `unfakeable evaluate claims` after training"


def test_a_card_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="figures"):
        card.filled("# no marks\n", {"figures": ""})


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row("a", "b", 0.83, 0.82), True),
        (Row("a", "b", 0.81, 0.82), False),
        (Row("a", "b", 3, 2, at_most=True), False),
        (Row("a", "b", 0.5, None), None),
    ],
)
def test_a_row_says_whether_its_target_is_met(row, met):
    assert row.is_met is met


def test_the_table_names_every_measure_and_every_class_of_misses():
    out = io.StringIO()
    show(
        Console(file=out, width=160), [Row("relation detected, F1", "gold dev", 0.6, 0.82)], (("kind: a read as b", 2),)
    )
    assert all(word in out.getvalue() for word in ("relation detected", "at least 0.82", "no", "kind: a read as b"))


def test_the_documents_are_the_same_for_one_seed_and_mixed_as_said():
    made = list(throughput.documents(600))
    assert made == list(islice(throughput.documents(10_000), 600))
    shares = [sum(name in (d.source_title or "") for d in made) / 600 for name in ("press", "jobs", "page")]
    assert shares == pytest.approx([0.3, 0.3, 0.4], abs=0.06)


def test_many_known_names_are_measured_and_taken_away_again():
    nlp = pipeline()
    before = party_component(nlp).known
    assert throughput.share_kept(ClaimExtractor.load(), nlp, names=2_000, count=4) > 0
    assert party_component(nlp).known is before


def test_the_bootstrap_calls_a_gain_only_what_is_one():
    truth = np.arange(400) % 4 == 0
    noisy = truth ^ (np.arange(400) % 5 == 0)
    same, better = sorted(core._bootstrap(truth, noisy, noisy)), sorted(core._bootstrap(truth, noisy, truth))
    assert same[0] == same[-1] == 0
    assert better[int(0.025 * core.RESAMPLES)] > 0


def test_a_core_passage_is_joined_with_both_companies_in_place():
    row = {"context": ["Halden", ",", "Inc.", "(", "HLD", ")", "uses", "Quantrel", "."], "e1_start": 0, "e1_end": 2,
           "e2_start": 7, "e2_end": 7}  # fmt: skip
    text, first, second = core.joined(row)
    assert text == "Halden, Inc. (HLD) uses Quantrel."
    assert (text[slice(*first)], text[slice(*second)]) == ("Halden, Inc.", "Quantrel")
