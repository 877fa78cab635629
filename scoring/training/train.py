"""``unfakeable train fakeability``: cases in, ``models/fakeability`` out; the same cases give the same bytes."""

from pathlib import Path

import numpy as np

from data.case_files import FOLDER as CASES
from data.case_files import read_cases
from data.ids import sha256_hex
from scoring.artefact import FOLDER, Artefact, Constants, save
from scoring.features import SIGNATURE
from scoring.intervals import typical_distance
from scoring.training.fit import REFITS, SAMPLE_RATE, fit, fit_booster
from scoring.training.labels import Labelled, labelled, stacked
from scoring.training.measures import bootstraps

DIGITS = 6  #: of the constants beside the booster: the last bits of a sum differ from machine to machine


def main(labels: Path | None = None, cases: Path = CASES, folder: Path = FOLDER) -> None:
    """Fit the model on a folder of cases and write it."""
    read = read_cases(cases)
    rows = stacked([labelled(read, annotated=True), labelled(read, annotated=False)])
    save(build(rows, digest(cases)), folder)


def build(rows: Labelled, cases_digest: str, refits: int = REFITS) -> Artefact:
    """The whole recipe on some rows; not yet on disk."""
    fitted = fit(rows)
    constants = Constants(
        signature=SIGNATURE,
        booster_features=tuple(fitted.booster.feature_name()),
        slope=round(fitted.platt.slope, DIGITS),
        intercept=round(fitted.platt.intercept, DIGITS),
        sample_rate=SAMPLE_RATE,
        typical_distance=round(typical_distance(rows.columns[:, fitted.used], rows.company), DIGITS),
        trained_on={
            "signals": len({signal.id for signal in rows.signals}),
            "companies": len(np.unique(rows.company)),
            "rows": len(rows),
            "cases_digest": cases_digest,
        },
    )
    return Artefact(
        constants=constants,
        booster=fitted.booster,
        refits=tuple(
            fit_booster(rows.columns[drawn], rows.label[drawn], fitted.used)
            for drawn in bootstraps(rows.company, refits)
        ),
        training_rows=np.unique(rows.columns, axis=0),
        hash="",
    )


def digest(cases: Path) -> str:
    """SHA-256 over a folder of case files."""
    paths = sorted(cases.glob("*.yaml"))
    return sha256_hex("\n".join(sha256_hex(path.read_text(encoding="utf-8")) for path in paths))


if __name__ == "__main__":
    main()
