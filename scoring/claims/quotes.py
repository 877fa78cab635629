"""Words in quotation marks, and whose they are.

A speaker is read off the clause next to the quote ("said Ana Ruiz, CTO of Norfolk General"); the organisation named
there decides whether the vendor or its counterparty is speaking. An unattributed quote keeps `role` unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scoring.claims.parties import Party

_CURLY: Final = re.compile(r"“[^”]*(?:”|$)")
_STRAIGHT: Final = re.compile(r"(?:(?<=^)|(?<=[\s(:,—-]))\"(?=[\w“‘'$])[^\"]*(?:\"|$)")
SAY: Final = (
    r"(?:said|says|say|added|adds|commented|comments|noted|notes|stated|states|explained|explains|remarked|continued|recalled|wrote"
    r"|told|shared|observed|according to|concluded|emphasi[sz]ed|tells|recalls|puts it|put it|joked|admits|admitted)"
)
_SAID: Final = re.compile(rf"\b{SAY}\b", re.IGNORECASE)
_MINIMUM: Final = 25  # characters: shorter quoted strings are names and scare quotes


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, in characters of the passage; `role` is whose person speaks: subject, other or unknown."""

    start: int
    end: int
    role: str
    speaker: str | None


def spans(text: str) -> list[tuple[int, int]]:
    """Character spans of quotations long enough to be somebody's words."""
    found = [m.span() for m in _CURLY.finditer(text)]
    found += [m.span() for m in _STRAIGHT.finditer(text) if not any(s < m.end() and m.start() < e for s, e in found)]
    return sorted((s, e) for s, e in found if e - s >= _MINIMUM)


def _clauses(text: str, start: int, end: int) -> tuple[str, int, str, int]:
    """The clause before and the clause after a quote, each with its offset."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "” ", "? ", "! ", "\n"))
    left = left + 1 if left >= 0 else 0
    right = re.search(r"[.!?](?:\s|$)|[“\"]", text[end:])
    stop = end + (right.start() if right else len(text) - end)
    return text[left:start], left, text[end:stop], end


def attribute(text: str, parties: Sequence[Party]) -> list[Quote]:
    """Find the quotations of a passage and who speaks them; `parties` carry passage offsets."""
    found: list[Quote] = []
    for start, end in spans(text):
        before, left, after, right = _clauses(text, start, end)
        role, speaker = "unknown", None
        for clause, offset in ((after, right), (before, left)):
            if not _SAID.search(clause):
                continue
            inside = [p for p in parties if offset <= p.start < offset + len(clause)]
            named = [p for p in inside if p.role == "subject" or (p.role == "other" and p.label not in {"DATE", "GPE"})]
            organisations = [p for p in named if p.label != "PERSON" or p.role == "subject"] or named[1:]
            if organisations:
                chosen = organisations[-1] if clause is after else organisations[0]
                role, speaker = ("subject" if chosen.role == "subject" else "other"), chosen.text
            elif re.search(r"\b(?:its|our|the company[’']s)\b", clause):
                role = "subject"
            break
        if role == "unknown" and found and found[-1].role != "unknown":
            role, speaker = found[-1].role, found[-1].speaker
        found.append(Quote(start, end, role, speaker))
    known = [q for q in found if q.role != "unknown"]
    if known:
        found = [q if q.role != "unknown" else Quote(q.start, q.end, known[0].role, known[0].speaker) for q in found]
    return found


def around(quotes: Sequence[Quote], start: int, end: int) -> Quote | None:
    """The quotation that holds most of the characters `start` to `end`, if any does."""
    for quote in quotes:
        if min(end, quote.end) - max(start, quote.start) > 0.5 * (end - start):
            return quote
    return None
