"""Text in, claims with spans out: the face of this package.

A passage is cut, gated, parsed, and read; anchors become proposals, proposals find their counterparty, and each claim
gets its commitment, its asserter, its specifics and a calibrated confidence. Nothing here says that a claim is true:
whatever the NLP finds stays `claimed` until another record stands beside it.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from spacy.language import Language

from scoring.claims import artefacts, attribution, base, commitment, counterparty, parties
from scoring.claims.artefacts import Artefacts
from scoring.claims.assemble import Draft, counterparties, span, unique
from scoring.claims.counterparty import NOBODY
from scoring.claims.depth import depth
from scoring.claims.kind import Proposal, propose
from scoring.claims.read import Source, read
from scoring.claims.reading import Reading
from scoring.claims.specifics import specifics

__all__ = ["ClaimExtractor", "ExtractedClaim", "Passage", "Unread"]


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
    user_side: str | None = None
    depth: tuple[tuple[str, str], ...] = ()
    bound: str | None = None
    period: str | None = None
    certain: bool = False


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
        self._models = trained.models
        self._settings = trained.settings
        self.version = trained.digest
        self.unread: list[Unread] = []

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

        for source, readings in read(self._nlp, sources()):
            claims, unread = self._claims(source, readings)
            yield held.pop(int(source.id)), claims, unread

    def _claims(self, source: Source, readings: list[Reading]) -> tuple[list[ExtractedClaim], list[Unread]]:
        found: list[ExtractedClaim] = []
        unread: list[Unread] = []
        for draft in unique(self.drafts(readings)):
            family = draft.proposal.anchor.family
            confidence = calibrated(draft.weight, *self._settings.calibration[family])
            if confidence >= self._settings.report[family]:
                found.extend(self._finish(source, draft, confidence))
            else:
                sentence = draft.proposal.reading.sentence
                unread.append(Unread(sentence.start, sentence.end, sentence.text, draft.proposal.kind, confidence))
        return found, unread

    def drafts(self, readings: Iterable[Reading]) -> list[Draft]:
        """Every proposal with its best counterparty."""
        found = []
        for reading in readings:
            for proposal in propose(self._models, reading, self._settings.floor):
                found.append(self._with_counterparty(proposal))
        return found

    def _with_counterparty(self, proposal: Proposal) -> Draft:
        if proposal.anchor.family == "metric" and proposal.kind not in {"savings", "award", "usage_tokens"}:
            return Draft(proposal, NOBODY, 1.0)
        ranked = counterparty.choose(self._models["counterparty"], proposal.reading, proposal.anchor, proposal.kind)
        option, probability = ranked[0]
        return Draft(proposal, option, probability if proposal.anchor.family == "relation" else 1.0)

    def _finish(self, source: Source, draft: Draft, confidence: float) -> Iterator[ExtractedClaim]:
        proposal = draft.proposal
        reading, anchor, kind = proposal.reading, proposal.anchor, proposal.kind
        start, end = span(draft)
        offset = reading.sentence.start
        how, _ = commitment.decide(self._models["commitment"], reading, anchor, kind, proposal.features)
        by, _ = attribution.decide(self._models["attribution"], reading, anchor, kind, draft.option)
        amount = anchor.amount
        for name in counterparties(draft.option):
            yield ExtractedClaim(
                subject=source.subject,
                counterparty=name,
                span=source.text[start + offset : end + offset],
                start=start + offset,
                end=end + offset,
                kind=kind,
                commitment=how,
                asserted_by=by,
                quote_from_counterparty=attribution.is_counterparty_quote(reading, draft.option),
                value=amount.value if amount else None,
                unit=amount.unit if amount else None,
                specifics=specifics(reading.doc),
                confidence=confidence,
                user_side=name if kind in {"deployment", "customer", "pilot"} else None,
                depth=depth(reading.doc.text) if kind in {"deployment", "customer", "pilot"} else (),
                bound=amount.bound if amount else None,
                period=amount.period if amount else None,
                certain=confidence >= self._settings.certain[anchor.family],
            )


def pipeline() -> Language:
    """The checked base model with the party component at its end; one per process."""
    nlp = base.load()
    if "claim_parties" not in nlp.pipe_names:
        nlp.add_pipe("claim_parties")
    if parties.PartyComponent is None:
        raise base.ModelError("claim_parties is not registered")
    return nlp
