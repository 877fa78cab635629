"""The model card, generated from ``metrics.json`` and the model, and ``unfakeable model``, which shows it.

No figure stands in the card that ``unfakeable evaluate fakeability`` does not print anew.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markdown import Markdown

from scoring.artefact import FOLDER, Artefact, read
from scoring.errors import ModelError
from scoring.standing import RULES_VERSION
from scoring.training.markdown import markdown_table

CARD, METRICS = "CARD.md", "metrics.json"

_INTRODUCTION = """\
# Model card: fakeability

What it answers: how fakeable one public signal of a company is, as the evidence stands on a date. 1 is most fakeable.
It is a statement about evidence, never about a person and never a rate of fraud.

How: a fixed prior of log-odds (`data/reference/fakeability_prior.csv`, one row a feature with its reason), a small
monotone LightGBM booster on top of it, and Platt's two numbers. Printed as a case-control index: as if there were as
many false claims as true ones. The rank inside a company is the order of that number. Prior plus one step for each
group of features equals the index, in log-odds and in points.

The company score reads another, narrower view: the prior alone, on admissible and refuting records.

## Not for
Accusing anybody. Comparing companies by one signal. Forecasts, self-proving filings and unresolved matters: none was
in the training data. A rate of fraud: cases were picked because they resolved.

## How to read the figures
Every figure leaves one company out: columns, booster and calibration are fitted anew without it. Intervals are 95
percent over bootstraps of companies. *Annotated* reads who spoke, whether the counterparty did and what was concrete
as the case's annotator wrote it down, who knew the outcome; *derived* hides these three and derives them from claim,
channel and evidence rows, and is the honest headline. What no split can undo: the prior's weights, the word lists and
the choice of features were made by people who had read these cases and watched these figures, and the derivation was
checked against the annotations (not the outcomes) of all of them. Expect less elsewhere. The row with equal weights
shows what is left when only the signs of the theory are used, the table without each group how much hangs on one.
"""


def write_card(metrics: dict[str, Any], artefact: Artefact, folder: Path = FOLDER) -> None:
    """Write the card beside the model."""
    (folder / CARD).write_text(render(metrics, artefact), encoding="utf-8")


def show(folder: Path = FOLDER, console: Console | None = None) -> None:
    """Print version, data, metrics, calibration, slices and known misses of the model in use.

    ``ModelError`` where the figures are missing or belong to another model.
    """
    artefact = read(folder)
    path = folder / METRICS
    if not path.is_file():
        raise ModelError(f"{path} is missing; run `unfakeable evaluate fakeability`")
    metrics = json.loads(path.read_text(encoding="utf-8"))
    if metrics["model"] != artefact.hash:
        raise ModelError(f"{path} tells of another model than {folder}; run `unfakeable evaluate fakeability`")
    (console or Console()).print(Markdown(render(metrics, artefact)))


def render(metrics: dict[str, Any], artefact: Artefact) -> str:
    """The card as Markdown."""
    kinds = ("annotated", "derived")
    parts = [_INTRODUCTION, _version(artefact)]
    parts += [_measures(metrics[kind], kind) for kind in kinds]
    parts += [_slices(metrics, kinds), _groups(metrics["without_group"]), _misses(metrics, kinds)]
    parts += [_features(metrics["features"])]
    return "\n".join(parts)


def _version(artefact: Artefact) -> str:
    held = artefact.constants
    data = held.trained_on
    rows = [
        ("model", artefact.hash),
        ("feature signature", held.signature),
        ("rules", RULES_VERSION),
        ("cases digest", data["cases_digest"]),
        ("trained on", f"{data['signals']} signals of {data['companies']} companies, annotated and derived"),
        ("Platt slope, intercept", f"{held.slope:.4f}, {held.intercept:.4f}"),
        ("refits for the interval", len(artefact.refits)),
        ("trees", artefact.booster.num_trees()),
    ]
    return "## Version and data\n" + markdown_table(("", ""), rows)


def _measures(held: dict[str, Any], kind: str) -> str:
    rows = []
    for model, score in held["scores"].items():
        gain = held["gains"].get(model)
        rows.append(
            (
                model,
                _interval(score["auroc"]),
                f"{score['brier']:.3f}",
                f"{score['log_loss']:.3f}",
                f"{score['pairs']} of {held['pairs']['of']}",
                _interval(gain["auroc"]) if gain else "",
            )
        )
    sets, line = held["label_sets"], held["calibration"]
    return "\n".join(
        (
            f"## Measured on {kind} attributes",
            f"{held['signals']} signals of {held['companies']} companies, {held['false']} refuted or inflated.\n",
            markdown_table(("model", "AUROC", "Brier", "log-loss", "pairs in one company", "gain in AUROC"), rows),
            f"Calibration: slope {line['slope']:.2f}, intercept {line['intercept']:.2f}. "
            f"Conformal label sets at 80 percent: coverage {sets['coverage']:.3f}, mean size {sets['mean_size']:.2f}, "
            f"{sets['empty']:.0%} empty, {sets['both']:.0%} with both labels.\n",
        )
    )


def _slices(metrics: dict[str, Any], kinds: Sequence[str]) -> str:
    rows = []
    for name, first in metrics[kinds[0]]["slices"].items():
        cells = [name, first["signals"], first["false"]]
        for kind in kinds:
            row = metrics[kind]["slices"][name]
            cells += ["-" if row["auroc"] is None else f"{row['auroc']:.3f}", f"{row['brier']:.3f}"]
        rows.append(tuple(cells))
    header = ("slice", "signals", "false", "AUROC annotated", "Brier annotated", "AUROC derived", "Brier derived")
    return "## Slices\nFew rows each: read the order of magnitude only.\n\n" + markdown_table(header, rows)


def _groups(held: dict[str, dict[str, float]]) -> str:
    rows = [(group, f"{row['annotated']:.3f}", f"{row['derived']:.3f}") for group, row in held.items()]
    return "## AUROC of the order without one group of features\n" + markdown_table(
        ("without", "annotated", "derived"), rows
    )


def _misses(metrics: dict[str, Any], kinds: Sequence[str]) -> str:
    rows = [
        (kind, miss["signal"], "false" if miss["false"] else "true", f"{miss['index']:.2f}")
        for kind in kinds
        for miss in metrics[kind]["misses"]
    ]
    return "## Known misses\n" + markdown_table(("attributes", "signal", "outcome", "index"), rows)


def _features(held: Iterable[dict[str, Any]]) -> str:
    rows = [
        (
            row["feature"],
            row["group"],
            f"{row['sign']:+d}" if row["sign"] else "0",
            row["filled"],
            "yes" if row["in_booster"] else "prior only",
            f"{row['mean_annotated']:.2f}",
            f"{row['mean_derived']:.2f}",
        )
        for row in held
    ]
    header = ("feature", "group", "sign", "filled", "in booster", "mean annotated", "mean derived")
    return "## Features: support, and training beside serving\n" + markdown_table(header, rows)


def _interval(held: dict[str, float]) -> str:
    return f"{held['value']:.3f} [{held['low']:.3f}, {held['high']:.3f}]"


if __name__ == "__main__":
    show()
