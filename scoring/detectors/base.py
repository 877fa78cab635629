"""What a family detector is: named columns read off one claim and its dossier. A feature, never a verdict."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10

from data.as_of import DAYS_A_YEAR, Dossier
from data.records import Claim, Observation
from data.words import Family

#: Column -> value; ``None`` where nothing is known, which is not zero.
Values = Mapping[str, float | None]

LEAST_YEARS = 1 / 12  #: counts nearer to each other than a month are taken as a month apart


class Readings:
    """The numbers of a dossier, by metric and then by what was measured, each series oldest first."""

    def __init__(self, dossier: Dossier) -> None:
        self._series: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
        for row in sorted(dossier.observations, key=lambda row: (_day(row), row.id)):
            if row.value is not None:
                self._series[row.metric][row.subject or ""].append(row)

    def subjects(self, metric: str) -> Sequence[str]:
        """What the metric was measured of, in order of name."""
        return sorted(self._series.get(metric, ()))

    def series(self, metric: str, subject: str) -> list[tuple[date, float]]:
        """Day and value of every reading, oldest first; of several on one day the last stored."""
        rows = self._series.get(metric, {}).get(subject, ())
        return sorted({_day(row): row.value for row in rows if row.value is not None}.items())

    def latest(self, metric: str, subject: str) -> float | None:
        """The newest value, ``None`` where there is none."""
        held = self.series(metric, subject)
        return held[-1][1] if held else None

    def total(self, metric: str) -> float | None:
        """The newest values of all subjects added up, ``None`` where there is none."""
        held = [value for subject in self.subjects(metric) if (value := self.latest(metric, subject)) is not None]
        return sum(held) if held else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """One detector: the families it speaks about, its columns in order, and the function that fills them."""

    name: str
    families: frozenset[Family]
    columns: tuple[str, ...]
    of: Callable[[Claim, Dossier, Readings], Values]

    def values(self, claim: Claim, dossier: Dossier, readings: Readings) -> dict[str, float | None]:
        """Every column; all unknown where the claim is of another family."""
        held = self.of(claim, dossier, readings) if claim.family in self.families else {}
        if odd := held.keys() - set(self.columns):
            raise KeyError(f"detector {self.name} gives columns it does not declare: {', '.join(sorted(odd))}")
        return {column: held.get(column) for column in self.columns}


def ratio_log10(above: float | None, below: float | None) -> float | None:
    """Common logarithm of a ratio, ``None`` where either number is unknown or not positive."""
    return log10(above / below) if above and below and above > 0 and below > 0 else None


def says(pattern: str, claim: Claim) -> float:
    """Whether the claim's own words or its unit hold the pattern, as 1 or 0."""
    return float(bool(re.search(pattern, f"{claim.span} {claim.unit or ''}", re.IGNORECASE)))


def earlier(claim: Claim, dossier: Dossier) -> list[Claim]:
    """Earlier claims of the same kind, in the same unit, with a number: a running series; oldest first."""
    same = [
        other
        for other in dossier.claims
        if other.kind is claim.kind
        and other.value
        and other.known_at < claim.known_at
        and (other.unit or "").lower() == (claim.unit or "").lower()
    ]
    return sorted(same, key=lambda other: (other.known_at, other.id))


def yearly_growth_log10(claim: Claim, dossier: Dossier) -> float | None:
    """How much the claimed number grew on the last earlier one, as log10 of the factor a year."""
    before = earlier(claim, dossier)
    if not before or not claim.value:
        return None
    growth = ratio_log10(claim.value, before[-1].value)
    years = (claim.known_at - before[-1].known_at).days / DAYS_A_YEAR
    return None if growth is None else growth / max(years, LEAST_YEARS)


def _day(row: Observation) -> date:
    return row.observed_at or row.known_at
