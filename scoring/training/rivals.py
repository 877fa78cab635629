"""What the ranker is compared with, each fitted and judged on the same rows and folds as the ranker itself.

A rival reads what its name says. Those without a probability of their own get Platt's two numbers, fitted inside the
training rows on scores that involve no label.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from data.case_files import CaseSignal
from data.words import Facet, Label
from scoring import prior
from scoring.case_derivation import filled
from scoring.features import FEATURES, SignalView
from scoring.training.fit import SEED, Fitter, Scorer, fit_platt, supported
from scoring.training.labels import Labelled

Matrix = NDArray[np.float64]

#: Log-odds of the label that people read, before calibration: the rule table without anything learned.
_LABEL_ODDS = {
    Label.VERIFIED: -2.0,
    Label.PARTIAL: -1.0,
    Label.ENDED: 0.0,
    Label.INSUFFICIENT: 0.5,
    Label.CLAIMED: 1.0,
    Label.CONTRADICTED: 3.0,
}
_RUNG_ODDS = -0.2  #: for each rung of existence
_EQUAL_WEIGHT = 0.5  #: of every feature, where only the signs of the theory are used
_SMOOTHING = 2.0  #: signals at the overall rate that each family's rate begins with


def family_prior(rows: Labelled) -> Scorer:
    """How often claims of the family were false in the training rows, smoothed."""
    rate = float(rows.label.mean())
    seen = Counter(signal.family for signal in rows.signals)
    bad = Counter(signal.family for signal, label in zip(rows.signals, rows.label, strict=True) if label)

    def score(other: Labelled) -> Matrix:
        of = [(bad[s.family] + _SMOOTHING * rate) / (seen[s.family] + _SMOOTHING) for s in other.signals]
        return _log_odds(np.array(of))

    return score


def rule_table(rows: Labelled) -> Scorer:
    """Label and rung of the standing rules, nothing else."""
    return _calibrated(rows, lambda other: np.array([_by_rules(view) for view in other.views]))


def prior_alone(rows: Labelled) -> Scorer:
    """The fixed prior without the booster."""
    return _calibrated(rows, lambda other: prior.log_odds(other.columns))


def signs_alone(rows: Labelled) -> Scorer:
    """Every feature at one equal weight, in the direction that theory gives: what the weights themselves add."""
    signs = _EQUAL_WEIGHT * np.array([feature.sign for feature in FEATURES], dtype=np.float64)
    return _calibrated(rows, lambda other: np.nan_to_num(other.columns) @ signs)


def logistic(rows: Labelled) -> Scorer:
    """Logistic regression on family, speaker, channel, counterparty flag and counts: the figure to beat."""
    model = make_pipeline(DictVectorizer(sparse=False), StandardScaler(), _regression(0.3))
    model.fit([_attributes(signal) for signal in rows.signals], rows.label)
    return lambda other: np.asarray(model.decision_function([_attributes(signal) for signal in other.signals]))


def words(rows: Labelled) -> Scorer:
    """Words of the claim, its family and channel: tf-idf and logistic regression."""
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), _regression(3.0))
    model.fit([_text(signal) for signal in rows.signals], rows.label)
    return lambda other: np.asarray(model.decision_function([_text(signal) for signal in other.signals]))


def lambdarank(rows: Labelled) -> Scorer:
    """LightGBM's lambdarank grouped by company. A company with one label teaches it nothing, and most have one."""
    used = supported(rows)
    order = np.argsort(rows.company, kind="stable")
    _, sizes = np.unique(rows.company, return_counts=True)
    data = lgb.Dataset(rows.columns[order][:, used], label=rows.label[order], group=sizes)
    booster = lgb.train(
        {
            "objective": "lambdarank",
            "learning_rate": 0.05,
            "num_leaves": 4,
            "min_data_in_leaf": 8,
            "monotone_constraints": [FEATURES[j].sign for j in used],
            "monotone_constraints_method": "intermediate",
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "seed": SEED,
            "verbosity": -1,
        },
        data,
        num_boost_round=60,
    )
    return _calibrated(rows, lambda other: np.asarray(booster.predict(other.columns[:, used], num_threads=1)))


RIVALS: Mapping[str, Fitter] = {
    "fixed prior without booster": prior_alone,
    "signs of the theory, equal weights": signs_alone,
    "logistic regression": logistic,
    "rule table": rule_table,
    "family prior": family_prior,
    "words of claim, family, channel": words,
    "lambdarank by company": lambdarank,
}


def _calibrated(rows: Labelled, score: Callable[[Labelled], Matrix]) -> Scorer:
    platt = fit_platt(score(rows), rows.label)
    return lambda other: platt(score(other))


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=2_000, random_state=SEED)


def _by_rules(view: SignalView) -> float:
    return _LABEL_ODDS[view.standing.label] + _RUNG_ODDS * view.standing.rungs[Facet.EXISTENCE]


def _attributes(signal: CaseSignal) -> dict[str, float]:
    """Annotated attributes, or where a signal holds none the derived ones."""
    held = filled(signal)
    flag = "unknown" if held.counterparty is None else held.counterparty_confirmed
    return {
        f"family={held.family_word}": 1.0,
        f"speaker={held.asserted_by}": 1.0,
        f"channel={held.channel}": 1.0,
        f"counterparty={flag}": 1.0,
        "specifics": float(len(held.specifics or ())),
        "evidence": float(sum(row.type != "none" for row in held.evidence)),
    }


def _text(signal: CaseSignal) -> str:
    return f"{signal.claim} family_{signal.family_word} channel_{signal.channel}"


def _log_odds(rate: Iterable[float] | Matrix) -> Matrix:
    p = np.asarray(rate)
    return np.asarray(np.log(p / (1 - p)))
