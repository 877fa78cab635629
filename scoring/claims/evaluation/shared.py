"""Where the measuring data lies: a folder beside the checkout that no passage of may enter the project."""

import os
from pathlib import Path
from typing import Final

_BESIDE: Final = Path(__file__).resolve().parents[4] / "shared"


def shared() -> Path | None:
    """The folder, from UNFAKEABLE_SHARED or beside the checkout; None on a machine that has none."""
    folder = Path(os.environ.get("UNFAKEABLE_SHARED", _BESIDE))
    return folder if folder.is_dir() else None
