"""Downloads beside the packages that depend on them, and whether they rest at weekends as people do.

A loop of downloads costs nothing and leaves no dependant; it also runs on Sundays. Defeated by publishing packages
that depend on each other, which is free as well, but leaves names to look at.
"""

from statistics import mean

from data.as_of import Dossier
from data.records import Claim
from data.words import Family
from scoring.detectors.base import Detector, Readings, Values, ratio_log10, says

#: A month's downloads, by meter.
MONTHLY = ("npm_downloads_last_month", "pypi_downloads_last_month", "huggingface_downloads")
DAILY = ("npm_downloads_on_day", "pypi_downloads")
LEAST_DAYS = 14
SATURDAY = 5


def _of(claim: Claim, dossier: Dossier, readings: Readings) -> Values:
    if not says(r"download|install|pull|package", claim):
        return {}
    month = max((total for metric in MONTHLY if (total := readings.total(metric)) is not None), default=None)
    return {
        "dependants_log10": ratio_log10(readings.total("dependants"), month),
        "weekend": _weekend(readings),
        "claimed_log10": ratio_log10(claim.value, month),
    }


def _weekend(readings: Readings) -> float | None:
    """Mean downloads of a weekend day over those of a weekday; a package that people work with falls well below 1."""
    days = [
        each for metric in DAILY for subject in readings.subjects(metric) for each in readings.series(metric, subject)
    ]
    rest = [value for day, value in days if day.weekday() >= SATURDAY]
    work = [value for day, value in days if day.weekday() < SATURDAY]
    if len(days) < LEAST_DAYS or not rest or not work or not mean(work):
        return None
    return mean(rest) / mean(work)


DETECTOR = Detector(
    name="downloads",
    families=frozenset({Family.USAGE}),
    columns=("dependants_log10", "weekend", "claimed_log10"),
    of=_of,
)
