"""Labelled sentences as an encoder learns them: pieces, and for every anchor what is to be said of it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scoring.claims.encoding import Encoded, encode
from scoring.claims.kind import NONE
from scoring.claims.training.examples import Example
from scoring.claims.wordpiece import WordPieces

POOL: Final = 16  # batches that are cut from one stretch sorted by length


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


def batches(found: Sequence[Lesson], size: int, chance: random.Random) -> list[list[Lesson]]:
    """Batches of one epoch: shuffled, with sentences of like length together."""
    order = list(found)
    chance.shuffle(order)
    stretches = [
        sorted(order[at : at + size * POOL], key=lambda lesson: len(lesson.encoded.pieces))
        for at in range(0, len(order), size * POOL)
    ]
    made = [stretch[at : at + size] for stretch in stretches for at in range(0, len(stretch), size)]
    chance.shuffle(made)
    return made
