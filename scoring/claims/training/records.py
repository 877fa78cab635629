"""Labelled passages as arrays: what one training step of the encoder reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.claims.corpus import GoldPassage
from scoring.claims.counterparty import Option, options
from scoring.claims.encoder import PLACES, order, pieces_of_option
from scoring.claims.reading import Reading
from scoring.claims.training.examples import Example, right_options
from scoring.claims.units import Unit, build
from scoring.claims.vocabulary import ASSERTERS, COMMITMENTS, KINDS, METRICS, PUBLISHERS, RELATIONS
from scoring.claims.wordpiece import WordPiece

LENGTHS: Final[tuple[int, ...]] = (64, 96, 256)  # pieces; few shapes, because each is compiled once
ANCHORS: Final[dict[int, int]] = {64: 112, 96: 160, 256: 320}  # anchors a batch of that length holds
OPTIONS: Final = 12
CUT_OFF: Final = -2  # start of an option whose pieces were cut off or that is only padding
NOBODY: Final = -1
Batch = dict[str, NDArray[np.generic]]


@dataclass(slots=True)
class Target:
    """One anchor of a record: pieces, labels (-1 where there is none), and its options with the right ones marked."""

    start: int
    end: int
    relation: int
    metric: int
    commitment: int
    asserter: int
    options: list[tuple[int, int, int, int]]  # start, end, place, order
    right: list[bool]


@dataclass(slots=True)
class Record:
    """One passage: its unit, its anchors, and which pieces stand in a claim of which kind."""

    company: str
    unit: Unit
    targets: list[Target] = field(default_factory=list)
    tags: list[tuple[int, int, int]] = field(default_factory=list)


def _option_row(unit: Unit, option: Option, anchor: tuple[int, int], offset: int) -> tuple[int, int, int, int]:
    place = PLACES.index(option.place)
    span = pieces_of_option(unit, option, offset)
    if option.group is None:
        return NOBODY, NOBODY, place, 0
    if span is None:
        return CUT_OFF, CUT_OFF, place, 0
    return span[0], span[1], place, order(anchor, span, place)


def _target(unit: Unit, example: Example) -> Target | None:
    offset, anchor, claim = example.reading.sentence.start, example.anchor, example.claim
    span = unit.pieces_of(anchor.start + offset, anchor.end + offset)
    if span is None:
        return None
    is_relation = anchor.family == "relation"
    vocabulary = RELATIONS if is_relation else METRICS
    label = vocabulary.index(claim.kind) if claim else len(vocabulary)
    labelled = right_options(example)
    found = [option for option, _ in labelled] or options(example.reading)
    rows = [_option_row(unit, option, span, offset) for option in found]
    right = [is_right for _, is_right in labelled] or [False] * len(rows)
    if len(rows) > OPTIONS:  # the last option is nobody: it always stays
        rows, right = [*rows[: OPTIONS - 1], rows[-1]], [*right[: OPTIONS - 1], right[-1]]
    return Target(
        start=span[0],
        end=span[1],
        relation=label if is_relation else -1,
        metric=-1 if is_relation else label,
        commitment=COMMITMENTS.index(claim.commitment) if claim else -1,
        asserter=ASSERTERS.index(claim.asserted_by) if claim else -1,
        options=rows,
        right=right,
    )


def record(
    tokenizer: WordPiece, passage: GoldPassage, readings: Sequence[Reading], labelled: Sequence[Example]
) -> Record | None:
    """The numeric form of one labelled passage; None if it has no sentence to read."""
    if not readings:
        return None
    unit = build(tokenizer, passage.title or "", passage.publisher, readings, passage.text)
    targets = [target for example in labelled if (target := _target(unit, example)) is not None]
    tags = [
        (span[0], span[1], KINDS.index(claim.kind))
        for claim in passage.claims
        if (span := unit.pieces_of(claim.start, claim.end)) is not None
    ]
    return Record(passage.company, unit, targets, tags)


def batch(records: Sequence[Record], size: int) -> Batch:
    """Pad up to `size` records to one of LENGTHS; anchors beyond the room are dropped, those without a claim first."""
    length = next(n for n in LENGTHS if n >= max(len(r.unit.rows) for r in records))
    room = ANCHORS[length]
    made: Batch = {name: np.zeros((size, length), dtype=np.int32) for name in ("rows", "roles", "voices")}
    made["mask"] = np.zeros((size, length), dtype=bool)
    made["tag"] = np.zeros((size, length, len(KINDS)), dtype=np.float32)
    made["pub"] = np.zeros(size, dtype=np.int32)
    for i, item in enumerate(records):
        count = len(item.unit.rows)
        made["rows"][i, :count], made["roles"][i, :count] = item.unit.rows, item.unit.roles
        made["voices"][i, :count], made["mask"][i, :count] = item.unit.voices, True
        made["pub"][i] = item.unit.publisher if item.unit.publisher < len(PUBLISHERS) else 0
        for start, end, kind in item.tags:
            made["tag"][i, start:end, kind] = 1.0
    held = [(i, target) for i, item in enumerate(records) for target in item.targets]
    held.sort(key=lambda pair: pair[1].commitment < 0)
    return made | _anchors(held[:room], room)


def _anchors(held: Sequence[tuple[int, Target]], room: int) -> Batch:
    made: Batch = {name: np.full(room, -1, dtype=np.int32) for name in ("relation", "metric", "commitment", "asserter")}
    made |= {
        "row": np.zeros(room, dtype=np.int32),
        "start": np.zeros(room, dtype=np.int32),
        "end": np.ones(room, dtype=np.int32),
    }
    made |= {name: np.full((room, OPTIONS), CUT_OFF, dtype=np.int32) for name in ("option_start", "option_end")}
    made |= {name: np.zeros((room, OPTIONS), dtype=np.int32) for name in ("place", "order")}
    made["right"] = np.zeros((room, OPTIONS), dtype=bool)
    for j, (i, target) in enumerate(held):
        made["row"][j], made["start"][j], made["end"][j] = i, target.start, target.end
        made["relation"][j], made["metric"][j] = target.relation, target.metric
        made["commitment"][j], made["asserter"][j] = target.commitment, target.asserter
        for o, ((start, end, place, where), right) in enumerate(zip(target.options, target.right, strict=True)):
            made["option_start"][j, o], made["option_end"][j, o] = start, end
            made["place"][j, o], made["order"][j, o] = place, where
            made["right"][j, o] = right and start != CUT_OFF
    return made
