"""What the encoder is given of a sentence: word pieces, and where in them its anchors and its options stand.

Names are replaced by the word for their role before they are cut into pieces, so the encoder, like the linear models,
never sees who is spoken of. Publisher, quotation and title stand in front of the sentence.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.claims.counterparty import Option, options
from scoring.claims.reading import Anchor, Reading
from scoring.claims.wordpiece import WordPieces

ROLES: Final = {"subject": "company", "other": "organization", "place": "city", "person": "person"}
QUOTED: Final = {"none": "", "subject": "company says :", "other": "organization says :"}
TITLE_PIECES: Final = 24
LENGTH: Final = 128  # pieces in all; longer sentences lose their end
# Where an option stands; those outside the sentence have a learnt vector instead of words.
PLACES: Final = ("nobody", "speaker", "earlier", "earlier1", "earlier2", "sentence")
IN_SENTENCE: Final = PLACES.index("sentence")
GAPS: Final = 12  # classes of distance between an anchor and an option
FAR: Final = GAPS - 1
BUCKETS: Final = 16  # classes of distance between two pieces, each way
FARTHEST: Final = 128  # pieces from which on all distances are one


@dataclass(frozen=True, slots=True)
class OptionPlace:
    """One option: its place in PLACES, and its pieces if it stands in the sentence."""

    place: int
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence in pieces. Anchors and options give positions in `pieces`; position 0 stands for what was cut off."""

    pieces: tuple[int, ...]
    anchors: tuple[tuple[int, ...], ...]
    options: tuple[OptionPlace, ...]


def masked_words(reading: Reading) -> tuple[list[str], list[int]]:
    """Words with each named party as one role word, and for every token of the parse the word that stands for it."""
    role: dict[int, str] = {}
    inside: set[int] = set()
    for party in reading.parties:
        span = reading.doc.char_span(party.start, party.end, alignment_mode="expand")
        if party.described or party.role not in ROLES or span is None:
            continue
        role[span.start] = ROLES[party.role]
        inside.update(range(span.start + 1, span.end))
    words: list[str] = []
    place: list[int] = []
    for token in reading.doc:
        if token.i not in inside or not words:
            words.append(role.get(token.i, token.text))
        place.append(len(words) - 1)
    return words, place


def masked_title(reading: Reading) -> str:
    """The title with the subject and every named party of the passage as role words, longest names first."""
    names = {m.text: ROLES["other"] for g in reading.everyone for m in g.members if not m.described}
    title = reading.title
    for name in sorted({**names, reading.subject: ROLES["subject"]}, key=lambda name: (-len(name), name)):
        if len(name) > 2:
            title = title.replace(name, ROLES["subject"] if name == reading.subject else names[name])
    return title


def gap(anchor: Sequence[int], option: OptionPlace) -> int:
    """The class of distance and order between an anchor and an option: doubling steps, FAR outside the sentence."""
    if option.place != IN_SENTENCE:
        return FAR
    after, before = min(option.pieces) - max(anchor), min(anchor) - max(option.pieces)
    if after > 0:
        return 1 + min(4, int(math.log2(after)))
    return 6 + min(4, int(math.log2(before))) if before > 0 else 0


@lru_cache(maxsize=LENGTH)
def distances(count: int) -> NDArray[np.int64]:
    """The class of distance and order between every two of `count` pieces: shape (count, count).

    Half the classes of each way are single steps, the others widen by logarithm (Raffel et al. 2020, as MPNet has it).
    """
    half = BUCKETS // 2
    before = np.arange(count)[:, None] - np.arange(count)
    away = np.abs(before)
    wide = np.log(np.maximum(away, 1).astype(np.float32) / half) / math.log(FARTHEST / half) * half
    classes = np.where(away < half, away, np.minimum(half + wide.astype(np.int64), BUCKETS - 1))
    return np.asarray(classes + np.where(before < 0, BUCKETS, 0))


def _place(option: Option, rank: int) -> int:
    return PLACES.index(f"earlier{rank}" if option.place == "earlier" and rank else option.place)


def encode(reading: Reading, anchors: Sequence[Anchor], vocabulary: WordPieces) -> Encoded:
    """The pieces of one sentence behind its publisher, quotation and title."""
    quoted = QUOTED.get(reading.quote.role if reading.quote else "none", "person says :")
    opening = vocabulary.numbers(f"{reading.publisher.replace('_', ' ')} , {quoted}")
    left = (vocabulary.start, *opening, *vocabulary.numbers(masked_title(reading))[:TITLE_PIECES], vocabulary.stop)
    words, place = masked_words(reading)
    body: list[int] = []
    at: list[tuple[int, int]] = []
    for word in words:
        first = len(left) + len(body)
        body += vocabulary.numbers(word)
        at.append((first, len(left) + len(body)))
    end = LENGTH - 1

    def positions(start: int, stop: int) -> tuple[int, ...]:
        span = reading.doc.char_span(start, stop, alignment_mode="expand")
        if span is None:
            return (0,)
        found = range(at[place[span.start]][0], at[place[span.end - 1]][1])
        return tuple(position for position in found if position < end) or (0,)

    found: list[OptionPlace] = []
    for option in options(reading):
        rank = sum(o.place in (PLACES.index("earlier"), PLACES.index("earlier1")) for o in found)
        members = option.group.members if option.group and option.place == "sentence" else ()
        pieces = tuple(p for member in members for p in positions(member.start, member.end)) or (0,)
        found.append(OptionPlace(_place(option, rank), pieces))
    return Encoded(
        pieces=(*left, *body[: end - len(left)], vocabulary.stop),
        anchors=tuple(positions(anchor.start, anchor.end) for anchor in anchors),
        options=tuple(found),
    )
