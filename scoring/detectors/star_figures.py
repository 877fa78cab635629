"""What the star detector gives on repositories it did not see: folds by owner, a split in time, startups held out."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from scoring.detectors.star_anchor import Anchor, Mask
from scoring.detectors.star_counts import EVENT_KINDS, Matrix
from scoring.detectors.star_fit import fitted, shape_rows
from scoring.detectors.stars import FORKS_PER_STAR, ISSUES_PER_STAR

FALSE_ALARMS = 0.01
TIME_SPLIT = "2024-07"  #: almost all campaigns begin in 2024
BINS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number beside what it should be; ``target`` None where it is only reported."""

    what: str
    positives: int
    others: int
    measured: float
    target: float | None = None
    lower_is_better: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; ``None`` where there is none."""
        if self.target is None:
            return None
        return self.measured <= self.target if self.lower_is_better else self.measured >= self.target

    def as_json(self) -> dict[str, object]:
        """The figure as plain JSON."""
        return {**asdict(self), "measured": round(self.measured, 4)}


@dataclass(frozen=True, slots=True)
class Unseen:
    """Answers for each row by a model that saw no repository of its owner."""

    probability: Matrix
    without_startups: Matrix  #: the same, with no startup-like campaign in training either
    share: Matrix
    shape: Matrix  #: by shape row, NaN where there are too few or too many stars


def figures(anchor: Anchor) -> list[Figure]:
    """Every figure of the card, in its order."""
    seen = out_of_fold(anchor)
    return [*_campaigns(anchor, seen), *_in_time(anchor), *_graded(anchor, seen), *_shapes(anchor, seen)]


def out_of_fold(anchor: Anchor) -> Unseen:
    """Fit once for each fold and twice where startups are left out."""
    unknown = np.full(len(anchor.stars), np.nan)
    seen = Unseen(unknown, unknown.copy(), unknown.copy(), np.full(len(anchor.shape_rows), np.nan))
    for fold in np.unique(anchor.fold):
        test = anchor.fold == fold
        model, blind = fitted(anchor, ~test), fitted(anchor, ~test & ~anchor.startup)
        seen.probability[test] = model.probability(anchor.cells[test])
        seen.without_startups[test] = blind.probability(anchor.cells[test])
        seen.share[test] = model.manufactured_share(anchor.cells[test])
        shaped = shape_rows(anchor, test)
        seen.shape[shaped] = model.shape_probability(anchor.shape_cells[shaped])
    return seen


def _campaigns(anchor: Anchor, seen: Unseen) -> Iterator[Figure]:
    judged = anchor.campaign | anchor.sample
    startups = anchor.startup | anchor.sample
    alive = judged & anchor.alive
    yield _auroc("all campaigns against samples: AUROC", anchor, judged, seen.probability, 0.966)
    yield _ece("all campaigns against samples: calibration error", anchor, judged, seen.probability)
    yield _auroc("both sides still on GitHub: AUROC", anchor, alive, seen.probability, 0.927)
    yield _ece("both sides still on GitHub: calibration error", anchor, alive, seen.probability)
    yield _auroc("startup-like, others of them in training: AUROC", anchor, startups, seen.probability)
    yield _auroc("startup-like, none in training: AUROC", anchor, startups, seen.without_startups, 0.77)
    recall = recall_at(anchor.campaign[startups], seen.without_startups[startups])
    yield _figure("startup-like, none in training: recall at 1% false alarms", anchor, startups, recall, 0.08)
    rule = _readable_rule(anchor)
    caught = float(rule[anchor.campaign & anchor.alive].mean())
    alarms = float(rule[anchor.sample & anchor.alive].mean())
    yield _figure("forks/star < .05 and issues/star < .02, alive: recall", anchor, alive, caught)
    yield _figure("forks/star < .05 and issues/star < .02, alive: false alarms", anchor, alive, alarms)


def _in_time(anchor: Anchor) -> Iterator[Figure]:
    """Campaigns that began before a month train, later ones test; samples are split by fold, having no date."""
    late = anchor.campaign & (anchor.first_month >= TIME_SPLIT)
    even = anchor.fold % 2 == 0
    train = (anchor.campaign & ~late) | (~anchor.campaign & even)
    test = late | (anchor.sample & ~even)
    answer = np.full(len(anchor.stars), np.nan)
    answer[test] = fitted(anchor, train).probability(anchor.cells[test])
    yield _auroc(f"trained before {TIME_SPLIT}, tested after: AUROC", anchor, test, answer)


def _graded(anchor: Anchor, seen: Unseen) -> Iterator[Figure]:
    graded = anchor.touched & anchor.alive & ~np.isnan(anchor.share)
    truth, told = anchor.share[graded], seen.share[graded]
    rho = float(spearmanr(truth, told).statistic)
    yield Figure("share, touched and alive: Spearman", int(graded.sum()), 0, rho, 0.90)
    mae = float(np.abs(truth - told).mean())
    yield Figure("share, touched and alive: mean absolute error", int(graded.sum()), 0, mae, 0.08, True)
    guess = float(np.abs(truth - np.median(truth)).mean())
    yield Figure("share, touched and alive: the same, guessing the median", int(graded.sum()), 0, guess)
    samples = seen.share[anchor.sample]
    yield Figure("share given to samples, where none was found: median", 0, len(samples), float(np.median(samples)))


def _shapes(anchor: Anchor, seen: Unseen) -> Iterator[Figure]:
    held = ~np.isnan(seen.shape)
    label = anchor.campaign[anchor.shape_rows[held]]
    for what, answer in (("monthly shape", seen.shape[held]), ("peak month's share", anchor.shape_cells[held, 0])):
        measured = float(roc_auc_score(label, answer))
        yield Figure(f"{what} alone, six months and more: AUROC", int(label.sum()), int((~label).sum()), measured)


def recall_at(label: Mask, answer: Matrix, false_alarms: float = FALSE_ALARMS) -> float:
    """Share of positives above the threshold that this share of the others exceeds."""
    threshold = np.quantile(answer[~label], 1 - false_alarms)
    return float((answer[label] > threshold).mean())


def calibration_error(label: Mask, answer: Matrix) -> float:
    """Expected calibration error over ten bins of equal width (Naeini and others, 2015)."""
    place = np.minimum((answer * BINS).astype(int), BINS - 1)
    gaps = [abs(float(label[place == i].mean() - answer[place == i].mean())) * (place == i).mean() for i in set(place)]
    return float(sum(gaps))


def _readable_rule(anchor: Anchor) -> Mask:
    """The rule a person can read, as a floor; columns are log((events + .5) / (stars + 1))."""
    forks, issues = (anchor.cells[:, EVENT_KINDS.index(kind)] for kind in ("fork", "issues"))
    return np.asarray((forks < np.log(FORKS_PER_STAR)) & (issues < np.log(ISSUES_PER_STAR)))


def _auroc(what: str, anchor: Anchor, rows: Mask, answer: Matrix, target: float | None = None) -> Figure:
    return _figure(what, anchor, rows, float(roc_auc_score(anchor.campaign[rows], answer[rows])), target)


def _ece(what: str, anchor: Anchor, rows: Mask, answer: Matrix) -> Figure:
    return _figure(what, anchor, rows, calibration_error(anchor.campaign[rows], answer[rows]))


def _figure(what: str, anchor: Anchor, rows: Mask, measured: float, target: float | None = None) -> Figure:
    positives = int(anchor.campaign[rows].sum())
    return Figure(what, positives, int(rows.sum()) - positives, measured, target)
