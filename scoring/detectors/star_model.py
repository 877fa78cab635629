"""The star detector: five small boosters, how their numbers are put together, and how they lie on disk.

A campaign comes in two kinds that have little in common: an empty shell, starred and soon removed, and a living
project that bought stars beside its own. One model is fitted for each kind, and a repository is suspected if either
finds it: ``1 - (1 - shell) * (1 - living)``. Fitted together, the shells (nine campaigns of ten) drown the others,
and those are the ones that a startup resembles.

The manufactured share is what a graded model expects of a repository that was touched at all; where hardly any
sign of that is left (probability of a touch below ``TOUCHED_FLOOR``) it is shrunk towards nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import lightgbm as lgb
import numpy as np

from data.ids import sha256_hex
from scoring.detectors import star_counts, star_months
from scoring.detectors.star_counts import COLUMNS, RATIOS, Matrix
from scoring.errors import ModelError

FOLDER = Path(__file__).parents[2] / "models" / "detectors" / "stars"
SIDECAR = "model.json"
REMEDY = "run `unfakeable train stars`"
TOUCHED_FLOOR = 0.02

#: Booster -> the columns it reads.
INPUTS: Mapping[str, tuple[str, ...]] = {
    "shell": RATIOS,
    "living": RATIOS,
    "touched": COLUMNS,
    "share": COLUMNS,
    "shape": star_months.SHAPE_COLUMNS,
}

#: Another source of the columns makes other columns, and a model fitted on those is refused.
SIGNATURE = sha256_hex("".join(Path(str(module.__file__)).read_text("utf-8") for module in (star_counts, star_months)))


@dataclass(frozen=True, slots=True)
class StarModel:
    """The five boosters."""

    shell: lgb.Booster
    living: lgb.Booster
    touched: lgb.Booster
    share: lgb.Booster
    shape: lgb.Booster

    def probability(self, cells: Matrix) -> Matrix:
        """How likely stars were bought in a campaign: ``cells`` (rows, 23) -> (rows,), each 0 to 1."""
        ratios = cells[:, : len(RATIOS)]
        return either(_predict(self.shell, ratios), _predict(self.living, ratios))

    def manufactured_share(self, cells: Matrix) -> Matrix:
        """Expected share of the stars that is bought: ``cells`` (rows, 23) -> (rows,), each 0 to 1."""
        return shrunk(_predict(self.share, cells), _predict(self.touched, cells))

    def shape_probability(self, shapes: Matrix) -> Matrix:
        """How likely a campaign is by the months alone: ``shapes`` (rows, 12) -> (rows,), each 0 to 1."""
        return _predict(self.shape, shapes)


def either(shell: Matrix, living: Matrix) -> Matrix:
    """Probability that one of two kinds of campaign is there, each reckoned by itself."""
    return np.asarray(1 - (1 - shell) * (1 - living))


def shrunk(share: Matrix, touched: Matrix) -> Matrix:
    """Share of a touched repository, shrunk where a touch is hardly likely."""
    return np.asarray(np.clip(share, 0, 1) * np.minimum(1, touched / TOUCHED_FLOOR))


def save(boosters: Mapping[str, lgb.Booster], trained_on: Mapping[str, object], folder: Path = FOLDER) -> None:
    """Write the boosters as LightGBM text; the sidecar goes last, so that a broken write is refused on reading."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SIDECAR).unlink(missing_ok=True)
    texts = {f"{name}.txt": boosters[name].model_to_string() for name in INPUTS}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    files = {name: sha256_hex(text) for name, text in texts.items()}
    held = {"signature": SIGNATURE, "trained_on": trained_on, "files": files}
    (folder / SIDECAR).write_text(json.dumps(held, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def load(folder: Path = FOLDER) -> StarModel:
    """Read the detector back; ``ModelError`` where a file is missing or altered, or was fitted on other columns."""
    sidecar = folder / SIDECAR
    if not sidecar.is_file():
        raise ModelError(f"{sidecar} is missing; {REMEDY}")
    held = json.loads(sidecar.read_text(encoding="utf-8"))
    if held["signature"] != SIGNATURE:
        raise ModelError(f"{sidecar} was fitted on other columns than this program computes; {REMEDY}")
    return StarModel(**{name: _booster(folder / f"{name}.txt", held["files"][f"{name}.txt"]) for name in INPUTS})


def _booster(path: Path, sha: str) -> lgb.Booster:
    if not path.is_file():
        raise ModelError(f"{path} is missing; {REMEDY}")
    text = path.read_text(encoding="utf-8")
    if sha256_hex(text) != sha:
        raise ModelError(f"{path} was altered after training; {REMEDY}")
    return lgb.Booster(model_str=text)


def _predict(booster: lgb.Booster, cells: Matrix) -> Matrix:
    if not len(cells):
        return np.zeros(0)
    return np.asarray(booster.predict(cells, num_threads=1))
