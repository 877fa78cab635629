"""``unfakeable train stars``: the StarScout anchor in, ``models/detectors/stars`` out, the same bytes each time."""

import json
from pathlib import Path

import numpy as np

from scoring.detectors import star_anchor
from scoring.detectors.star_figures import figures
from scoring.detectors.star_fit import fit
from scoring.detectors.star_model import FOLDER, save
from scoring.errors import ModelError

METRICS = "metrics.json"


def main(folder: Path = FOLDER) -> None:
    """Fit on every repository of the anchor, measure on folds, and write both. ``ModelError`` without the anchor."""
    held = star_anchor.folder()
    if held is None:
        raise ModelError("the star detector is trained on anchors/starscout beside the checkout, which is not there")
    anchor = star_anchor.read(held)
    measured = [figure.as_json() for figure in figures(anchor)]
    everything = np.ones(len(anchor.stars), dtype=np.bool_)
    trained_on = {
        "repositories": len(anchor.stars),
        "campaigns": int(anchor.campaign.sum()),
        "startup_like": int(anchor.startup.sum()),
        "anchor": anchor.digest,
    }
    save(fit(anchor, everything), trained_on, folder)
    text = json.dumps(measured, indent=2) + "\n"
    (folder / METRICS).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
