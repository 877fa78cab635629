"""Labelled sentences as an encoder learns them: pieces, and for every anchor what is to be said of it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scoring.claims.corpus import GoldPassage
from scoring.claims.counterparty import options
from scoring.claims.encoding import Encoded, encode
from scoring.claims.kind import NONE
from scoring.claims.reading import Reading
from scoring.claims.training.examples import Example, Labelled, fits
from scoring.claims.vocabulary import RELATIONS
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
    """One sentence with the targets of its anchors, in order, and the kinds of its ties to every option."""

    encoded: Encoded
    targets: tuple[Target, ...]
    ties: tuple[tuple[str, ...], ...]


def lessons(labelled: Sequence[Labelled], vocabulary: WordPieces) -> list[Lesson]:
    """The sentences that hold an anchor or name a party, in order, cut into pieces."""
    found = []
    for passage, readings, examples in labelled:
        for reading in readings:
            here = [example for example in examples if example.reading is reading]
            ties = tuple(_ties(passage, reading))
            if here or any(ties):
                encoded = encode(reading, [example.anchor for example in here], vocabulary)
                found.append(Lesson(encoded, tuple(map(_target, here)), ties))
    return found


def _ties(passage: GoldPassage, reading: Reading) -> Iterator[tuple[str, ...]]:
    """For every option the kinds of the relations that the sentence tells of it; none alone where it tells nothing."""
    start, end = reading.sentence.start, reading.sentence.end
    told = [c for c in passage.claims if c.kind in RELATIONS and c.start < end and start < c.end and c.counterparty]
    for option in options(reading):
        if option.place != "sentence":
            yield ()
        else:
            yield tuple({c.kind: None for c in told if fits(option, c.counterparty)}) or (NONE,)


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
