"""The numeric form of a passage for the encoder: pieces, what each piece belongs to, and where anchors and parties lie.

One unit is a title and a stretch of consecutive sentences. Beside the pieces run three rows of marks that are learned
as embeddings of their own: the role of the party or number a piece belongs to, whose quotation it stands in, and the
publisher. So the encoder knows who the subject is without ever having to learn a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from scoring.claims.reading import Reading
from scoring.claims.vocabulary import PUBLISHERS
from scoring.claims.wordpiece import WordPiece

ROLES: Final[tuple[str, ...]] = (
    "none",
    "subject",
    "other",
    "person",
    "place",
    "described",
    "money",
    "percent",
    "number",
    "title",
)
VOICES: Final[tuple[str, ...]] = ("none", "unknown", "subject", "other")
TITLE_PIECES: Final = 28
MAX_PIECES: Final = 250


@dataclass(slots=True)
class Unit:
    """Pieces with their marks; `starts` and `ends` are characters of the passage (title pieces carry -1)."""

    rows: list[int]
    roles: list[int]
    voices: list[int]
    publisher: int
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def pieces_of(self, start: int, end: int) -> tuple[int, int] | None:
        """First and one-past-last piece that overlap the characters `start` to `end`; None if they were cut off."""
        inside = [
            i for i, (s, e) in enumerate(zip(self.starts, self.ends, strict=True)) if s < end and start < e and s >= 0
        ]
        return (inside[0], inside[-1] + 1) if inside else None


def _mark(unit: Unit, start: int, end: int, row: list[int], value: int) -> None:
    span = unit.pieces_of(start, end)
    if span is not None:
        row[span[0] : span[1]] = [value] * (span[1] - span[0])


def build(tokenizer: WordPiece, title: str, publisher: str, readings: Sequence[Reading], text: str) -> Unit:
    """The unit of consecutive `readings` of one passage, cut at MAX_PIECES."""
    head = tokenizer.pieces(title)[:TITLE_PIECES]
    first, last = readings[0].sentence.start, readings[-1].sentence.end
    room = MAX_PIECES - len(head) - 3
    body = tokenizer.pieces(text[first:last])[:room]
    title_role = ROLES.index("title")
    unit = Unit(
        rows=[tokenizer.cls, *(p.row for p in head), tokenizer.sep, *(p.row for p in body), tokenizer.sep],
        roles=[0, *(title_role for _ in head), 0, *(0 for _ in body), 0],
        voices=[0] * (len(head) + len(body) + 3),
        publisher=PUBLISHERS.index(publisher),
        starts=[-1] * (len(head) + 2) + [p.start + first for p in body] + [-1],
        ends=[-1] * (len(head) + 2) + [p.end + first for p in body] + [-1],
    )
    for reading in readings:
        offset = reading.sentence.start
        for amount in reading.amounts:
            name = "money" if amount.is_money else "percent" if amount.unit == "percent" else "number"
            _mark(unit, amount.start + offset, amount.end + offset, unit.roles, ROLES.index(name))
        for party in reading.parties:
            if party.role == "self":
                continue
            name = "described" if party.described else party.role
            _mark(unit, party.start + offset, party.end + offset, unit.roles, ROLES.index(name))
        if reading.quote is not None:
            _mark(unit, offset, reading.sentence.end, unit.voices, VOICES.index(reading.quote.role))
    return unit
