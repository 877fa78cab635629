"""``unfakeable evaluate detectors``: the star detector on repositories it did not see, each figure beside its target.

Measured anew where the anchor stands beside the checkout; elsewhere the figures stored with the model are printed.
"""

import json
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from scoring.detectors import star_anchor
from scoring.detectors.star_figures import Figure, figures
from scoring.detectors.star_model import FOLDER
from scoring.detectors.train_stars import METRICS


def main() -> None:
    """Print the table."""
    held = star_anchor.folder()
    if held is not None:
        told, title = figures(star_anchor.read(held)), "stars, measured now on folds by owner"
    else:
        stored = json.loads((FOLDER / METRICS).read_text(encoding="utf-8"))
        told, title = (
            [Figure(**row) for row in stored],
            "stars, as measured when the model was trained (no anchor here)",
        )
    Console(width=120).print(table(title, told))


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


if __name__ == "__main__":
    main()
