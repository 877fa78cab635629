"""``unfakeable evaluate fakeability``: every figure of the ranker beside its target.

Writes ``metrics.json`` and the model card that is generated from it; both are byte-equal for the same cases and model.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from data.case_files import FOLDER as CASES
from data.case_files import read_cases
from scoring.artefact import FOLDER, read
from scoring.training.card import METRICS, write_card
from scoring.training.data_sheet import write_sheet
from scoring.training.judge import OURS, judge
from scoring.training.labels import ANNOTATED, DERIVED


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of targets."""

    measure: str
    target: str
    measured: str
    met: bool


def main(cases: Path = CASES, folder: Path = FOLDER, console: Console | None = None) -> None:
    """Judge the recipe on a folder of cases, print, and write metrics and card beside the model."""
    console = console or Console()
    artefact = read(folder)
    held = read_cases(cases)
    metrics = {"model": artefact.hash, **judge(held)}
    text = json.dumps(metrics, indent=1, allow_nan=False) + "\n"
    (folder / METRICS).write_text(text, encoding="utf-8")
    write_card(metrics, artefact, folder)
    write_sheet(held, folder)
    show(metrics, console)


def targets(metrics: dict[str, Any]) -> Iterator[Row]:
    """The rows of the issue that are the ranker's, with what was measured."""
    annotated, derived = metrics[ANNOTATED], metrics[DERIVED]
    ours, logistic = annotated["scores"][OURS], annotated["scores"]["logistic regression"]
    yield _least("AUROC, annotated attributes", 0.94, ours["auroc"]["value"])
    for name in ("brier", "log_loss"):
        word = f"at most logistic's {logistic[name]:.3f}"
        yield Row(f"{name}, annotated attributes", word, f"{ours[name]:.3f}", ours[name] <= logistic[name])
    yield _least("AUROC, derived attributes", 0.90, derived["scores"][OURS]["auroc"]["value"])
    yield _least("the same without decks", 0.90, derived["slices"]["all but decks"]["auroc"])
    yield _against_logistic(annotated)
    gain = derived["gains"]["rule table"]["auroc"]
    yield Row("gain in AUROC on the rule table, derived", "above 0", _with_interval(gain), gain["low"] > 0)
    for name, held in ((ANNOTATED, annotated), (DERIVED, derived)):
        right, total = held["pairs"]["right"], held["pairs"]["of"]
        yield Row(f"pairs inside one company, {name}", f"{total - 1} of {total}", f"{right}", right >= total - 1)
        slope, sets = held["calibration"]["slope"], held["label_sets"]
        yield Row(f"calibration slope, {name}", "0.7 to 1.3", f"{slope:.2f}", 0.7 <= slope <= 1.3)
        size = f"{sets['coverage']:.3f}, mean size {sets['mean_size']:.2f}, {sets['empty']:.0%} empty"
        yield Row(f"label sets at 80 percent, {name}", "0.75 to 0.88", size, 0.75 <= sets["coverage"] <= 0.88)


def show(metrics: dict[str, Any], console: Console) -> None:
    """Print everything that ``metrics.json`` holds."""
    table = Table("measure", "target", "measured", "", title="Ranker, leave one company out")
    for row in targets(metrics):
        table.add_row(row.measure, row.target, row.measured, "met" if row.met else "[bold]missed[/bold]")
    console.print(table)
    for name in (ANNOTATED, DERIVED):
        console.print(_rivals(metrics[name], name))
        console.print(_slices(metrics[name], name))
    console.print(_groups(metrics["without_group"]))
    console.print("Every figure by signal, company and feature: models/fakeability/CARD.md", highlight=False)


def _rivals(held: dict[str, Any], name: str) -> Table:
    title = f"{name.capitalize()} attributes: {held['signals']} signals of {held['companies']} companies"
    table = Table("model", "AUROC", "Brier", "log-loss", "pairs", "gain in AUROC", "gain in log-loss", title=title)
    for model, score in held["scores"].items():
        gains = held["gains"].get(model)
        table.add_row(
            model,
            _with_interval(score["auroc"]),
            f"{score['brier']:.3f}",
            f"{score['log_loss']:.3f}",
            f"{score['pairs']} of {held['pairs']['of']}",
            _with_interval(gains["auroc"], "+") if gains else "",
            _with_interval(gains["log_loss"], "+") if gains else "",
        )
    return table


def _slices(held: dict[str, Any], name: str) -> Table:
    table = Table("slice", "signals", "false", "AUROC", "Brier", "mean index", title=f"{name.capitalize()}, by slice")
    for word, row in held["slices"].items():
        order = "one label only" if row["auroc"] is None else f"{row['auroc']:.3f}"
        table.add_row(
            word, f"{row['signals']}", f"{row['false']}", order, f"{row['brier']:.3f}", f"{row['mean_index']:.2f}"
        )
    return table


def _groups(held: dict[str, Any]) -> Table:
    table = Table("without", ANNOTATED, DERIVED, title="AUROC of the order where one group of features is blanked")
    for group, row in held.items():
        table.add_row(group, f"{row[ANNOTATED]:.3f}", f"{row[DERIVED]:.3f}")
    return table


def _against_logistic(held: dict[str, Any]) -> Row:
    """The gain with its interval, or that none can be told; either is an answer."""
    gain = held["gains"]["logistic regression"]["auroc"]
    word = "" if gain["low"] > 0 else ": no gain that can be told from zero"
    return Row("gain in AUROC on logistic, annotated", "with its interval", _with_interval(gain, "+") + word, True)


def _least(measure: str, target: float, measured: float) -> Row:
    return Row(measure, f"at least {target:.2f}", f"{measured:.3f}", measured >= target)


def _with_interval(held: dict[str, float], sign: str = "") -> str:
    return f"{held['value']:{sign}.3f} [{held['low']:{sign}.3f}, {held['high']:{sign}.3f}]"


if __name__ == "__main__":
    main()
