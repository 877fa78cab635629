"""The trained parts on disk: which files there are, how they are hashed, and how they are read back.

`manifest.json` lists every artefact with its sha256 and the settings that were fitted beside the weights. A missing or
altered file is an error that names it and the command that rebuilds it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from scoring.claims.base import ModelError, sha256
from scoring.claims.encoder import Encoder
from scoring.claims.kind import Weights
from scoring.claims.linear import LinearModel

FOLDER: Final = Path(__file__).parents[2] / "models" / "claims"
MANIFEST: Final = "manifest.json"
ENCODER: Final = "encoder.npz"
LINEAR: Final[tuple[str, ...]] = ("gate", "relation", "metric", "counterparty", "commitment", "attribution")
FAMILIES: Final[tuple[str, ...]] = ("relation", "metric")
REBUILD: Final[dict[str, str]] = {ENCODER: "python -m scoring.claims.training.encode"}
REBUILD_LINEAR: Final = "unfakeable train claims"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was fitted on held-out companies. Thresholds are calibrated confidences, one for each family."""

    floor: float  # raw probability below which an anchor is not looked at further
    gate: float
    weights: Weights
    report: dict[str, float]  # from here a claim is reported
    certain: dict[str, float]  # from here it is stated without a caveat
    calibration: dict[str, tuple[float, float]]  # slope and offset on the log-odds (Platt)


@dataclass(frozen=True, slots=True)
class Artefacts:
    """Everything `ClaimExtractor` loads; `digest` is the manifest's sha256, the model version of every claim."""

    models: dict[str, LinearModel]
    encoder: Encoder
    settings: Settings
    digest: str


def write(models: dict[str, LinearModel], settings: Settings, folder: Path = FOLDER) -> None:
    """Write the linear models and the manifest that names and hashes them and the encoder."""
    for name in LINEAR:
        models[name].save(folder / f"{name}.npz")
    files = [ENCODER, *(f"{name}.npz" for name in LINEAR)]
    document = {"files": {name: sha256(folder / name) for name in sorted(files)}, "settings": asdict(settings)}
    (folder / MANIFEST).write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _checked(folder: Path, name: str, hashes: dict[str, str]) -> Path:
    path = folder / name
    if not path.is_file() or sha256(path) != hashes.get(name):
        raise ModelError(f"{path}: missing or altered; rebuild it with `{REBUILD.get(name, REBUILD_LINEAR)}`")
    return path


def _settings(stored: dict[str, Any]) -> Settings:
    return Settings(
        floor=stored["floor"],
        gate=stored["gate"],
        weights=Weights(**stored["weights"]),
        report=stored["report"],
        certain=stored["certain"],
        calibration={family: (pair[0], pair[1]) for family, pair in stored["calibration"].items()},
    )


def load(folder: Path = FOLDER) -> Artefacts:
    """Read and check every artefact; raises ModelError."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError(f"{path}: missing; rebuild it with `{REBUILD_LINEAR}`")
    document = json.loads(path.read_text(encoding="utf-8"))
    hashes = document["files"]
    return Artefacts(
        models={name: LinearModel.load(_checked(folder, f"{name}.npz", hashes)) for name in LINEAR},
        encoder=Encoder.load(_checked(folder, ENCODER, hashes)),
        settings=_settings(document["settings"]),
        digest=sha256(path),
    )
