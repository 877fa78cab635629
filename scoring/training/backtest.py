"""``unfakeable evaluate backtest``: walk the cases through time; what was the answer before the outcome was known?

Every claim is judged on the day it was made and on the day before its outcome became known, by a model that saw no
row of its company. The company score is read on the day before the first refutation, and today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from data.as_of import in_memory
from data.case_files import FOLDER as CASES
from data.case_files import CaseFile, read_cases
from scoring.audit import Audit, audit
from scoring.cases import case_rows, company_of
from scoring.fakeability import FakeabilityModel
from scoring.signals.build import CASE_SCHEME
from scoring.training.fit import fit
from scoring.training.labels import BAD, Labelled, is_core, labelled, stacked
from scoring.training.measures import auroc
from scoring.training.train import build

DAY = timedelta(days=1)
_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Walk:
    """One resolved claim: its index when it was made and on the eve of its outcome."""

    company: str
    signal: str
    false: bool
    made: date
    resolved: date
    at_claim: float
    on_the_eve: float

    @property
    def months_ahead(self) -> float:
        """Months between claim and outcome."""
        return (self.resolved - self.made).days / _DAYS_A_MONTH


@dataclass(frozen=True, slots=True)
class Verdict:
    """The company score on the eve of the first outcome against the company (or for it), and with all outcomes."""

    company: str
    refuted: bool
    before: float | None
    after: float | None


def main(cases: Path = CASES, console: Console | None = None) -> None:
    """Print the walk."""
    show(*walk(read_cases(cases)), console or Console())


def show(walks: Sequence[Walk], verdicts: Sequence[Verdict], console: Console) -> None:
    """Print what the walk found."""
    for table in (_times(walks), _missed(walks), _verdicts(verdicts)):
        console.print(table)


def walk(cases: Sequence[CaseFile]) -> tuple[list[Walk], list[Verdict]]:
    """Every core claim with a dated outcome, and every company that has one."""
    rows = stacked([labelled(cases, annotated=True), labelled(cases, annotated=False)])
    walks: list[Walk] = []
    verdicts: list[Verdict] = []
    for case in cases:
        resolved = [signal for signal in case.signals if is_core(signal) and signal.outcome and signal.outcome.known_at]
        if not resolved:
            continue
        model = _without(case.slug, rows)
        own = list(_walks(case, model))
        walks += own
        verdicts.append(_verdict(case, model, own))
    return walks, verdicts


def _without(company: str, rows: Labelled) -> FakeabilityModel:
    others = rows.where(rows.company != company)
    return FakeabilityModel(build(others, fit(others), cases_digest="", refits=2))


def _walks(case: CaseFile, model: FakeabilityModel) -> Iterator[Walk]:
    for signal in case.signals:
        outcome = signal.outcome
        if outcome is None or outcome.known_at is None or not is_core(signal):
            continue
        eve = max(signal.known_at, outcome.known_at - DAY)
        yield Walk(
            company=case.slug,
            signal=signal.id,
            false=outcome.label in BAD,
            made=signal.known_at,
            resolved=outcome.known_at,
            at_claim=_index(_as_of(case, signal.known_at, model), signal.id),
            on_the_eve=_index(_as_of(case, eve, model), signal.id),
        )


def _verdict(case: CaseFile, model: FakeabilityModel, walks: Sequence[Walk]) -> Verdict:
    against = [walk for walk in walks if walk.false]
    first = min(walk.resolved for walk in against or walks)
    return Verdict(
        company=case.name,
        refuted=bool(against),
        before=_as_of(case, first - DAY, model).score.score,
        after=_as_of(case, max(walk.resolved for walk in walks), model).score.score,
    )


def _as_of(case: CaseFile, day: date, model: FakeabilityModel) -> Audit:
    return audit(in_memory(company_of(case), day, list(case_rows([case]))), model, with_questions=False)


def _index(told: Audit, signal_id: str) -> float:
    signal = next(signal for signal in told.signals if signal.key == f"{CASE_SCHEME}{signal_id}")
    return told.fakeability[signal.id].index


def _times(walks: Sequence[Walk]) -> Table:
    table = Table("when", "AUROC", "mean index, false", "mean index, true", title="The index before the outcome")
    label = np.array([int(walk.false) for walk in walks])
    for when in ("at_claim", "on_the_eve"):
        index = np.array([getattr(walk, when) for walk in walks])
        table.add_row(
            when.replace("_", " "),
            f"{auroc(label, index):.3f}",
            f"{index[label == 1].mean():.2f}",
            f"{index[label == 0].mean():.2f}",
        )
    ahead = median(walk.months_ahead for walk in walks if walk.false)
    table.caption = f"{int(label.sum())} false and {int((1 - label).sum())} true claims; false ones came out after "
    table.caption += f"{ahead:.0f} months in the median."
    return table


def _missed(walks: Sequence[Walk]) -> Table:
    table = Table("signal", "made", "refuted", "at claim", "on the eve", title="False claims below 0.5 on the eve")
    for walk in sorted((walk for walk in walks if walk.false and walk.on_the_eve < 0.5), key=lambda w: w.on_the_eve):
        table.add_row(walk.signal, f"{walk.made}", f"{walk.resolved}", f"{walk.at_claim:.2f}", f"{walk.on_the_eve:.2f}")
    return table


def _verdicts(verdicts: Sequence[Verdict]) -> Table:
    table = Table("companies", "number before", "mean before", "number after", "mean after", title="The company score")
    for refuted, word in ((True, "with a refuted claim"), (False, "without")):
        held = [verdict for verdict in verdicts if verdict.refuted is refuted]
        table.add_row(
            f"{len(held)} {word}",
            *(cell for when in ("before", "after") for cell in _numbers([getattr(item, when) for item in held])),
        )
    return table


def _numbers(scores: Sequence[float | None]) -> tuple[str, str]:
    known = [score for score in scores if score is not None]
    return f"{len(known)} of {len(scores)}", f"{np.mean(known):.1f}" if known else "none"


if __name__ == "__main__":
    main()
