"""One sentence as the trained parts see it: tokens, parties, amounts, cues, quotation, and the passage around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from scoring.claims import amounts, cues
from scoring.claims.amounts import Amount
from scoring.claims.cues import CueMatch
from scoring.claims.parties import Group, Party, groups
from scoring.claims.quotes import Quote
from scoring.claims.sentences import Sentence
from scoring.claims.vocabulary import METRICS, RELATIONS

# Metrics that are often told without a number that the amount grammar can read.
WORDY_METRICS: Final = frozenset({"award", "savings", "benchmark", "headcount", "users"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place where a claim may stand: characters `start` to `end` of the sentence, relation or metric."""

    start: int
    end: int
    family: str  # relation or metric
    cues: tuple[str, ...]
    amount: Amount | None = None


@dataclass(slots=True)
class Reading:
    """Everything known about one sentence before a model decides; offsets are characters of the sentence."""

    sentence: Sentence
    doc: Doc
    parties: tuple[Party, ...]
    quote: Quote | None
    publisher: str
    title: str
    subject: str
    before: str
    after: str
    index: int
    earlier: tuple[Group, ...] = ()  # named groups of earlier sentences, latest first; offsets into the passage
    everyone: tuple[Group, ...] = ()  # every group of the passage; offsets into the passage
    amounts: list[Amount] = field(default_factory=list)
    cues: tuple[CueMatch, ...] = ()
    groups: list[Group] = field(default_factory=list)
    masked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Derive what follows from the text alone."""
        text = self.doc.text
        self.amounts = amounts.find(text)
        self.cues = cues.find(text)
        self.groups = groups(text, self.parties)
        self.masked = mask(self.doc, self.parties, self.amounts)

    def token_at(self, start: int, end: int) -> Token:
        """The syntactic head of the tokens between two character offsets."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no tokens at {start}:{end}")
        return span.root


def mask(doc: Doc, parties: Sequence[Party], found: Sequence[Amount]) -> list[str]:
    """Lower-case lemmas with names and numbers replaced by their roles, so that no model can learn a name by heart."""
    masked = [re.sub(r"\d", "0", token.lemma_.lower()) for token in doc]
    for party in parties:
        if party.described or party.role == "self":
            continue
        span = doc.char_span(party.start, party.end, alignment_mode="expand")
        if span is not None:
            for token in span:
                masked[token.i] = f"<{party.role}>"
    for amount in found:
        span = doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if span is None:
            continue
        word = "money" if amount.is_money else amount.unit if amount.unit in {"percent", "x"} else "number"
        for token in span:
            if token.like_num or token.text[0].isdigit() or token.text in "$€£%":
                masked[token.i] = f"<{word}>"
    return masked


def anchors(reading: Reading) -> list[Anchor]:
    """Where a claim may stand: overlapping cues of one family are one place; every amount is one of its own."""
    found: list[Anchor] = []
    for family, kinds in (("relation", RELATIONS), ("metric", WORDY_METRICS)):
        current: list[CueMatch] = []
        for match in [*(m for m in reading.cues if m.cue.kind in kinds), None]:
            if current and (match is None or match.start >= max(m.end for m in current)):
                names = tuple(sorted({m.cue.name for m in current}))
                found.append(Anchor(current[0].start, max(m.end for m in current), family, names))
                current = []
            if match is not None:
                current.append(match)
    near = [m for m in reading.cues if m.cue.kind in METRICS]
    for amount in reading.amounts:
        names = tuple(sorted({m.cue.name for m in near if m.start < amount.end + 60 and amount.start - 60 < m.end}))
        found.append(Anchor(amount.start, amount.end, "metric", names, amount))
    return found
