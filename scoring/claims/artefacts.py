"""The trained parts on disk: which files there are, how they are hashed, and how they are read back.

`manifest.json` lists every artefact with its sha256 and the settings that were fitted beside the weights. A missing or
altered file is an error that names it and the command that rebuilds it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from scoring.claims import encoder
from scoring.claims.base import sha256
from scoring.claims.encoder import Encoder
from scoring.claims.linear import LinearModel
from scoring.errors import ModelError

FOLDER: Final = Path(__file__).parents[2] / "models" / "claims"
ENCODER: Final = "encoder"  # the folder of the encoder's files
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
    encoder: Encoder | None = None  # None where the folder was trained without one


def write(models: dict[str, LinearModel], settings: Settings, folder: Path = FOLDER) -> None:
    """Write the models and the manifest that names and hashes them, with the encoder that lies in the folder if any."""
    for name in MODELS:
        models[name].save(folder / f"{name}.npz")
    names = [f"{name}.npz" for name in MODELS]
    names += [f"{ENCODER}/{name}" for name in encoder.FILES if (folder / ENCODER / name).is_file()]
    document = {"files": {name: sha256(folder / name) for name in names}, "settings": asdict(settings)}
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
    hashes = document["files"]
    held = [_checked(folder, name, hashes) for name in hashes if name.startswith(f"{ENCODER}/")]
    return Artefacts(
        models={name: LinearModel.load(_checked(folder, f"{name}.npz", hashes)) for name in MODELS},
        encoder=Encoder(folder / ENCODER) if held else None,
        settings=_settings(document["settings"]),
        digest=sha256(path),
    )
