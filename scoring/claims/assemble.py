"""Make claims of proposals: one claim per tie and kind, one per counterparty, spans as short as the guideline wants.

The same tie is often told twice, by two cues of a sentence or by two sentences of a passage; the likelier telling is
kept, and of a partnership what it consists of (decision 0013). Two or three counterparties under one predicate give one
claim each, four or more give one claim with the list.
"""

from collections.abc import Iterable
from typing import Final

from scoring.claims.counterparty import NOBODY, Option
from scoring.claims.kind import Proposal
from scoring.claims.parties import is_same
from scoring.claims.vocabulary import RELATIONS

REACH: Final = 60  # characters a span may grow to take in its counterparty or number
NEAR: Final = 60  # characters between two cues of one metric without a number of its own
CONTRACT_AND_USE: Final = {"customer", "deployment"}  # one sentence may carry both
ONE_A_SENTENCE: Final = frozenset({"savings", "benchmark"})  # "14% here and 9% there" is one result, told in parts
LIST: Final = 4  # so many names are one claim
HEARD: Final = 0.3  # weight of a proposal from which its party is one of which cues tell
REST: Final = "integration"
# What a partnership can consist of; the end or the denial of a tie is no part of it.
SPELT_OUT: Final = frozenset(RELATIONS) - {REST, "cancellation", "denial"}
LIKELY: Final = 0.5  # weight from which a proposal speaks for the partnership it is part of


def weight(proposal: Proposal) -> float:
    """What proposals compete with: how likely it is a claim, and how sure its counterparty."""
    sure = proposal.option_probability if proposal.anchor.family == "relation" else 1.0
    return proposal.probability * (0.5 + 0.5 * sure)


def _shares_party(a: Option, b: Option) -> bool:
    if a.group is None or b.group is None:
        return a.group is None and b.group is None
    return any(is_same(x, y) or is_same(y, x) for x in a.names for y in b.names)


def _repeats(a: Proposal, b: Proposal) -> bool:
    """Whether a proposal tells again what `b` tells better."""
    if a.anchor.family != b.anchor.family:
        return False
    here = a.reading is b.reading
    if a.anchor.family == "relation":
        told_twice = a.kind == b.kind or (here and {a.kind, b.kind} != CONTRACT_AND_USE)
        return told_twice and _shares_party(a.option, b.option)
    if not here or a.kind != b.kind:
        return False
    if a.kind in ONE_A_SENTENCE:
        return True
    return abs(a.anchor.start - b.anchor.start) < NEAR and (a.anchor.amount is None or b.anchor.amount is None)


def unique(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Keep the likeliest of those that repeat one another, a number before a word for it; in text order.

    A tie that no cue tells is kept only with a party of which no cue tells anything. A partnership gives way to what it
    consists of: the guideline's `integration` is what remains when no other kind fits.
    """
    kept: list[Proposal] = []
    found = list(proposals)
    heard = [p.option for p in found if p.anchor.family == "relation" and not p.is_unspoken and weight(p) >= HEARD]
    for proposal in sorted(found, key=lambda p: (p.anchor.family == "metric" and not p.anchor.amount, -weight(p))):
        if proposal.is_unspoken and any(_shares_party(proposal.option, option) for option in heard):
            continue
        if not any(_repeats(proposal, other) for other in kept):
            kept.append(proposal)
    remaining = [p for p in kept if p.kind != REST or not any(_spells_out(other, p) for other in kept)]
    return sorted(remaining, key=lambda p: (p.reading.sentence.start, p.anchor.start))


def _spells_out(proposal: Proposal, partnership: Proposal) -> bool:
    """Whether a proposal, likelier right than wrong, says what a partnership with the same party consists of."""
    return (
        proposal.kind in SPELT_OUT
        and partnership.option.group is not None
        and weight(proposal) >= LIKELY
        and _shares_party(proposal.option, partnership.option)
    )


def span(proposal: Proposal) -> tuple[int, int]:
    """Characters of the sentence: the anchor, and the counterparty or number if they stand near."""
    reading, anchor = proposal.reading, proposal.anchor
    start, end = anchor.start, anchor.end
    group = proposal.option.group
    if group is not None and group.start >= 0 and proposal.option.place == "sentence":
        if end <= group.start <= end + REACH:
            end = group.end
        elif start - REACH <= group.end <= start:
            start = group.start
    if anchor.amount is None and anchor.family == "metric":
        after = [a for a in reading.amounts if end <= a.start <= end + REACH]
        end = after[0].end if after else end
    return start, end


def counterparties(option: Option) -> tuple[str | None, ...]:
    """The counterparty field of each claim that one proposal becomes."""
    if option is NOBODY or option.group is None:
        return (None,)
    names = option.names
    return names if len(names) < LIST else (", ".join(names[:-1]) + " and " + names[-1],)
