"""What to ask next: for each signal, the one record that would move the verdict most, where it stands and whom to ask.

A question is found, not listed: a plausible record is added to the dossier, standing and score are reckoned again, and
the record that moves them most is the one to ask for. The places to look are ``data/reference/user_side_checks.csv``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from data.as_of import Dossier
from data.ids import content_id, sha256_hex
from data.records import Claim, Document, Evidence, Signal
from data.reference import credit, record_kinds, relevance
from data.words import OTHER_SIDE, Facet, KnownBy, Label, Looked, Role, Rung, Stance, Status
from scoring.checks import Check, checks
from scoring.company import Score, score_points
from scoring.fakeability import Fakeability
from scoring.standing import Standing, stand
from scoring.writers import acquaintance

#: How many signals get a full re-scoring; the others would move the verdict less.
MOST_QUESTIONS = 12
#: From how many points of the company score on one record is said to settle a company.
SETTLES_POINTS = 10.0

#: What orders the records to ask for, beside the credit that they would earn: small, to decide between equal credits.
A_RUNG, VERIFIED_LABEL = 0.01, 0.05
LEAST_RELEVANCE = 0.1  #: added to every family's relevance, so that none of relevance 0 is silenced


class Assessed(Protocol):
    """What an assessment of a dossier must hold: its signals, their fakeability by signal id, the company score."""

    @property
    def signals(self) -> Sequence[Signal]: ...

    @property
    def fakeability(self) -> Mapping[str, Fakeability]: ...

    @property
    def score(self) -> Score: ...


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, of whom, where its answer would stand, and what it would move."""

    whom: str
    text: str
    where: str
    effect: str
    claim_id: str
    check: str
    likely: float  #: rough chance, 0 to 1, that such a record exists in public if the claim is true
    moves_score: float  #: points of the company score, by the organisations that count
    moves_fakeability: float  #: change of the signal's index; below zero is less fakeable
    settles: bool  #: this record alone would settle the company


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plausible record for a claim, and how the claim would stand with it."""

    claim: Claim
    check: Check
    dossier: Dossier  #: with the plausible record in it
    before: Standing
    after: Standing
    worth: float  #: credit gained, times relevance, times how likely the record is

    @property
    def kind(self) -> str:
        """The kind of record that was added."""
        return self.check.plausible or ""


def next_evidence(dossier: Dossier, assess: Callable[[Dossier], Assessed]) -> list[Question]:
    """Questions of a company, the most telling first. ``assess`` scores a dossier and must be pure."""
    now = assess(dossier)
    claims = {claim.id: claim for claim in dossier.claims}
    asked = [claims[signal.claim_id] for signal in now.signals if signal.claim_id in claims]
    best = [found for claim in asked if (found := most_telling(claim, dossier)) is not None]
    best.sort(key=lambda item: (-item.worth, item.claim.id))
    questions = [_question(item, now, assess(item.dossier)) for item in best[:MOST_QUESTIONS]]
    return sorted(questions, key=lambda item: (not item.settles, -_expected(item), item.claim_id))


def _expected(question: Question) -> float:
    """How far a question moves the verdict on average: points of either scale, by how likely the record is."""
    return question.likely * max(abs(question.moves_score), 100 * abs(question.moves_fakeability))


def most_telling(claim: Claim, dossier: Dossier) -> Candidate | None:
    """The plausible record that moves a claim's standing most; ``None`` where nothing more could be learnt."""
    before = stand(claim, dossier)
    if before.status in (Status.CONTRADICTED, Status.ENDED):
        return None
    found = [_try(claim, check, dossier, before) for check in _open_checks(claim, before)]
    moving = [item for item in found if item.worth > 0]
    return max(moving, key=lambda item: (item.worth, item.check.check), default=None)


def _open_checks(claim: Claim, before: Standing) -> Iterator[Check]:
    for name, check in checks().items():
        if check.plausible and check.applies(claim) and before.looked[name] is not Looked.NO:
            yield check


def _try(claim: Claim, check: Check, dossier: Dossier, before: Standing) -> Candidate:
    other = with_record(claim, check, dossier)
    after = stand(claim, other)
    return Candidate(claim, check, other, before, after, check.likely * _gain(claim, before, after))


