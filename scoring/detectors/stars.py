"""Stars beside what real users leave: forks, issues, people watching, and how the stars came by day.

Bought accounts star and do nothing else, so the other counts stay behind; and they come in days. The trained model
(``star_model``) needs 14 kinds of event and speaks through ``unfakeable detect stars``; a crawl sees these few ratios.
Defeated by forking and watching by machine, which vendors sell as well.
"""

from data.as_of import Dossier
from data.records import Claim
from data.words import Family
from scoring.detectors.base import Detector, Readings, Values, ratio_log10, says

#: The rule a person can read; ``unfakeable evaluate detectors`` prints what it catches.
FORKS_PER_STAR, ISSUES_PER_STAR = 0.05, 0.02


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    if not says(r"\bstars?\b|\bgithub\b|starred", claim):
        return {}
    counted = [
        (value, name)
        for name in readings.subjects("github_stars")
        if (value := readings.latest("github_stars", name)) is not None
    ]
    if not counted:
        return {}
    stars, repository = max(counted)
    forks = readings.latest("github_forks", repository)
    issues = readings.latest("github_open_issues", repository)
    return {
        "forks_log10": ratio_log10(forks, stars),
        "issues_log10": ratio_log10(issues, stars),
        "watching_log10": ratio_log10(readings.latest("github_subscribers", repository), stars),
        "rule": _rule(stars, forks, issues),
        "busiest_day": _busiest_day(readings, repository),
        "claimed_log10": ratio_log10(claim.value, stars),
    }


def _rule(stars: float, forks: float | None, issues: float | None) -> float | None:
    if not stars or forks is None or issues is None:
        return None
    return float(forks / stars < FORKS_PER_STAR and issues / stars < ISSUES_PER_STAR)


def _busiest_day(readings: Readings, repository: str) -> float | None:
    """Share of the stars read that came on one day; unknown under a week of days."""
    days = [value for _, value in readings.series("github_stars_on_day", repository)]
    return max(days) / sum(days) if len(days) >= 7 and sum(days) > 0 else None


DETECTOR = Detector(
    name="stars",
    families=frozenset({Family.VIRALITY}),
    columns=("forks_log10", "issues_log10", "watching_log10", "rule", "busiest_day", "claimed_log10"),
    of=_of,
)
