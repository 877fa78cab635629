"""Make claims of proposals: one claim per tie and kind, one per counterparty, spans as short as the guideline wants.

The same tie is often told twice, by two cues of a sentence or by two sentences of a passage; the likelier telling is
kept. Two or three counterparties under one predicate give one claim each, four or more give one claim with the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scoring.claims.counterparty import NOBODY, Option
from scoring.claims.kind import Proposal
from scoring.claims.parties import is_same

REACH: Final = 60  # characters a span may grow to take in its counterparty or number
NEAR: Final = 60  # characters between two cues of one metric without a number of its own
LIST: Final = 4  # so many names are one claim


@dataclass(slots=True)
class Draft:
    """A proposal with its counterparty."""

    proposal: Proposal
    option: Option
    option_probability: float

    @property
    def weight(self) -> float:
        """What two drafts compete with."""
        return self.proposal.probability * (0.5 + 0.5 * self.option_probability)


def _shares_party(a: Option, b: Option) -> bool:
    if a.group is None or b.group is None:
        return a.group is None and b.group is None
    return any(is_same(x, y) or is_same(y, x) for x in a.names for y in b.names)


def _repeats(draft: Draft, kept: Draft) -> bool:
    """Whether a draft tells again what `kept` tells better."""
    a, b = draft.proposal, kept.proposal
    if a.anchor.family != b.anchor.family:
        return False
    here = a.reading is b.reading
    if a.anchor.family == "relation":
        return _shares_party(draft.option, kept.option) and (a.kind == b.kind or here)
    if not here or a.kind != b.kind:
        return False
    return abs(a.anchor.start - b.anchor.start) < NEAR and (a.anchor.amount is None or b.anchor.amount is None)


def unique(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep the likeliest of those that repeat one another, in text order."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.weight):
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.proposal.reading.sentence.start, d.proposal.anchor.start))


def span(draft: Draft) -> tuple[int, int]:
    """Characters of the sentence: the anchor, its verb, and the counterparty or number if they stand near."""
    reading, anchor = draft.proposal.reading, draft.proposal.anchor
    start, end = anchor.start, anchor.end
    group = draft.option.group
    if group is not None and group.start >= 0 and draft.option.place == "sentence":
        if end <= group.start <= end + REACH:
            end = group.end
        elif start - REACH <= group.end <= start:
            start = group.start
    if anchor.amount is None and anchor.family == "metric":
        after = [a for a in reading.amounts if end <= a.start <= end + REACH]
        end = after[0].end if after else end
    return start, end


def counterparties(option: Option) -> tuple[str | None, ...]:
    """The counterparty field of each claim that one draft becomes."""
    if option is NOBODY or option.group is None:
        return (None,)
    if len(option.names) >= LIST:
        first, last = option.group.members[0], option.group.members[-1]
        return (", ".join(option.names) if first.start < 0 else _listed(option, first.start, last.end),)
    return option.names


def _listed(option: Option, start: int, end: int) -> str:
    names = option.names
    return ", ".join(names[:-1]) + " and " + names[-1] if end > start else ", ".join(names)
