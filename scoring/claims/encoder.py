"""A small BERT encoder run with numpy, and the heads that read claims off it.

Five layers of MiniLM-L6 (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0), its vocabulary cut to Latin pieces,
fine-tuned on the project's own corpus (`scoring/claims/finetune.py`). Weights are stored as int8 with one scale a column and
multiplied as float32, so a machine needs nothing but numpy and gives the same answer every time.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from scoring.claims.counterparty import Option
from scoring.claims.reading import Anchor, Reading
from scoring.claims.units import Unit
from scoring.claims.wordpiece import WordPiece

Array = NDArray[np.float32]
HEADS: Final = 12
PLACES: Final[tuple[str, ...]] = ("sentence", "speaker", "earlier", "nobody")
BATCH_PIECES: Final = 4096


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the encoder says of one anchor: probabilities in the order of the trainer's vocabularies."""

    kinds: NDArray[np.float64]
    commitments: NDArray[np.float64]
    asserters: NDArray[np.float64]
    options: NDArray[np.float64]


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    shifted = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def _gelu(x: Array) -> Array:
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (np.float32(1.0) + np.tanh(inner)), dtype=np.float32)


def _norm(x: Array, gain: Array, shift: Array) -> Array:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    return np.asarray(centred / spread * gain + shift, dtype=np.float32)


