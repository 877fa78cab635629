"""A transformer's second opinion on a sentence, run with numpy: which claim, with whom, how far committed.

The weights are MPNet's (Song et al. 2020; sentence-transformers/all-mpnet-base-v2, Apache-2.0), fine-tuned on the
project's corpus, stored as int8 with one scale a row and widened when first needed. A sentence is read alone, without
padding, so its answers never depend on its neighbours.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from scoring.claims.encoding import IN_SENTENCE, Encoded, OptionPlace, distances, encode, gap
from scoring.claims.reading import Anchor, Reading
from scoring.claims.vocabulary import COMMITMENTS, METRICS, RELATIONS
from scoring.claims.wordpiece import WordPieces

Floats = NDArray[np.float32]
HEADS: Final = 12
LAYERS: Final = 12
EPSILON: Final = 1e-5
REMEMBERED: Final = 1024  # sentences whose vectors are kept, some 60 kB each
TABLES: Final = frozenset({"places.weight", "gaps.weight"})  # looked up by row, not multiplied with
WORDS: Final = "words"
SCALE: Final = ".scale"  # suffix of the array that holds the scale of every row
WEIGHTS: Final = "weights.npz"
VOCABULARY: Final = "vocabulary.txt"
FILES: Final = (WEIGHTS, VOCABULARY)


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities for one anchor: its kind (vocabulary's order, none last), its counterparty, its commitment."""

    kind: Floats
    option: Floats
    commitment: Floats


@dataclass(frozen=True, slots=True)
class View:
    """What the encoder sees in one sentence: an opinion for each anchor, and for each option the kind of its tie.

    `ties` follow `counterparty.options` and hold probabilities in the vocabulary's order, none last; None for an option
    that the sentence does not name.
    """

    opinions: tuple[Opinion, ...]
    ties: tuple[Floats | None, ...]


def head_shapes(width: int, meeting: int) -> dict[str, tuple[int, int]]:
    """Rows and columns of each head: `width` of a piece's vector, `meeting` in which anchor and option are compared."""
    return {
        "relation": (len(RELATIONS) + 1, 2 * width),
        "metric": (len(METRICS) + 1, 2 * width),
        "commitment": (len(COMMITMENTS), 2 * width),
        "anchor": (meeting, width),
        "option": (meeting, width),
        "fit": (1, meeting),
        "tie": (len(RELATIONS) + 1, 2 * width),
    }


