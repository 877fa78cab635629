"""``unfakeable evaluate detectors``: the star detector on repositories it did not see, and the other columns.

Figures of the star detector are measured anew where the anchor stands beside the checkout; elsewhere those stored with
the model are printed, and said to be so.
"""

import json
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from scoring.detectors import benchmark_gap, star_anchor
from scoring.detectors.column_figures import Support, support
from scoring.detectors.star_figures import Figure, figures
from scoring.detectors.star_model import FOLDER
from scoring.detectors.train_stars import METRICS


def main() -> None:
    """Print the tables."""
    console = Console(width=120)
    held = star_anchor.folder()
    if held is not None:
        told, title = figures(star_anchor.read(held)), "stars, measured now on folds by owner"
    else:
        stored = json.loads((FOLDER / METRICS).read_text(encoding="utf-8"))
        told, title = (
            [Figure(**row) for row in stored],
            "stars, as measured when the model was trained (no anchor here)",
        )
    console.print(table(title, told))
    gap = benchmark_gap.measure()
    if gap is not None:
        console.print(
            f"public against closed test, {gap.models} models: {gap.mean_drop:.1f} points lower on average, "
            f"Kendall {gap.kendall:.3f}, at most {gap.most_places:g} places"
        )
    console.print(columns_table(support()))


def table(title: str, told: Iterable[Figure]) -> Table:
    """Figures as a table."""
    drawn = Table(title=title, title_justify="left")
    for heading in ("measure", "positives", "others", "measured", "target", ""):
        drawn.add_column(heading, justify="left" if heading == "measure" else "right")
    words = {True: "met", False: "missed", None: ""}
    for row in told:
        target = "" if row.target is None else f"{row.target:g}"
        drawn.add_row(row.what, str(row.positives), str(row.others), f"{row.measured:.4f}", target, words[row.met])
    return drawn


def columns_table(told: Iterable[Support]) -> Table:
    """Columns that any case fills, and the names of those that none does."""
    rows = list(told)
    empty = ", ".join(row.column for row in rows if not row.filled)
    drawn = Table(title="family detectors on the resolved cases", title_justify="left", caption=f"in no case: {empty}")
    for heading in ("column", "filled", "not zero", "false", "AUROC for false"):
        drawn.add_column(heading, justify="left" if heading == "column" else "right")
    for row in rows:
        if row.filled:
            order = "" if row.auroc is None else f"{row.auroc:.2f}"
            drawn.add_row(row.column, str(row.filled), str(row.not_zero), str(row.false), order)
    return drawn


if __name__ == "__main__":
    main()
