"""What a case file may leave out, derived from its claim's words, its channel and its evidence rows.

Three annotated fields carry the annotator's hindsight: who asserted the claim, whether the counterparty spoke, what
was concrete in it. Where one is absent it is derived here, from nothing but what an outsider could see at the time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.case_files import CaseSignal
from data.reference import record_kinds
from data.words import OTHER_SIDE, AssertedBy, Family, Role, Stance
from scoring.case_evidence import evidence_kind, stance_of
from scoring.standing_rules import DOUBTS

#: The company's own filings: a party named in one signed what is filed, under the filer's liability.
_FILINGS = frozenset({"company_filing", "own_audited_filing"})
_PART = re.compile(r"\s*(?:[;,/]|\band\b|&)\s*")
_PUBLIC = frozenset({"government", "army", "navy", "police", "ministry"})
_UNNAMED = re.compile(r"\b(unnamed|undisclosed|anonymous|various|several|many)\b", re.IGNORECASE)

_AMOUNT = r"(million|billion|thousand|percent|USD|dollars|euros?|pounds?)\b"
_MONTH = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
_SPECIFIC = (
    (re.compile(rf"\b\d[\d,.]*\s*{_AMOUNT}", re.IGNORECASE), "amount"),
    (re.compile(rf"\b\d[\d,.]*\b(?!\s*{_AMOUNT})"), "number"),
    (re.compile(rf"\b(in|at|near) (?!{_MONTH}\b)[A-Z][a-z]+"), "place"),
    (re.compile(rf"\b((19|20)\d\d|{_MONTH}|quarter|month|week|year)\b"), "term"),
    (re.compile(r"\b(led by|with|from|to|by|for) [A-Z][A-Za-z]+"), "named party"),
)


def filled(signal: CaseSignal) -> CaseSignal:
    """The signal with every absent field derived; an annotated field is left as it is."""
    asserted_by = signal.asserted_by or derived_speaker(signal)
    confirmed = signal.counterparty_confirmed if signal.confirmed_annotated else derived_confirmation(signal)
    specifics = signal.specifics if signal.specifics is not None else derived_specifics(signal.claim)
    return replace(signal, asserted_by=asserted_by, counterparty_confirmed=confirmed, specifics=specifics)


def without_annotations(signal: CaseSignal) -> CaseSignal:
    """The signal with the three annotated fields taken out, as a case without an annotator's work would hold it."""
    return replace(signal, asserted_by=None, counterparty_confirmed=None, confirmed_annotated=False, specifics=None)


def derived_confirmation(signal: CaseSignal) -> bool | None:
    """Whether the counterparty spoke or let be published: None where none is named individually.

    It did where a record is its own. A named public body speaks by its records, a named tester by its test, the giver
    of an award by its list, and a party named in a filing by what it signed.
    """
    seen = list(_seen(signal))
    own = {item.stance for item in seen if item.writer in OTHER_SIDE}
    if signal.counterparty is not None and own:
        return Stance.REFUTES not in own
    if not individually_named(signal.counterparty):
        return None
    return any(item.stance is Stance.SUPPORTS and _is_the_counterpartys(item, signal) for item in seen)


def derived_speaker(signal: CaseSignal) -> AssertedBy:
    """Whose statement it is: both where the other side wrote a record, else what the channel says."""
    seen = [item for item in _seen(signal) if item.stance is Stance.SUPPORTS]
    reported = any(item.writer is Role.THIRD_PARTY and item.kind not in DOUBTS for item in seen)
    if derived_confirmation(signal) and not (signal.channel == "news" and reported):
        return AssertedBy.BOTH
    if any(item.writer in OTHER_SIDE for item in seen):
        return AssertedBy.BOTH
    if signal.channel == "leaderboard" or (signal.channel == "news" and reported):
        return AssertedBy.THIRD_PARTY
    return AssertedBy.SUBJECT


def individually_named(counterparty: str | None) -> bool:
    """Whether a case's counterparty is somebody who could be asked: ``Volvo Cars``, not ``corporate clients``."""
    if not counterparty or _UNNAMED.search(counterparty):
        return False
    last_words = [part.split()[-1] for part in _PART.split(counterparty) if part]
    return any(word[0].isupper() or word[0].isdigit() or word in _PUBLIC for word in last_words)


def derived_specifics(claim: str) -> tuple[str, ...]:
    """What is concrete in the claim's words: amounts, numbers, places, terms, named parties."""
    return tuple(word for cue, word in _SPECIFIC if cue.search(claim))


@dataclass(frozen=True, slots=True)
class _Seen:
    """One thing that an outsider could see at the time."""

    kind: str
    writer: Role
    stance: Stance


def _seen(signal: CaseSignal) -> Iterator[_Seen]:
    for row in signal.evidence:
        if row.type != "none" and (row.known_at is None or row.known_at <= signal.known_at):
            kind = evidence_kind(row.type, signal.channel, row.note)
            yield _Seen(kind, record_kinds()[kind].writer, stance_of(kind, row.note))


def _is_the_counterpartys(item: _Seen, signal: CaseSignal) -> bool:
    """Whether a supporting record is the named counterparty's own doing."""
    if item.writer is Role.REGULATOR:
        return item.kind != "court_record"
    if item.writer is Role.METER:
        return signal.family is Family.BENCHMARK
    if item.kind == "publication":
        return signal.family is Family.RECOGNITION
    return item.kind in _FILINGS and signal.channel == "filing"
