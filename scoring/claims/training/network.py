"""The encoder in PyTorch, as functions of named weights: the same network as `scoring.claims.encoder`, in batches.

Weights are a dictionary with the names of the stored form, so what is fitted is what is saved. Imported only where
training runs; PyTorch is in the dependency group `encoder`.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import torch
from torch.nn import functional

from scoring.claims.encoder import EPSILON, HEADS, LAYERS, head_shapes
from scoring.claims.encoding import GAPS, IN_SENTENCE, PLACES, Encoded, distances, gap

Tensor = Any
Weights = Mapping[str, Tensor]
WIDTH: Final = 768
MEETING: Final = 128  # width in which an anchor and an option are compared
SHUT: Final = -1e4  # what attention adds to the score of padding


def new_heads() -> dict[str, Tensor]:
    """Untrained heads, drawn from torch's generator."""
    heads: dict[str, Tensor] = {}
    for name, (rows, columns) in head_shapes(WIDTH, MEETING).items():
        bound = 1 / math.sqrt(columns)
        heads[f"{name}.weight"] = torch.empty(rows, columns).uniform_(-bound, bound)
        heads[f"{name}.bias"] = torch.empty(rows).uniform_(-bound, bound)
    heads["places.weight"] = torch.randn(len(PLACES), WIDTH) * 0.05
    heads["gaps.weight"] = torch.randn(GAPS, MEETING) * 0.05
    return heads


def _linear(weights: Weights, name: str, x: Tensor) -> Tensor:
    return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, x: Tensor) -> Tensor:
    return functional.layer_norm(x, (WIDTH,), weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)


def states(weights: Weights, batch: Sequence[Encoded], *, dropout: float) -> Tensor:
    """Vectors of all pieces of some sentences: shape (sentences, longest, width)."""
    longest = max(len(item.pieces) for item in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    bias = torch.full((len(batch), 1, 1, longest), SHUT)
    for row, item in enumerate(batch):
        pieces[row, : len(item.pieces)] = torch.tensor(item.pieces)
        bias[row, :, :, : len(item.pieces)] = 0.0
    bias = bias + weights["relative"][torch.from_numpy(distances(longest))].permute(2, 0, 1)
    x = _norm(weights, "norm", weights["words"][pieces] + weights["positions"][:longest])
    x = functional.dropout(x, dropout)
    for number in range(LAYERS):
        x = _layer(weights, f"layers.{number}", x, bias, dropout)
    return x


def _layer(weights: Weights, name: str, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
    count, longest, width = x.shape

    def split(part: str) -> Tensor:
        return _linear(weights, f"{name}.{part}", x).view(count, longest, HEADS, -1).transpose(1, 2)

    mixed = functional.scaled_dot_product_attention(split("query"), split("key"), split("value"), attn_mask=bias)
    out = _linear(weights, f"{name}.out", mixed.transpose(1, 2).reshape(count, longest, width))
    x = _norm(weights, f"{name}.norm1", x + functional.dropout(out, dropout))
    up = functional.gelu(_linear(weights, f"{name}.up", x), approximate="tanh")
    return _norm(weights, f"{name}.norm2", x + functional.dropout(_linear(weights, f"{name}.down", up), dropout))


def pooled(held: Tensor, rows: Sequence[int], pieces: Sequence[Sequence[int]]) -> Tensor:
    """The mean vector of the pieces of each place: shape (places, width)."""
    share = torch.zeros(len(rows), held.shape[1])
    for number, positions in enumerate(pieces):
        share[number, list(positions)] = 1 / len(positions)
    return torch.bmm(share[:, None, :], held[list(rows)]).squeeze(1)


def judged(weights: Weights, held: Tensor, batch: Sequence[Encoded], *, dropout: float) -> dict[str, Tensor]:
    """Scores of a batch, in order: relation, metric, commitment of its anchors, fit: one row of options each, and tie.

    `tie` has one row for every option, whether or not it stands in the sentence.
    """
    rows = [row for row, item in enumerate(batch) for _ in item.anchors]
    anchors = pooled(held, rows, [pieces for item in batch for pieces in item.anchors])
    whole = functional.dropout(torch.cat([anchors, held[rows, 0]], dim=1), dropout)
    places = torch.tensor([option.place for item in batch for option in item.options])
    where = [row for row, item in enumerate(batch) for _ in item.options]
    spoken = pooled(held, where, [option.pieces for item in batch for option in item.options])
    parties = torch.where((places == IN_SENTENCE)[:, None], spoken, weights["places.weight"][places])
    towards = _linear(weights, "option", parties)
    own = _linear(weights, "anchor", anchors)
    fits, first, number = [], 0, 0
    for item in batch:
        stop = first + len(item.options)
        for pieces in item.anchors:
            gaps = torch.tensor([gap(pieces, option) for option in item.options])
            met = torch.tanh(own[number] + towards[first:stop] + weights["gaps.weight"][gaps])
            fits.append(_linear(weights, "fit", met).squeeze(1))
            number += 1
        first = stop
    named = {name: _linear(weights, name, whole) for name in ("relation", "metric", "commitment")}
    told = functional.dropout(torch.cat([spoken, held[where, 0]], dim=1), dropout)
    return {**named, "fit": fits, "tie": _linear(weights, "tie", told)}
