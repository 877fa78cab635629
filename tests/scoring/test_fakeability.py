"""The ranker through its face: order, ties, reasons that add up, intervals, and the files it refuses."""

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from data.case_files import CaseFile, read_cases
from data.words import AssertedBy, Stance
from scoring import artefact, prior
from scoring.audit import audit
from scoring.cases import case_dossier
from scoring.errors import ModelError
from scoring.fakeability import FakeabilityModel, View, ranked
from scoring.features import FEATURES, NAMES, SCORE_VIEW, SIGNATURE, SignalView, matrix
from scoring.reasons import sigmoid
from scoring.signals.build import signals_of
from scoring.standing import stand
from scoring.training.labels import case_views, stripped
from tests.scoring import dossiers as make


@pytest.fixture(scope="module")
def model() -> FakeabilityModel:
    return FakeabilityModel.load()


@pytest.fixture(scope="module")
def cases() -> list[CaseFile]:
    return read_cases()


def view(*rows: list, **fields: object) -> SignalView:
    about = make.claim()
    for name, value in fields.items():
        setattr(about, name, value)
    held = make.dossier(about, *rows)
    return SignalView(signals_of(held)[0], held.claims[0], stand(held.claims[0], held), held)


def index(model: FakeabilityModel, *rows: list, **fields: object) -> float:
    return model.assess([view(*rows, **fields)])[0].index


def test_a_customers_own_release_beats_the_companys(model: FakeabilityModel) -> None:
    about = make.claim()
    assert index(model, make.records(about, "counterparty_release")) < index(
        model, make.records(about, "company_statement")
    )


def test_a_filing_of_the_counterparty_beats_its_release(model: FakeabilityModel) -> None:
    about = make.claim()
    release, filing = make.records(about, "counterparty_release"), make.records(about, "counterparty_filing")
    assert index(model, filing) < index(model, release)


def test_a_contradiction_raises_it(model: FakeabilityModel) -> None:
    about = make.claim()
    release = make.records(about, "counterparty_release")
    denial = make.records(about, "counterparty_denial", stance=Stance.REFUTES)
    assert index(model, release, denial) > index(model, release)


def test_said_alone_in_a_deck_is_more_fakeable_than_said_together_in_a_release(model: FakeabilityModel) -> None:
    alone = index(model, asserted_by=AssertedBy.SUBJECT, channel="deck")
    together = index(model, asserted_by=AssertedBy.BOTH, channel="press_release")
    assert together < alone


@pytest.mark.parametrize("feature", [feature for feature in FEATURES if feature.sign], ids=lambda f: f.name)
def test_each_feature_moves_the_index_the_way_theory_says(model: FakeabilityModel, feature: object) -> None:
    position = FEATURES.index(feature)
    held = model.training_rows
    seen = held[~np.isnan(held[:, position]), position]
    grid = np.unique(np.concatenate([seen, [0.0, 1.0, 2.0]]))
    swept = np.repeat(held, len(grid), axis=0)
    swept[:, position] = np.tile(grid, len(held))
    told = model.score_matrix(swept).reshape(len(held), len(grid))
    steps = np.diff(told, axis=1) * FEATURES[position].sign
    assert steps.min() >= -1e-12


def test_reasons_add_up_in_log_odds_and_in_points(model: FakeabilityModel, cases: list[CaseFile]) -> None:
    for case in cases[:20]:
        for chosen in View:
            for told in model.assess(list(case_views(case).values()), chosen):
                assert sigmoid(sum(step.log_odds for step in told.contributions)) == pytest.approx(told.index)
                assert sum(step.points for step in told.contributions) == pytest.approx(100 * told.index)
                assert told.contributions[0].group == "prior"


def test_each_reason_quotes_a_row_of_the_dossier(model: FakeabilityModel, cases: list[CaseFile]) -> None:
    for case in cases[:20]:
        held = case_dossier(case)
        rows = {row.id for row in (*held.claims, *held.evidence)}
        for told in audit(held, model, with_questions=False).fakeability.values():
            assert {step.evidence_id for step in told.contributions[1:]} <= rows
            assert all("“" in step.sentence for step in told.contributions[1:])


def test_matrix_and_single_answers_are_the_same(model: FakeabilityModel, cases: list[CaseFile]) -> None:
    views = [each for case in cases[:15] for each in case_views(case).values()]
    columns = matrix(views)
    told = [item.index for item in model.assess(views)]
    base, steps = model.explain_matrix(columns)
    assert model.score_matrix(columns) == pytest.approx(told)
    assert [sigmoid(base + row.sum()) for row in steps] == pytest.approx(told)


def test_the_rank_is_the_order_of_the_index(model: FakeabilityModel, cases: list[CaseFile]) -> None:
    for case in cases:
        told = sorted(model.assess(list(case_views(case).values())), key=lambda item: item.rank)
        values = [item.index for item in told]
        assert values == sorted(values, reverse=True)
        assert told[0].rank == 1


