"""Gains and losses of a new model against the last one, company by company.

Both are compared on what they said of companies that they had not seen: each training run leaves these answers in
``out_of_company.csv`` beside the model.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from scoring.training.labels import Labelled
from scoring.training.measures import log_loss

ANSWERS = "out_of_company.csv"
SHOWN = 0.005  #: change in mean log-loss from which a company is listed

Key = tuple[str, str, str]  #: company, signal, attributes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said of a signal of a company that it had not seen."""

    false: int
    log_odds: float


@dataclass(frozen=True, slots=True)
class Change:
    """Mean log-loss of one company's shared signals under the last and the new model; below zero is a gain."""

    company: str
    signals: int
    before: float
    after: float

    @property
    def moved(self) -> float:
        """New minus last."""
        return self.after - self.before


def answers_of(parts: Mapping[str, Labelled], log_odds: NDArray[np.float64]) -> dict[Key, Answer]:
    """Answers by signal; ``log_odds`` runs over the parts one after the other."""
    told: dict[Key, Answer] = {}
    values = iter(log_odds)
    for attributes, rows in parts.items():
        for company, signal, label in zip(rows.company, rows.signals, rows.label, strict=True):
            told[(str(company), signal.id, attributes)] = Answer(int(label), round(float(next(values)), 4))
    return told


def read_answers(folder: Path) -> dict[Key, Answer]:
    """The last model's answers, empty where there is none."""
    path = folder / ANSWERS
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["company"], row["signal"], row["attributes"]): Answer(int(row["false"]), float(row["log_odds"]))
            for row in csv.DictReader(file)
        }


def write_answers(answers: Mapping[Key, Answer], folder: Path) -> None:
    """Write answers, sorted."""
    with (folder / ANSWERS).open("w", encoding="utf-8", newline="\n") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["company", "signal", "attributes", "false", "log_odds"])
        for key in sorted(answers):
            writer.writerow([*key, answers[key].false, answers[key].log_odds])


def changes(last: Mapping[Key, Answer], new: Mapping[Key, Answer]) -> list[Change]:
    """Companies with signals that both models were asked about, the largest gain first; judged by the new labels."""
    shared: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(last.keys() & new.keys()):
        shared[key[0]].append(key)
    told = [
        Change(company, len({key[1] for key in keys}), _loss(keys, last, new), _loss(keys, new, new))
        for company, keys in shared.items()
    ]
    return sorted(told, key=lambda item: (item.moved, item.company))


def table(told: Iterable[Change]) -> Table:
    """Gains and losses for people."""
    held = list(told)
    shown = Table("company", "signals", "log-loss before", "now", "change", title="Against the last model")
    for item in held:
        if abs(item.moved) >= SHOWN:
            shown.add_row(
                item.company, f"{item.signals}", f"{item.before:.3f}", f"{item.after:.3f}", f"{item.moved:+.3f}"
            )
    gained = sum(item.moved <= -SHOWN for item in held)
    lost = sum(item.moved >= SHOWN for item in held)
    shown.caption = f"{gained} companies gain, {lost} lose, {len(held) - gained - lost} stay."
    return shown


def _loss(keys: Iterable[Key], answers: Mapping[Key, Answer], labels: Mapping[Key, Answer]) -> float:
    held = list(keys)
    label = np.array([labels[key].false for key in held])
    return log_loss(label, np.array([answers[key].log_odds for key in held]))
