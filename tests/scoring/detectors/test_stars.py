"""The star detector through its command face: a row out for each row in, whatever else the table holds."""

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from scoring.detectors import run, star_anchor, star_model
from scoring.detectors.star_counts import EVENT_KINDS
from scoring.detectors.star_figures import Figure
from scoring.detectors.star_months import shapes
from scoring.detectors.train_stars import METRICS
from scoring.errors import ModelError, TableError

#: Invented: a shell that was starred and never used, and a project with the traces of real users.
SHELL = {"watch": 900, "push": 2, "create": 1}
USED = {
    **{"watch": 900, "fork": 210, "issues": 160, "issuecomment": 700, "pullrequest": 140, "push": 900},
    **{"pullrequestreview": 120, "pullrequestreviewcomment": 150, "release": 12, "create": 80, "delete": 60},
}


def table(path: Path, rows: Sequence[dict[str, object]], columns: Sequence[str] = ()) -> Path:
    header = columns or ("repo_id", "watch", *EVENT_KINDS)
    text = [header] + [[str(row.get(name, 0)) for name in header] for row in rows]
    lines = "".join(",".join(map(str, line)) + "\r\n" for line in text)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(lines.encode()))
    else:
        path.write_text(lines, encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def two(tmp_path: Path) -> list[dict[str, str]]:
    source = table(tmp_path / "in.csv", [{"repo_id": "a", **SHELL}, {"repo_id": "b", **USED}])
    run.detect("stars", source, tmp_path / "out.csv")
    return read(tmp_path / "out.csv")


def test_a_starred_shell_is_more_suspect_than_a_used_project(two: list[dict[str, str]]) -> None:
    shell, used = two
    assert [shell["repo_id"], used["repo_id"]] == ["a", "b"]
    assert list(shell) == ["repo_id", "manufactured_share", "probability"]
    assert float(shell["probability"]) > 0.9 > 0.1 > float(used["probability"])
    assert float(shell["manufactured_share"]) > float(used["manufactured_share"])


def test_compressed_reordered_and_labelled_tables_give_the_same(two: list[dict[str, str]], tmp_path: Path) -> None:
    columns = (*reversed(EVENT_KINDS), "campaign", "p_fake", "watch", "repo_id")
    rows = [{"repo_id": "a", **SHELL, "campaign": 0, "p_fake": 0}, {"repo_id": "b", **USED, "campaign": 1, "p_fake": 1}]
    run.detect("stars", table(tmp_path / "in.csv.gz", rows, columns), tmp_path / "other.csv")
    assert read(tmp_path / "other.csv") == two


def test_a_row_without_counts_stays_in_its_place_and_empty(tmp_path: Path) -> None:
    rows = [{"repo_id": "a", **SHELL}, {"repo_id": "b", **USED, "fork": ""}, {"repo_id": "c", **USED, "fork": -1}]
    run.detect("stars", table(tmp_path / "in.csv", rows), tmp_path / "out.csv")
    told = read(tmp_path / "out.csv")
    assert [row["repo_id"] for row in told] == ["a", "b", "c"]
    assert told[0]["probability"]
    assert [row["probability"] + row["manufactured_share"] for row in told[1:]] == ["", ""]


def test_rows_may_go_through_in_chunks_of_any_size(
    two: list[dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ROWS_AT_ONCE", 1)
    source = table(tmp_path / "in.csv", [{"repo_id": "a", **SHELL}, {"repo_id": "b", **USED}])
    run.detect("stars", source, tmp_path / "chunks.csv")
    assert read(tmp_path / "chunks.csv") == two


def test_an_empty_table_gives_its_header(tmp_path: Path) -> None:
    run.detect("stars", table(tmp_path / "in.csv", []), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").split() == ["repo_id,manufactured_share,probability"]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    source = table(tmp_path / "in.csv", [], ("repo_id", "watch"))
    with pytest.raises(TableError, match="fork"):
        run.detect("stars", source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_months_add_a_column_that_a_burst_raises(tmp_path: Path) -> None:
    names = ("repo_id", "month", "n_stars")
    even = [{"repo_id": "b", "month": f"2024-{month:02}", "n_stars": 90 + month} for month in range(1, 11)]
    burst = [{"repo_id": "a", "month": f"2024-{month:02}", "n_stars": 3} for month in range(1, 11)]
    burst[6] = {**burst[6], "n_stars": 800}
    months = table(tmp_path / "months.csv", [*even, *burst, {"repo_id": "c", "month": "2024-01", "n_stars": 5}], names)
    rows = [{"repo_id": "a", **SHELL}, {"repo_id": "b", **USED}, {"repo_id": "c", **USED}]
    run.detect("stars", table(tmp_path / "in.csv", rows), tmp_path / "out.csv", months)
    told = {row["repo_id"]: row["shape_probability"] for row in read(tmp_path / "out.csv")}
    assert 0 <= float(told["b"]) < float(told["a"]) <= 1
    assert told["c"] == ""


def test_shapes_do_not_depend_on_the_number_of_stars() -> None:
    held = [(24_000 + place, stars) for place, stars in enumerate([40.0, 80.0, 400.0, 120.0, 60.0, 50.0])]
    tenfold = [(month, 10 * stars) for month, stars in held]
    names, cells = shapes({"once": held, "tenfold": tenfold})
    assert names == ["once", "tenfold"]
    np.testing.assert_allclose(cells[0], cells[1], atol=0.05)


def test_an_altered_or_foreign_model_is_refused(tmp_path: Path) -> None:
    for path in star_model.FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    star_model.load(tmp_path)
    sidecar = tmp_path / star_model.SIDECAR
    whole = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(whole.replace(star_model.SIGNATURE, "0" * 64), encoding="utf-8")
    with pytest.raises(ModelError, match="other columns"):
        star_model.load(tmp_path)
    sidecar.write_text(whole, encoding="utf-8")
    with (tmp_path / "living.txt").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(ModelError, match="altered"):
        star_model.load(tmp_path)
    (tmp_path / "living.txt").unlink()
    with pytest.raises(ModelError, match="missing"):
        star_model.load(tmp_path)


def test_the_stored_figures_reach_their_targets() -> None:
    rows = json.loads((star_model.FOLDER / METRICS).read_text(encoding="utf-8"))
    told = [figure for figure in (Figure(**row) for row in rows) if figure.target is not None]
    assert len(told) == 6
    assert [figure.what for figure in told if not figure.met] == []


@pytest.mark.skipif(star_anchor.folder() is None, reason="needs anchors/starscout beside the checkout")
def test_the_shipped_model_was_fitted_on_the_anchor_that_is_here() -> None:
    held = star_anchor.folder()
    assert held is not None
    anchor = star_anchor.read(held)
    sidecar = json.loads((star_model.FOLDER / star_model.SIDECAR).read_text(encoding="utf-8"))
    assert sidecar["trained_on"]["anchor"] == anchor.digest
    model = star_model.load()
    cells = anchor.cells[anchor.campaign | anchor.sample][::50]
    label = anchor.campaign[anchor.campaign | anchor.sample][::50]
    answer = model.probability(cells)
    assert answer[label].mean() > 0.8 > 0.2 > answer[~label].mean()
