"""Text in, claims with spans out: the face of this package.

A passage is cut, gated, parsed, and read; anchors become proposals with counterparty, commitment and asserter, and
each claim gets its specifics and a calibrated confidence. Nothing here says that a claim is true: whatever the NLP
finds stays `claimed` until another record stands beside it.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self

from spacy.language import Language

from scoring.claims import artefacts, attribution
from scoring.claims.artefacts import Artefacts
from scoring.claims.assemble import counterparties, span, unique, weight
from scoring.claims.depth import depth
from scoring.claims.gate import Gate
from scoring.claims.kind import Judge, Proposal
from scoring.claims.nlp import pipeline
from scoring.claims.read import Source, read
from scoring.claims.reading import Reading
from scoring.claims.resolve import UNRESOLVED, resolve
from scoring.claims.specifics import specifics

__all__ = ["ClaimExtractor", "ExtractedClaim", "Passage", "Unread"]

# Kinds in which one of the two uses the product of the other.
USED: Final = frozenset({"deployment", "customer", "pilot"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document. `publisher` is company, newswire, independent_press, counterparty or regulator."""

    id: str
    text: str
    source_url: str | None
    source_title: str | None
    publisher: str | None
    published: str | None
    subject: str | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One claim. `start` and `end` are characters of the passage; `confidence` is calibrated on held-out companies."""

    subject: str
    counterparty: str | None
    span: str
    start: int
    end: int
    kind: str
    commitment: str
    asserted_by: str
    quote_from_counterparty: bool
    value: float | None
    unit: str | None
    specifics: tuple[str, ...]
    confidence: float
    user_side: str | None = None  # subject or counterparty: which of the two uses the product
    depth: tuple[tuple[str, str], ...] = ()
    bound: str | None = None
    period: str | None = None
    certain: bool = False
    identity: str | None = None  # of the counterparty: its domain, `unresolved`, or None where no party is named


@dataclass(frozen=True, slots=True)
class Unread:
    """Seen but not understood: a sentence with the marks of a claim that stayed below the reporting threshold."""

    start: int
    end: int
    text: str
    kind: str
    confidence: float


def calibrated(probability: float, slope: float, offset: float) -> float:
    """Platt scaling on the log-odds of a raw probability."""
    clipped = min(max(probability, 1e-6), 1 - 1e-6)
    return 1.0 / (1.0 + math.exp(-(slope * math.log(clipped / (1 - clipped)) + offset)))


class ClaimExtractor:
    """The loaded pipeline. One per process; `extract` streams and keeps no state between passages."""

    def __init__(self, nlp: Language, trained: Artefacts) -> None:
        """Use `load` unless a test builds its own parts."""
        self._nlp = nlp
        self._settings = trained.settings
        self._gate = Gate(trained.models["gate"], trained.settings.gate)
        self._judge = Judge(trained.models, trained.encoder)
        self.version = trained.digest

    @classmethod
    def load(cls) -> Self:
        """Read the base model and the artefacts of `models/claims`; raises ModelError on a missing or altered file."""
        return cls(pipeline(), artefacts.load())

    def extract(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, list[ExtractedClaim]]]:
        """Yield every passage with its claims, in order of input."""
        for passage, claims, _ in self.inspect(passages):
            yield passage, claims

    def inspect(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, list[ExtractedClaim], list[Unread]]]:
        """Like `extract`, with the sentences that looked like claims and were not understood."""
        held: dict[int, Passage] = {}

        def sources() -> Iterator[Source]:
            for number, passage in enumerate(passages):
                held[number] = passage
                yield Source(
                    id=str(number),
                    text=passage.text,
                    publisher=passage.publisher or "company",
                    title=passage.source_title or "",
                    subject=passage.subject or "",
                    names=passage.aliases,
                )

        for source, readings in read(self._nlp, self._gate, sources()):
            claims, unread = self._claims(source, readings)
            yield held.pop(int(source.id)), claims, unread

    def _claims(self, source: Source, readings: list[Reading]) -> tuple[list[ExtractedClaim], list[Unread]]:
        found: list[ExtractedClaim] = []
        unread: list[Unread] = []
        for proposal in unique(self._judge.proposals(readings, self._settings.floor)):
            family = proposal.anchor.family
            confidence = calibrated(weight(proposal), *self._settings.calibration[family])
            if confidence >= self._settings.report[family]:
                found.extend(self._finish(source, proposal, confidence))
            else:
                sentence = proposal.reading.sentence
                unread.append(Unread(sentence.start, sentence.end, sentence.text, proposal.kind, confidence))
        return found, unread

    def _finish(self, source: Source, proposal: Proposal, confidence: float) -> Iterator[ExtractedClaim]:
        reading, anchor, kind = proposal.reading, proposal.anchor, proposal.kind
        start, end = (place + reading.sentence.start for place in span(proposal))
        amount = anchor.amount
        for name in counterparties(proposal.option):
            yield ExtractedClaim(
                subject=source.subject,
                counterparty=name,
                span=source.text[start:end],
                start=start,
                end=end,
                kind=kind,
                commitment=proposal.commitment,
                asserted_by=proposal.asserted_by,
                quote_from_counterparty=attribution.is_counterparty_quote(reading, proposal.option),
                value=amount.value if amount else None,
                unit=amount.unit if amount else None,
                specifics=specifics(reading.doc),
                confidence=confidence,
                user_side="counterparty" if kind in USED else None,
                depth=depth(reading.doc.text) if kind in USED else (),
                bound=amount.bound if amount else None,
                period=amount.period if amount else None,
                certain=confidence >= self._settings.certain[anchor.family],
                identity=_identity(name, source.text),
            )


def _identity(name: str | None, context: str) -> str | None:
    return None if name is None else resolve(name, context).domain or UNRESOLVED
