"""The data folder that stands beside a developer's checkout; most machines have none, and its tests say so and skip."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
_CHOSEN = Path(os.environ.get("UNFAKEABLE_SHARED", _BESIDE))

#: The folder, or ``None`` where there is none.
SHARED: Path | None = _CHOSEN if (_CHOSEN / "payloads").is_dir() else None

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="needs the shared data folder beside the checkout (UNFAKEABLE_SHARED names another place)"
)
