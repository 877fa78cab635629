"""``unfakeable train fakeability``: cases in, ``models/fakeability`` out; the same cases give the same bytes."""

from pathlib import Path

import numpy as np

from data.case_files import FOLDER as CASES
from data.case_files import read_cases
from data.ids import sha256_hex
from scoring.artefact import FOLDER, Constants, save
from scoring.features import SIGNATURE
from scoring.intervals import typical_distance
from scoring.training.fit import REFITS, SAMPLE_RATE, fit, fit_booster
from scoring.training.labels import Labelled, labelled, stacked
from scoring.training.measures import bootstraps


def main(labels: Path | None = None, cases: Path = CASES, folder: Path = FOLDER) -> None:
    """Fit the model on a folder of cases and write it."""
    read = read_cases(cases)
    rows = stacked([labelled(read, annotated=True), labelled(read, annotated=False)])
    fitted = fit(rows)
    refits = [
        fit_booster(rows.columns[drawn], rows.label[drawn], fitted.used).model_to_string()
        for drawn in bootstraps(rows.company, REFITS)
    ]
    constants = Constants(
        signature=SIGNATURE,
        booster_features=tuple(fitted.booster.feature_name()),
        slope=fitted.platt.slope,
        intercept=fitted.platt.intercept,
        sample_rate=SAMPLE_RATE,
        typical_distance=typical_distance(rows.columns[:, fitted.used], rows.company),
        trained_on=_data(rows, cases),
    )
    save(constants, fitted.booster.model_to_string(), refits, np.unique(rows.columns, axis=0), folder)


def _data(rows: Labelled, cases: Path) -> dict[str, object]:
    digest = "\n".join(sha256_hex(path.read_text(encoding="utf-8")) for path in sorted(cases.glob("*.yaml")))
    return {
        "signals": len({signal.id for signal in rows.signals}),
        "companies": len(np.unique(rows.company)),
        "rows": len(rows),
        "cases_digest": sha256_hex(digest),
    }


if __name__ == "__main__":
    main()
