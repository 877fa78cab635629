"""``unfakeable detect KIND FILE``: a detector on an analyst's own table, a row out for every row in, in its order."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from scoring.detectors import star_model
from scoring.detectors.star_counts import Repository, columns, read_repositories
from scoring.detectors.star_model import StarModel
from scoring.detectors.star_months import read_months, shapes
from scoring.tables import Column, Table, csv_text, write_text

KINDS = ("stars",)
ROWS_AT_ONCE = 50_000  #: rows in a matrix; only the answers of a longer table are held

STARS = Table(
    "stars",
    "one repository",
    (
        Column("repo_id", "string", "as given"),
        Column("manufactured_share", "number", "share of the stars expected to be bought; empty: counts are missing"),
        Column("probability", "number", "that a campaign bought stars, 0 to 1; a feature, never a verdict"),
    ),
)
SHAPED = Table(
    STARS.name,
    STARS.row,
    (*STARS.columns, Column("shape_probability", "number", "the same by the months alone; empty: under six months")),
)

Row = dict[str, str | float | None]


def detect(kind: str, source: Path, out: Path | None = None, months: Path | None = None) -> None:
    """Read ``source``, write ``out`` (standard output when not given) in full or not at all.

    Raises ``ValueError`` for a kind not in ``KINDS``, ``TableError`` for a table that lacks a column.
    """
    if kind not in KINDS:
        raise ValueError(f"there is no detector {kind!r}")
    model = star_model.load()
    rows: Iterable[Row] = _detected(read_repositories(source), model)
    if months is not None:
        rows = _with_shapes(rows, _by_shape(months, model))
    text = csv_text(SHAPED if months else STARS, rows)
    if out is None:
        sys.stdout.write(text)
    else:
        write_text(out, text)  # no byte order mark: read by programs, and nothing in it but the ids and numbers


def _detected(repositories: Iterator[Repository], model: StarModel) -> Iterator[Row]:
    while held := list(islice(repositories, ROWS_AT_ONCE)):
        whole = [each for each in held if each.counts is not None]
        counts = np.array([each.counts for each in whole], dtype=np.float64).reshape(len(whole), -1)
        cells = columns(counts, np.array([each.stars for each in whole])) if whole else counts
        answers = zip(model.manufactured_share(cells), model.probability(cells), strict=True)
        for each in held:
            share, probability = next(answers) if each.counts is not None else (None, None)
            yield {"repo_id": each.repo_id, "manufactured_share": _number(share), "probability": _number(probability)}


def _by_shape(months: Path, model: StarModel) -> dict[str, float]:
    names, cells = shapes(read_months(months))
    return dict(zip(names, map(float, model.shape_probability(cells)), strict=True))


def _with_shapes(rows: Iterable[Row], shaped: dict[str, float]) -> Iterator[Row]:
    for row in rows:
        yield {**row, "shape_probability": _number(shaped.get(str(row["repo_id"])))}


def _number(value: float | None) -> float | None:
    """Six digits: more would differ between processors."""
    return None if value is None else round(float(value), 6)
