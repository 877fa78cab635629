"""Family detectors: ratios and small models that fill columns beside a claim. A feature, never a verdict on its own.

Each file says what it looks for, why a manufactured signal would show it, and what would defeat it.
"""

from collections.abc import Mapping

from data.as_of import Dossier
from data.records import Claim
from scoring.detectors import benchmarks, downloads, funding, revenue, stars, usage, virality
from scoring.detectors.base import Detector, Readings

__all__ = ["COLUMNS", "DETECTORS", "detector_values"]

#: Every detector, in the order of their columns.
DETECTORS: tuple[Detector, ...] = (
    stars.DETECTOR,
    downloads.DETECTOR,
    virality.DETECTOR,
    benchmarks.DETECTOR,
    revenue.DETECTOR,
    usage.DETECTOR,
    funding.DETECTOR,
)
COLUMNS: tuple[str, ...] = tuple(f"{each.name}_{column}" for each in DETECTORS for column in each.columns)


def detector_values(claim: Claim, dossier: Dossier, readings: Readings | None = None) -> Mapping[str, float | None]:
    """Every column of ``COLUMNS`` for one claim; ``None`` where it is unknown or belongs to another family.

    ``readings`` are those of the dossier: give them where many claims of one dossier are asked about.
    """
    held = Readings(dossier) if readings is None else readings
    return {
        f"{each.name}_{column}": value
        for each in DETECTORS
        for column, value in each.values(claim, dossier, held).items()
    }
