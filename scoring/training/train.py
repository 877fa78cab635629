"""``unfakeable train fakeability``: cases in, ``models/fakeability`` out; the same cases give the same bytes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console

from data.case_files import FOLDER as CASES
from data.case_files import CaseFile, read_cases
from data.ids import sha256_hex
from scoring.artefact import FOLDER, Artefact, Constants, save
from scoring.features import SIGNATURE
from scoring.intervals import typical_distance
from scoring.training.changes import answers_of, changes, read_answers, table, write_answers
from scoring.training.feedback import read_feedback
from scoring.training.fit import REFITS, SAMPLE_RATE, Fitted, fit, fit_booster
from scoring.training.labels import ANNOTATED, DERIVED, Labelled, labelled, stacked
from scoring.training.measures import bootstraps

DIGITS = 6  #: of the constants beside the booster: the last bits of a sum differ from machine to machine


def main(
    labels: Path | None = None, cases: Path = CASES, folder: Path = FOLDER, console: Console | None = None
) -> None:
    """Fit the model on a folder of cases, and on an analyst's labels; write it and print gains and losses.

    ``TableError`` where the labels cannot be read. Labels that are set aside go to ``<labels>.quarantine.csv``.
    """
    console = console or Console()
    read = read_cases(cases)
    if labels is not None:
        read = _with_labels(labels, read, console)
    parts = {ANNOTATED: labelled(read, annotated=True), DERIVED: labelled(read, annotated=False)}
    rows = stacked(parts.values())
    fitted = fit(rows)
    last, new = read_answers(folder), answers_of(parts, fitted.out_of_company)
    save(build(rows, fitted, _digest(cases, labels)), folder)
    write_answers(new, folder)
    console.print(table(changes(last, new)))
    added = sorted({key[1] for key in new.keys() - last.keys()}) if last else []
    if added:
        console.print(f"New signals: {', '.join(added)}", highlight=False)


def _with_labels(labels: Path, cases: Sequence[CaseFile], console: Console) -> list[CaseFile]:
    feedback = read_feedback(labels, cases)
    console.print(f"{len(feedback.accepted)} labels taken up, {len(feedback.quarantined)} set aside.", highlight=False)
    if feedback.quarantined:
        path = feedback.write_quarantine(labels.with_suffix(".quarantine.csv"))
        console.print(f"Set aside, each with its reason: {path}", highlight=False)
    return feedback.applied_to(cases)


def build(rows: Labelled, fitted: Fitted, cases_digest: str, refits: int = REFITS) -> Artefact:
    """The model of a fit, with its refits on bootstraps of the companies; not yet on disk."""
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


def _digest(cases: Path, labels: Path | None) -> str:
    """SHA-256 over the case files, and over the labels where there are any."""
    paths = [*sorted(cases.glob("*.yaml")), *([labels] if labels else [])]
    return sha256_hex("\n".join(sha256_hex(path.read_bytes()) for path in paths))


if __name__ == "__main__":
    main()