def test_only_equal_features_share_a_rank() -> None:
    columns = np.zeros((4, len(NAMES)))
    columns[3, 0] = 1.0
    assert list(ranked(np.array([0.5, 0.7, 0.5, 0.5]), columns)) == [2, 1, 2, 4]


def test_equal_claims_share_a_rank_whatever_stands_beside_them(model: FakeabilityModel) -> None:
    one, other = view(), view()
    worse = view(asserted_by=AssertedBy.SUBJECT, channel="deck")
    assert [item.rank for item in model.assess([one, worse, other])] == [2, 1, 2]
    assert model.assess([one])[0].index == model.assess([one, worse])[0].index


def test_the_interval_widens_where_evidence_is_thin_and_where_the_case_is_far_off(model: FakeabilityModel) -> None:
    about = make.claim()
    thin = model.assess([view()])[0]
    thick = model.assess([view(make.records(about, "counterparty_release"), make.records(about, "news_report"))])[0]

    def width(told: object) -> float:
        low, high = told.interval_low, told.interval_high  # type: ignore[attr-defined]
        return float(np.log(high / (1 - high)) - np.log(low / (1 - low)))

    assert width(thick) < width(thin)
    assert thin.interval_low <= thin.index <= thin.interval_high


def test_a_named_prior_shifts_the_index_and_never_the_order(cases: list[CaseFile]) -> None:
    plain = FakeabilityModel(artefact.read())
    sceptical = FakeabilityModel(artefact.read(), named_prior="sceptical")
    views = list(case_views(cases[0]).values())
    pairs = list(zip(plain.assess(views), sceptical.assess(views), strict=True))
    assert all(other.index < one.index and other.rank == one.rank for one, other in pairs)


def test_the_prior_weighs_in_the_score_view_only_what_no_text_of_the_company_reaches() -> None:
    assert not prior.weights(View.SCORE).weights[~SCORE_VIEW].any()
    signs = np.array([feature.sign for feature in FEATURES])
    for chosen in View:
        assert ((prior.weights(chosen).weights * signs)[signs != 0] >= 0).all()


@pytest.mark.parametrize("field", ["outcome", "claim_kind", "in_verifying_document"])
def test_what_came_out_later_changes_nothing(model: FakeabilityModel, cases: list[CaseFile], field: str) -> None:
    for case in cases[:25]:
        bare = replace(case, signals=tuple(replace(signal, **{field: None}) for signal in case.signals))
        assert _answers(case, model) == _answers(bare, model)


def test_cases_without_annotations_are_ranked(model: FakeabilityModel, cases: list[CaseFile]) -> None:
    for case in cases[:25]:
        told = _answers(stripped(case), model)
        assert len(told) == len(case.signals)


def _answers(case: CaseFile, model: FakeabilityModel) -> dict[str, object]:
    told = audit(case_dossier(case), model, with_questions=False)
    return {signal.key: told.fakeability[signal.id] for signal in told.signals}


def test_a_missing_model_names_file_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json is missing; run `unfakeable train fakeability`"):
        artefact.read(tmp_path)


@pytest.mark.parametrize("name", [artefact.BOOSTER, artefact.REFITS, artefact.ROWS])
def test_an_altered_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = _copy(tmp_path)
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace("1", "2", 1), encoding="utf-8")
    with pytest.raises(ModelError, match="altered"):
        artefact.read(folder)


def test_an_altered_sidecar_is_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    path = folder / artefact.SIDECAR
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**held, "intercept": held["intercept"] - 1}), encoding="utf-8")
    with pytest.raises(ModelError, match="altered"):
        artefact.read(folder)


def test_a_model_of_other_features_is_refused(tmp_path: Path) -> None:
    held = artefact.read()
    other = replace(held, constants=replace(held.constants, signature="0" * 64))
    artefact.save(other, tmp_path)
    with pytest.raises(ModelError, match="other features"):
        artefact.read(tmp_path)
    assert held.constants.signature == SIGNATURE


def test_every_feature_is_documented_and_named_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(feature.meaning and feature.says and feature.sign in (-1, 0, 1) for feature in FEATURES)


def test_costs_grow_with_what_is_claimed(model: FakeabilityModel) -> None:
    from data.words import ClaimKind, Family

    def cost(value: float) -> float:
        about = make.claim(kind=ClaimKind.STARS, family=Family.VIRALITY, value=value, unit="stars", span="GitHub stars")
        held = make.dossier(about, as_of=date(2026, 1, 1) + timedelta(days=1))
        told = model.assess([SignalView(signals_of(held)[0], about, stand(about, held), held)])[0]
        assert told.cost_signal == "github_star" and told.cost_low_usd is not None
        return told.cost_low_usd

    assert cost(2_000) == pytest.approx(2 * cost(1_000))


def _copy(tmp_path: Path) -> Path:
    shutil.copytree(artefact.FOLDER, tmp_path / "model")
    return tmp_path / "model"
