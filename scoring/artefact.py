"""The fakeability model on disk: boosters as LightGBM text and one JSON sidecar; read back only whole and unaltered."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.ids import sha256_hex
from scoring.errors import ModelError
from scoring.features import NAMES, SIGNATURE

if TYPE_CHECKING:
    import lightgbm as lgb

FOLDER = Path(__file__).parent.parent / "models" / "fakeability"
SIDECAR, BOOSTER, REFITS, ROWS = "model.json", "booster.txt", "refits.txt", "training_rows.csv"
REMEDY = "run `unfakeable train fakeability`"
_BETWEEN = "\n=== next refit ===\n"


@dataclass(frozen=True, slots=True)
class Constants:
    """Numbers beside the boosters."""

    signature: str
    booster_features: tuple[str, ...]  #: columns that enter the boosters
    slope: float  #: Platt, on prior + booster
    intercept: float
    sample_rate: float  #: share of refuted or inflated among the rows as weighted in the fit
    typical_distance: float  #: how far a row of another company usually lies from its nearest training row
    trained_on: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A model as it is stored; ``hash`` is empty until it was."""

    constants: Constants
    booster: "lgb.Booster"
    refits: "tuple[lgb.Booster, ...]"  #: the same fit on bootstraps of the companies
    training_rows: NDArray[np.float64]  #: columns of the rows it was fitted on, NaN where missing
    hash: str


def save(artefact: Artefact, folder: Path = FOLDER) -> None:
    """Write a model; the sidecar goes last, so that a broken write is refused on reading."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SIDECAR).unlink(missing_ok=True)
    texts = {
        BOOSTER: artefact.booster.model_to_string(),
        REFITS: _BETWEEN.join(refit.model_to_string() for refit in artefact.refits),
        ROWS: _rows_text(artefact.training_rows),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    held = {**asdict(artefact.constants), "files": {name: sha256_hex(text) for name, text in texts.items()}}
    held["hash"] = sha256_hex(json.dumps(held, sort_keys=True))
    (folder / SIDECAR).write_text(json.dumps(held, indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def read(folder: Path = FOLDER) -> Artefact:
    """Read a model back. ``ModelError`` where a file is missing or altered, or it was fitted on other features."""
    import lightgbm as lgb  # takes seconds, and most commands judge nothing

    held = _sidecar(folder)
    texts = {name: _text(folder / name, sha) for name, sha in held.pop("files").items()}
    digest = held.pop("hash")
    constants = Constants(**{**held, "booster_features": tuple(held["booster_features"])})
    if constants.signature != SIGNATURE:
        raise ModelError(f"{folder / SIDECAR} was fitted on other features than this program computes; {REMEDY}")
    return Artefact(
        constants=constants,
        booster=lgb.Booster(model_str=texts[BOOSTER]),
        refits=tuple(lgb.Booster(model_str=text) for text in texts[REFITS].split(_BETWEEN)),
        training_rows=_rows(texts[ROWS]),
        hash=digest,
    )


def _sidecar(folder: Path) -> dict[str, Any]:
    path = folder / SIDECAR
    if not path.is_file():
        raise ModelError(f"{path} is missing; {REMEDY}")
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        digest = held.pop("hash")
    except (ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"{path} is not readable ({error}); {REMEDY}") from error
    if sha256_hex(json.dumps(held, sort_keys=True)) != digest:
        raise ModelError(f"{path} was altered after training; {REMEDY}")
    return {**held, "hash": digest}


def _text(path: Path, sha: str) -> str:
    if not path.is_file():
        raise ModelError(f"{path} is missing; {REMEDY}")
    text = path.read_text(encoding="utf-8")
    if sha256_hex(text) != sha:
        raise ModelError(f"{path} was altered after training; {REMEDY}")
    return text


def _rows_text(rows: NDArray[np.float64]) -> str:
    lines = [",".join("" if np.isnan(cell) else f"{cell:.6g}" for cell in row) for row in rows]
    return "\n".join([",".join(NAMES), *lines]) + "\n"


def _rows(text: str) -> NDArray[np.float64]:
    lines = text.splitlines()[1:]
    return np.array([[float(cell) if cell else np.nan for cell in line.split(",")] for line in lines])
