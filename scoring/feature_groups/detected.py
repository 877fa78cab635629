"""Detected: what the family detectors read beside a claim. Features only; they act through the prior until filled.

Each column is one-sided: a counter that fits the claim proves little, one that does not fit says something. Ratios come
as powers of ten and are cut, so that one odd counter cannot decide alone.
"""

from data.as_of import Dossier
from scoring.detectors import benchmarks, downloads, funding, revenue, stars, usage, virality
from scoring.detectors.base import Detector, Readings
from scoring.feature_groups.base import Feature, Group, SignalView, flag

THOUSANDTH = -3.0  #: power of ten below which a reaction is scant for its count
RESTLESS = 0.9  #: weekend downloads over weekday ones from which a package does not rest as people do
PUBLIC_YEARS = 1.0  #: age of a test's questions from which they may stand in training data
MANY_VARIANTS = 5
TENFOLD = 1.0  #: power of ten of growth a year
USD_PER_HEAD = 6.0  #: power of ten of revenue for each head, beyond which few firms are


class _LastRead:
    """Readings of the dossier asked about last: one company's signals are judged one after the other."""

    def __init__(self) -> None:
        self._held: tuple[Dossier, Readings] | None = None

    def of(self, dossier: Dossier) -> Readings:
        if self._held is None or self._held[0] is not dossier:
            self._held = (dossier, Readings(dossier))
        return self._held[1]


_READINGS = _LastRead()


def overstated(view: SignalView) -> float | None:
    """Powers of ten by which the claimed count lies above the meter's own, at most two; missing without a meter."""
    told = [_value(view, each, "claimed_log10") for each in (stars.DETECTOR, downloads.DETECTOR, virality.DETECTOR)]
    return _above(next((value for value in told if value is not None), None), 0.0)


def silent_stars(view: SignalView) -> float | None:
    """Stars without the forks and issues that users leave."""
    return _value(view, stars.DETECTOR, "rule")


def burst(view: SignalView) -> float | None:
    """Share of the stars that came on one day."""
    return _value(view, stars.DETECTOR, "busiest_day")


def silent_views(view: SignalView) -> float | None:
    """Powers of ten by which comments fall below one in a thousand views, at most two."""
    return _below(_value(view, virality.DETECTOR, "comments_log10"), THOUSANDTH)


def unused_downloads(view: SignalView) -> float | None:
    """Powers of ten by which dependants fall below one in a thousand downloads, at most two."""
    return _below(_value(view, downloads.DETECTOR, "dependants_log10"), THOUSANDTH)


def restless(view: SignalView) -> float | None:
    """Downloads come at weekends as on weekdays, as machines work and people do not."""
    share = _value(view, downloads.DETECTOR, "weekend")
    return None if share is None else flag(share >= RESTLESS)


def unrated(view: SignalView) -> float | None:
    """Powers of ten by which ratings in the app store fall below one in a thousand claimed users, at most two."""
    return _below(_value(view, usage.DETECTOR, "rated_log10"), THOUSANDTH)


def self_run(view: SignalView) -> float | None:
    """The company ran the test itself; missing for claims that are no test result."""
    return _value(view, benchmarks.DETECTOR, "self_run")


def public_questions(view: SignalView) -> float | None:
    """The test's questions had been public for a year or more; missing for a test of unknown age."""
    years = _value(view, benchmarks.DETECTOR, "test_age_years")
    return None if years is None else flag(years >= PUBLIC_YEARS)


def many_variants(view: SignalView) -> float | None:
    """The company has five or more models on the leaderboard: the best of many looks better by chance."""
    count = _value(view, benchmarks.DETECTOR, "variants")
    return None if count is None else flag(count >= MANY_VARIANTS)


def undersold(view: SignalView) -> float | None:
    """Powers of ten by which the amount sold on Form D lies below the announced round, at most two."""
    return _below(_value(view, funding.DETECTOR, "sold_log10"), 0.0)


def stretched(view: SignalView) -> float | None:
    """Words that stretch a round: up to, committed, debt, tranche; missing for claims that are no round."""
    return _value(view, funding.DETECTOR, "stretched")


def overdrawn(view: SignalView) -> float | None:
    """Powers of ten by which filed revenue lies below the claimed one, at most two."""
    return _below(_value(view, revenue.DETECTOR, "audited_log10"), 0.0)


def rich_heads(view: SignalView) -> float | None:
    """Powers of ten by which revenue for each head lies above a million dollars, at most two."""
    return _above(_value(view, revenue.DETECTOR, "per_head_log10"), USD_PER_HEAD)


def leap(view: SignalView) -> float | None:
    """Powers of ten by which the number grew beyond tenfold a year since the last one told, at most two."""
    told = (_value(view, each, "growth_log10") for each in (revenue.DETECTOR, usage.DETECTOR))
    return _above(next((value for value in told if value is not None), None), TENFOLD)


def _value(view: SignalView, detector: Detector, column: str) -> float | None:
    if view.claim.family not in detector.families:
        return None
    return detector.values(view.claim, view.dossier, _READINGS.of(view.dossier))[column]


def _above(value: float | None, mark: float) -> float | None:
    return None if value is None else min(2.0, max(0.0, value - mark))


def _below(value: float | None, mark: float) -> float | None:
    return None if value is None else min(2.0, max(0.0, mark - value))


FEATURES = (
    Feature("overstated", Group.DETECTED, 1, overstated, "the claimed count lies above the meter's own"),
    Feature("silent_stars", Group.DETECTED, 1, silent_stars, "stars without the forks and issues that users leave"),
    Feature("burst", Group.DETECTED, 1, burst, "many of the stars came on one day"),
    Feature("silent_views", Group.DETECTED, 1, silent_views, "views without the comments that viewers leave"),
    Feature("unused_downloads", Group.DETECTED, 1, unused_downloads, "downloads without packages that depend on it"),
    Feature("restless", Group.DETECTED, 1, restless, "downloads do not rest at weekends"),
    Feature("unrated", Group.DETECTED, 1, unrated, "users without the ratings that users leave"),
    Feature("self_run", Group.DETECTED, 1, self_run, "the company ran the test itself"),
    Feature("public_questions", Group.DETECTED, 1, public_questions, "the questions were public long before"),
    Feature("many_variants", Group.DETECTED, 1, many_variants, "the best of many variants was shown"),
    Feature("undersold", Group.DETECTED, 1, undersold, "Form D shows less sold than announced"),
    Feature("stretched", Group.DETECTED, 1, stretched, "the words stretch the round"),
    Feature("overdrawn", Group.DETECTED, 1, overdrawn, "filed revenue lies below the claimed one"),
    Feature("rich_heads", Group.DETECTED, 1, rich_heads, "too much revenue for so few people"),
    Feature("leap", Group.DETECTED, 1, leap, "it grew faster than its own earlier numbers allow"),
)