class Encoder:
    """Loaded weights with their tokenizer; `encode` turns units into one matrix of piece states each."""

    def __init__(self, weights: dict[str, Array], vocabulary: Sequence[str]) -> None:
        """Count the layers off the weights' names."""
        self.weights = weights
        self.tokenizer = WordPiece(vocabulary)
        self.layers = len({name.split("/")[0] for name in weights if name.startswith("L")})

    def encode(self, units: Sequence[Unit]) -> list[Array]:
        """(pieces, width) states of each unit; units of like length share a pass, so padding stays small."""
        states: list[Array] = [np.zeros((0, 0), dtype=np.float32)] * len(units)
        order = sorted(range(len(units)), key=lambda i: len(units[i].rows))
        while order:
            longest = len(units[order[-1]].rows)
            taken = order[-max(1, BATCH_PIECES // longest) :]
            del order[-len(taken) :]
            for index, state in zip(taken, self._pass([units[i] for i in taken], longest), strict=True):
                states[index] = state[: len(units[index].rows)]
        return states

    def _pass(self, units: Sequence[Unit], length: int) -> Array:
        w = self.weights
        x, mask = self._embed(units, length)
        bias = np.where(mask, np.float32(0), np.float32(-1e9))[:, None, None, :]
        size, _, width = x.shape
        for layer in range(self.layers):
            p = f"L{layer}/"
            mixed = (x @ w[p + "qkv"] + w[p + "qkvb"]).reshape(size, length, 3, HEADS, width // HEADS)
            q, k, v = (mixed[:, :, i].transpose(0, 2, 1, 3) for i in range(3))
            scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // HEADS)) + bias
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            attention = scores / scores.sum(axis=-1, keepdims=True)
            context = (attention @ v).transpose(0, 2, 1, 3).reshape(size, length, width)
            x = _norm(x + context @ w[p + "o"] + w[p + "ob"], w[p + "g1"], w[p + "b1"])
            hidden = _gelu(x @ w[p + "f"] + w[p + "fb"]) @ w[p + "d"] + w[p + "db"]
            x = _norm(x + hidden, w[p + "g2"], w[p + "b2"])
        return x

    def _embed(self, units: Sequence[Unit], length: int) -> tuple[Array, NDArray[np.bool_]]:
        w = self.weights
        rows, roles, voices = (np.zeros((len(units), length), dtype=np.int64) for _ in range(3))
        mask = np.zeros((len(units), length), dtype=bool)
        for i, unit in enumerate(units):
            count = len(unit.rows)
            rows[i, :count], roles[i, :count], voices[i, :count], mask[i, :count] = (
                unit.rows,
                unit.roles,
                unit.voices,
                True,
            )
        x = w["emb"][rows] + w["pos"][:length] + w["role"][roles] + w["voice"][voices]
        x[:, 0] += w["pub"][[unit.publisher for unit in units]]
        return _norm(np.asarray(x, dtype=np.float32), w["eg"], w["eb"]), mask

    def judge(
        self, unit: Unit, state: Array, reading: Reading, anchor: Anchor, options: Sequence[Option]
    ) -> Judgement | None:
        """Read one anchor off its unit's states; None if the anchor was cut off."""
        offset = reading.sentence.start
        span = unit.pieces_of(anchor.start + offset, anchor.end + offset)
        if span is None:
            return None
        pooled = state[span[0] : span[1]].mean(axis=0)
        features = np.concatenate([pooled, state[0]])
        head = "h_rel" if anchor.family == "relation" else "h_met"
        return Judgement(
            kinds=softmax(self._mlp(head, features)),
            commitments=softmax(self._mlp("h_com", features)),
            asserters=softmax(self._mlp("h_by", features)),
            options=self._options(unit, state, span, pooled, offset, options),
        )

    def _options(
        self, unit: Unit, state: Array, anchor: tuple[int, int], pooled: Array, offset: int, options: Sequence[Option]
    ) -> NDArray[np.float64]:
        w = self.weights
        rows, absent = [], []
        for option in options:
            span = pieces_of_option(unit, option, offset)
            absent.append(span is None)
            party = (
                w["nobody"] if option.group is None else state[span[0] : span[1]].mean(axis=0) if span else w["nobody"]
            )
            place = PLACES.index(option.place)
            rows.append(
                np.concatenate(
                    [pooled, party, pooled * party, w["place"][place], w["order"][order(anchor, span, place)]]
                )
            )
        scores = self._mlp("h_cp", np.stack(rows))[:, 0]
        scores[[gone and option.group is not None for gone, option in zip(absent, options, strict=True)]] = -1e9
        return softmax(scores)

    def _mlp(self, name: str, x: Array) -> Array:
        w = self.weights
        hidden = _gelu(x @ w[f"{name}/0/w"] + w[f"{name}/0/b"])
        return np.asarray(hidden @ w[f"{name}/1/w"] + w[f"{name}/1/b"], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write int8 matrices with one scale a column, everything else as float16."""
        stored: dict[str, NDArray[np.generic]] = {"vocabulary": np.array("\n".join(self.tokenizer.rows))}
        for name, value in sorted(self.weights.items()):
            if value.ndim == 2 and value.shape[0] >= 128:
                scale = np.maximum(np.abs(value).max(axis=0), 1e-8) / 127.0
                stored[f"q:{name}"] = np.round(value / scale).astype(np.int8)
                stored[f"s:{name}"] = scale.astype(np.float32)
            else:
                stored[f"f:{name}"] = value.astype(np.float32)
        np.savez_compressed(path, **stored)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote; pickled content is refused."""
        with np.load(path, allow_pickle=False) as stored:
            weights = {n[2:]: stored[n].astype(np.float32) for n in stored.files if n.startswith("f:")}
            for name in (n[2:] for n in stored.files if n.startswith("q:")):
                weights[name] = stored[f"q:{name}"].astype(np.float32) * stored[f"s:{name}"]
            return cls(weights, str(stored["vocabulary"]).split("\n"))


def pieces_of_option(unit: Unit, option: Option, offset: int) -> tuple[int, int] | None:
    """Pieces of an option's group; groups of the sentence itself carry sentence offsets."""
    group = option.group
    if group is None or group.start < 0:
        return None
    shift = offset if option.place == "sentence" else 0
    return unit.pieces_of(group.start + shift, group.end + shift)


def order(anchor: tuple[int, int], party: tuple[int, int] | None, place: int) -> int:
    """Where a party of the sentence stands to the anchor: 1 inside, 2-4 after (near to far), 5-7 before, 0 elsewhere."""
    if party is None or place != 0:
        return 0
    if party[0] < anchor[1] and anchor[0] < party[1]:
        return 1
    distance = party[0] - anchor[1] if party[0] >= anchor[1] else anchor[0] - party[1]
    nearness = 0 if distance <= 2 else 1 if distance <= 6 else 2
    return (2 if party[0] >= anchor[1] else 5) + nearness


def describe(encoder: Encoder) -> str:
    """One line for logs and cards."""
    count = sum(int(value.size) for value in encoder.weights.values())
    return json.dumps({"layers": encoder.layers, "pieces": len(encoder.tokenizer.rows), "parameters": count})
