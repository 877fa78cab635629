"""The trained parts on disk: which files there are, how they are hashed, and how they are read back.

`manifest.json` lists every artefact with its sha256 and the settings the models were fitted with. A missing or altered
file is an error that names it and the command that rebuilds it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scoring.claims.base import ModelError, sha256
from scoring.claims.linear import LinearModel

FOLDER: Final = Path(__file__).parents[2] / "models" / "claims"
MANIFEST: Final = "manifest.json"
REBUILD: Final = "python -m scoring.claims.train"
MODELS: Final[tuple[str, ...]] = ("relation", "metric", "counterparty", "commitment", "attribution")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was fitted beside the weights. Thresholds are probabilities after calibration."""

    floor: float
    report: dict[str, float]  # family -> confidence at which a claim is reported
    certain: dict[str, float]  # family -> confidence at which it is asserted without a caveat
    calibration: dict[str, tuple[float, float]]  # family -> slope and offset on the log-odds (Platt)


@dataclass(frozen=True, slots=True)
class Artefacts:
    """Everything `ClaimExtractor` loads."""

    models: dict[str, LinearModel]
    settings: Settings
    digest: str  # sha256 of the manifest: the model version that every claim carries


def write(models: dict[str, LinearModel], settings: Settings, folder: Path = FOLDER) -> None:
    """Write the models and the manifest that names and hashes them."""
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {}
    for name in MODELS:
        path = folder / f"{name}.npz"
        models[name].save(path)
        hashes[path.name] = sha256(path)
    document: dict[str, Any] = {
        "files": hashes,
        "floor": settings.floor,
        "report": settings.report,
        "certain": settings.certain,
        "calibration": {family: list(pair) for family, pair in settings.calibration.items()},
    }
    (folder / MANIFEST).write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def load(folder: Path = FOLDER) -> Artefacts:
    """Read and check every artefact; raises ModelError."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError(f"{path}: missing; rebuild it with `{REBUILD}`")
    document = json.loads(path.read_text(encoding="utf-8"))
    models = {}
    for name in MODELS:
        file = folder / f"{name}.npz"
        if not file.is_file() or sha256(file) != document["files"].get(file.name):
            raise ModelError(f"{file}: missing or altered; rebuild it with `{REBUILD}`")
        models[name] = LinearModel.load(file)
    settings = Settings(
        floor=document["floor"],
        report=document["report"],
        certain=document["certain"],
        calibration={family: (pair[0], pair[1]) for family, pair in document["calibration"].items()},
    )
    return Artefacts(models, settings, sha256(path))