def _gain(claim: Claim, before: Standing, after: Standing) -> float:
    """How much better a claim stands: the credit of its best facet and its label; relevance orders, never silences."""
    steps = sum(after.rungs[facet] - before.rungs[facet] for facet in Facet)
    labels = float(after.label is Label.VERIFIED) - float(before.label is Label.VERIFIED)
    earned = _best_credit(after) - _best_credit(before)
    return (earned + A_RUNG * steps + VERIFIED_LABEL * labels) * (LEAST_RELEVANCE + relevance()[claim.family])


def _best_credit(standing: Standing) -> float:
    return max((credit()[rung] for rung in standing.earns.values()), default=credit()[Rung.CLAIMED])


def with_record(claim: Claim, check: Check, dossier: Dossier) -> Dossier:
    """The dossier as it would be if the check brought its plausible record, today, with the claimed number."""
    kind = record_kinds()[check.plausible or ""]
    org = claim.counterparty_key if kind.writer in OTHER_SIDE or kind.writer is Role.METER else None
    url = f"question:{claim.id}:{check.check}"
    document = Document(
        id=content_id("document", url, sha256_hex(url)),
        company_id=claim.company_id,
        source="question",
        url=url,
        sha256=sha256_hex(url),
        writer=kind.writer,
        host=Role(kind.channel),
        writer_org=org,
        known_at=dossier.as_of,
        known_by=KnownBy.OWN_FETCH,
    )
    rows = [
        Evidence(
            id=content_id("evidence", claim.id, document.id, kind.kind, facet, Stance.SUPPORTS, ""),
            company_id=claim.company_id,
            claim_id=claim.id,
            document_id=document.id,
            stance=Stance.SUPPORTS,
            facet=facet,
            kind=kind.kind,
            writer=kind.writer,
            host=document.host,
            writer_org=org,
            value=claim.value if facet is Facet.SCALE else None,
            unit=claim.unit if facet is Facet.SCALE else None,
            known_at=dossier.as_of,
        )
        for facet in sorted(kind.supports)
    ]
    return replace(
        dossier,
        documents=sorted([*dossier.documents, document], key=lambda row: row.id),
        evidence=sorted([*dossier.evidence, *rows], key=lambda row: row.id),
    )


def _question(item: Candidate, now: Assessed, then: Assessed) -> Question:
    signal = next(signal for signal in now.signals if signal.claim_id == item.claim.id)
    moves = _points(then.score) - _points(now.score)
    index = then.fakeability[signal.id].index - now.fakeability[signal.id].index
    settles = (now.score.score is None and then.score.score is not None) or moves >= SETTLES_POINTS
    party = item.claim.counterparty or "the counterparty"
    return Question(
        whom=item.check.ask.format(party=party),
        text=f"{item.check.question} ({item.claim.span})",
        where=item.check.where.format(party=party),
        effect=_effect(item, now, then, index, settles),
        claim_id=item.claim.id,
        check=item.check.check,
        likely=item.check.likely,
        moves_score=moves,
        moves_fakeability=index,
        settles=settles,
    )


def _points(score: Score) -> float:
    """Points that the counting organisations are worth, whether or not there are enough of them for a number."""
    return score_points(term.g for term in score.terms) if score.score is None else score.score


def _effect(item: Candidate, now: Assessed, then: Assessed, index: float, settles: bool) -> str:
    label = f"{item.before.label} to {item.after.label}"
    if item.before.label is item.after.label:
        rungs = item.before.rungs[Facet.EXISTENCE], item.after.rungs[Facet.EXISTENCE]
        label = f"{item.before.label}, {rungs[0].word} to {rungs[1].word}"
    parts = [
        label,
        f"fakeability {index:+.2f}",
        f"score {_word(now.score)} to {_word(then.score)}",
        f"public in {item.check.likely:.0%} of such cases",
    ]
    if settles:
        parts.append("this record alone would settle the company")
    elif not _counts(item):
        parts.append("shown, and would not count until the writer's age is known")
    return "; ".join(parts)


def _counts(item: Candidate) -> bool:
    """Whether the plausible record's writer weighs anything, as far as the dossier knows it."""
    added = {row.id for row in item.dossier.evidence_for(item.claim.id)} - set(item.before.earns)
    known = acquaintance(item.dossier)
    rows = [row for row in item.dossier.evidence_for(item.claim.id) if row.id in added]
    return any(known.judge(row, item.claim).weight.q > 0 for row in rows)


def _word(score: Score) -> str:
    return "insufficient" if score.score is None else f"{score.score:.0f}"
