"""``unfakeable evaluate decisions``: what every cut on fakeability would have cost, instead of one magic cut.

An investor relies on signals below a cut and asks for evidence above it. Two errors follow: relying on what turned out
false, and asking about what turned out true. Both are counted on the resolved cases by models that saw no claim of the
same company, with the fields that the program derives itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.special import expit

from data.case_files import read_cases
from scoring.training.fit import fit_scorer, out_of_company
from scoring.training.labels import labelled

CUTS = tuple(round(0.1 * step, 1) for step in range(1, 10))
Z = 1.96  #: 95 percent


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as a count, with its Wilson interval (Wilson 1927); ``share`` None where there is nothing to count."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Hits over all."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """95 percent, 0 to 1 where there is nothing to count."""
        if not self.of:
            return 0.0, 1.0
        share, n = self.hits / self.of, self.of
        middle, spread = share + Z**2 / (2 * n), Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
        return max(0.0, (middle - spread) / (1 + Z**2 / n)), min(1.0, (middle + spread) / (1 + Z**2 / n))

    def __str__(self) -> str:
        """Count, share and interval as people read them."""
        low, high = self.interval
        return f"{self.hits} of {self.of}" + (f" = {self.share:.0%} [{low:.0%}, {high:.0%}]" if self.of else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """One cut: signals with an index below it are relied on, the others are asked about."""

    cut: float
    relied_on_false: Rate  #: false ones among those relied on
    asked_about_true: Rate  #: true ones among those asked about
    false_caught: Rate  #: false ones that were asked about


def decisions(label: NDArray[np.int64], index: NDArray[np.float64], cuts: Sequence[float] = CUTS) -> list[Decision]:
    """The table. ``label`` is 1 for false, ``index`` fakeability from 0 to 1; both of shape (signals,)."""
    return [_at(cut, label == 1, index >= cut) for cut in cuts]


def main() -> None:
    """Print the table."""
    rows = labelled(read_cases(), annotated=False)
    told = decisions(rows.label, np.asarray(expit(out_of_company(rows, fit_scorer))))
    table = Table(title=f"{len(rows)} resolved signals, each by a model without its company", title_justify="left")
    for heading in ("ask from", "relied on and false", "asked about and true", "false ones caught"):
        table.add_column(heading, justify="right")
    for row in told:
        table.add_row(f"{row.cut:.1f}", str(row.relied_on_false), str(row.asked_about_true), str(row.false_caught))
    console = Console(width=120)
    console.print(table)
    console.print("resolved cases are a case-control sample: shares hold for as many true as false claims, not outside")


def _at(cut: float, false: NDArray[np.bool_], asked: NDArray[np.bool_]) -> Decision:
    return Decision(
        cut=cut,
        relied_on_false=Rate(int((false & ~asked).sum()), int((~asked).sum())),
        asked_about_true=Rate(int((~false & asked).sum()), int(asked.sum())),
        false_caught=Rate(int((false & asked).sum()), int(false.sum())),
    )


if __name__ == "__main__":
    main()
