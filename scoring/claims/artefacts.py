"""The trained parts on disk: which files there are, how they are hashed, and how they are read back.

`manifest.json` lists every artefact with its sha256 and the settings that were fitted beside the weights. A missing or
altered file is an error that names it and the command that rebuilds it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from scoring.claims.base import sha256
from scoring.claims.linear import LinearModel
from scoring.errors import ModelError

FOLDER: Final = Path(__file__).parents[2] / "models" / "claims"
MANIFEST: Final = "manifest.json"
MODELS: Final[tuple[str, ...]] = ("gate", "relation", "metric", "counterparty", "commitment", "attribution")
FAMILIES: Final[tuple[str, ...]] = ("relation", "metric")
REBUILD: Final = "unfakeable train claims"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was fitted on held-out companies. Thresholds are calibrated confidences, one for each family."""

    gate: float  # probability below which a sentence is not parsed
    floor: float  # raw probability below which an anchor is not looked at further
    report: dict[str, float]  # from here a claim is reported
    certain: dict[str, float]  # from here it is asserted without a caveat
    precision: dict[str, dict[str, float]]  # what held-out companies showed above `report` and above `certain`
    calibration: dict[str, tuple[float, float]]  # slope and offset on the log-odds (Platt)


@dataclass(frozen=True, slots=True)
class Artefacts:
    """Everything `ClaimExtractor` loads; `digest` is the manifest's sha256, the model version of every claim."""

    models: dict[str, LinearModel]
    settings: Settings
    digest: str


def write(models: dict[str, LinearModel], settings: Settings, folder: Path = FOLDER) -> None:
    """Write the models and the manifest that names and hashes them."""
    for name in MODELS:
        models[name].save(folder / f"{name}.npz")
    document = {
        "files": {f"{name}.npz": sha256(folder / f"{name}.npz") for name in MODELS},
        "settings": asdict(settings),
    }
    (folder / MANIFEST).write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _checked(folder: Path, name: str, hashes: dict[str, str]) -> Path:
    path = folder / name
    if not path.is_file() or sha256(path) != hashes.get(name):
        raise ModelError(f"{path}: missing or altered; rebuild it with `{REBUILD}`")
    return path


def _settings(stored: dict[str, Any]) -> Settings:
    pairs = {family: (slope, offset) for family, (slope, offset) in stored.pop("calibration").items()}
    return Settings(**stored, calibration=pairs)


def load(folder: Path = FOLDER) -> Artefacts:
    """Read and check every artefact; raises ModelError."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError(f"{path}: missing; rebuild it with `{REBUILD}`")
    document = json.loads(path.read_text(encoding="utf-8"))
    return Artefacts(
        models={name: LinearModel.load(_checked(folder, f"{name}.npz", document["files"])) for name in MODELS},
        settings=_settings(document["settings"]),
        digest=sha256(path),
    )
