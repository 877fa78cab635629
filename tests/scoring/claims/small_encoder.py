"""A small encoder with the true one's array names, drawn at random: what tests read with."""

import numpy as np

from scoring.claims import encoder
from scoring.claims.encoder import head_shapes, quantised
from scoring.claims.encoding import BUCKETS, GAPS, LENGTH, PLACES

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;-'$%()"
ROLE_WORDS = ["company", "organization", "city", "person", "says", "newswire"]
PIECES = ["[PAD]", "[UNK]", "<s>", "</s>", *ROLE_WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
WIDTH, MEETING = 24, 8


def drawn(seed=3):
    """Weights of a small encoder with the true one's names, drawn at random."""
    chance = np.random.default_rng(seed)
    shapes = head_shapes(WIDTH, MEETING)
    for number in range(encoder.LAYERS):
        shapes |= {f"layers.{number}.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value", "out")}
        shapes |= {f"layers.{number}.up": (4 * WIDTH, WIDTH), f"layers.{number}.down": (WIDTH, 4 * WIDTH)}
    found = {f"{name}.weight": chance.normal(size=shape) for name, shape in shapes.items()}
    found |= {f"{name}.bias": chance.normal(size=shape[0]) for name, shape in shapes.items()}
    norms = ["norm", *(f"layers.{n}.{part}" for n in range(encoder.LAYERS) for part in ("norm1", "norm2"))]
    found |= {f"{name}.weight": np.ones(WIDTH) for name in norms} | {f"{name}.bias": np.zeros(WIDTH) for name in norms}
    found["words"] = chance.normal(size=(len(PIECES), WIDTH))
    found["positions"] = chance.normal(size=(LENGTH, WIDTH))
    found["relative"] = chance.normal(size=(2 * BUCKETS, encoder.HEADS))
    found["places.weight"] = chance.normal(size=(len(PLACES), WIDTH))
    found["gaps.weight"] = chance.normal(size=(GAPS, MEETING))
    return {name: array.astype(np.float32) for name, array in found.items()}


def write_encoder(folder, weights=None, vocabulary=None):
    """Write weights and vocabulary into a folder, by default the small encoder's, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / encoder.VOCABULARY).write_bytes(vocabulary or ("\n".join(PIECES) + "\n").encode())
    np.savez_compressed(folder / encoder.WEIGHTS, **quantised(weights or drawn()))
    return folder