def quantised(weights: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Word vectors and matrices of the layers as int8 with one float32 scale a row; everything else as it is."""
    found: dict[str, NDArray[np.generic]] = {}
    for name, array in weights.items():
        if array.ndim < 2 or not name.startswith((WORDS, "layers.")):
            found[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
        found[name] = np.rint(array / scale).astype(np.int8)
        found[name + SCALE] = scale
    return found


def stored(folder: Path) -> dict[str, Floats]:
    """The weights in a folder, widened to float32; what `quantised` made small."""
    with np.load(folder / WEIGHTS, allow_pickle=False) as held:
        scales = {name for name in held.files if name.endswith(SCALE)}
        return {
            name: held[name].astype(np.float32) * (held[name + SCALE] if name + SCALE in scales else np.float32(1))
            for name in held.files
            if name not in scales
        }


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    exponent = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(exponent / exponent.sum(axis=-1, keepdims=True))


def gelu(x: Floats) -> Floats:
    """GELU by its tanh form (Hendrycks and Gimpel 2016)."""
    return np.asarray(0.5 * x * (1.0 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x))))


class Encoder:
    """Reads sentences; arrays are loaded at the first."""

    def __init__(self, folder: Path, remembered: int = REMEMBERED) -> None:
        """`folder` holds WEIGHTS and VOCABULARY, whose hashes the caller has checked."""
        self._folder = folder
        # Names are masked, so a sentence that returns about another company, or on another page, is read once.
        self._remembered = lru_cache(maxsize=remembered)(self._states)

    def loaded(self) -> Self:
        """Itself with its arrays in memory, for a folder that is about to go."""
        _ = self.vocabulary, self._weights
        return self

    @cached_property
    def vocabulary(self) -> WordPieces:
        """The word pieces."""
        return WordPieces.load(self._folder / VOCABULARY)

    @cached_property
    def _weights(self) -> dict[str, Floats]:
        """Matrices widened to float32, those of the layers laid out for `x @ w`; the word vectors stay int8."""
        found: dict[str, Floats] = {}
        with np.load(self._folder / WEIGHTS, allow_pickle=False) as stored:
            for name in stored.files:  # one by one, so that no array is held twice for long
                array = stored[name]
                if name != WORDS and name + SCALE in stored.files:
                    array = array.astype(np.float32) * stored[name + SCALE]
                is_matrix = name.endswith(".weight") and name not in TABLES
                found[name] = np.ascontiguousarray(array.T) if is_matrix else array
        return found

    def view(self, reading: Reading, anchors: Sequence[Anchor]) -> View:
        """What it sees at the anchors of a sentence and at its options, in the order of `counterparty.options`."""
        encoded = encode(reading, anchors, self.vocabulary)
        states = self.states(encoded)
        families = [anchor.family for anchor in anchors]
        return View(self.judge(encoded, families, states), self.ties(encoded, states))

    def states(self, encoded: Encoded) -> Floats:
        """The vectors of its pieces: shape (pieces, width)."""
        return self._remembered(encoded.pieces).astype(np.float32)

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + EPSILON)
        return np.asarray(scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])

    def _states(self, pieces: tuple[int, ...]) -> NDArray[np.float16]:
        """One vector a piece after the last layer, in half the size, to be remembered: shape (pieces, width)."""
        rows = np.asarray(pieces)
        words = self._weights[WORDS][rows].astype(np.float32) * self._weights[WORDS + SCALE][rows]
        x = self._norm("norm", words + self._weights["positions"][: len(rows)])
        bias = self._weights["relative"][distances(len(rows))].transpose(2, 0, 1)
        for number in range(LAYERS):
            x = self._layer(f"layers.{number}", x, bias)
        return x.astype(np.float16)

    def _layer(self, name: str, x: Floats, bias: Floats) -> Floats:
        """One transformer layer, normalised after each half.

        `bias` by distance has the shape (heads, pieces, pieces).
        """
        count, width = x.shape

        def split(part: str) -> Floats:
            return self._linear(f"{name}.{part}", x).reshape(count, HEADS, -1).transpose(1, 0, 2)

        query, key, value = split("query"), split("key"), split("value")
        attention = softmax(query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(width // HEADS)) + bias)
        mixed = (attention @ value).transpose(1, 0, 2).reshape(count, width)
        x = self._norm(f"{name}.norm1", x + self._linear(f"{name}.out", mixed))
        return self._norm(f"{name}.norm2", x + self._linear(f"{name}.down", gelu(self._linear(f"{name}.up", x))))

    def judge(self, encoded: Encoded, families: Sequence[str], states: Floats) -> tuple[Opinion, ...]:
        """One opinion for each anchor of an encoded sentence with its `states`, `families` naming theirs."""
        if not families:
            return ()
        parties = np.stack([self._party(option, states) for option in encoded.options])
        towards = self._linear("option", parties)
        found = []
        for pieces, family in zip(encoded.anchors, families, strict=True):
            anchor = states[list(pieces)].mean(axis=0)
            whole = np.concatenate([anchor, states[0]])
            gaps = self._weights["gaps.weight"][[gap(pieces, option) for option in encoded.options]]
            fit = np.tanh(self._linear("anchor", anchor) + towards + gaps)
            found.append(
                Opinion(
                    kind=softmax(self._linear(family, whole)),
                    option=softmax(self._linear("fit", fit)[:, 0]),
                    commitment=softmax(self._linear("commitment", whole)),
                )
            )
        return tuple(found)

    def ties(self, encoded: Encoded, states: Floats) -> tuple[Floats | None, ...]:
        """For each option of an encoded sentence which relation is told of it, whatever words tell it."""
        return tuple(
            softmax(self._linear("tie", np.concatenate([self._party(option, states), states[0]])))
            if option.place == IN_SENTENCE
            else None
            for option in encoded.options
        )

    def _party(self, option: OptionPlace, states: Floats) -> Floats:
        if option.place != IN_SENTENCE:
            return np.asarray(self._weights["places.weight"][option.place])
        return np.asarray(states[list(option.pieces)].mean(axis=0))
