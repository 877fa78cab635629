"""What a case file may leave out, derived from its claim's words, its channel and its evidence rows.

Three annotated fields carry the annotator's hindsight: who asserted the claim, whether the counterparty spoke, what
was concrete in it. Where one is absent it is derived here, from nothing but what an outsider could see at the time.
"""

import re
from dataclasses import replace

from data.case_files import CaseSignal
from data.reference import record_kinds
from data.words import AssertedBy, Role
from scoring.case_evidence import evidence_kind

_SIDES = frozenset({Role.COUNTERPARTY, Role.USER_SIDE})
_PUBLIC_KINDS = frozenset({"government_award", "government_outlay", "government_statement"})
_AGAINST = frozenset({"counterparty_denial"})

_SPECIFIC = (
    (re.compile(r"\b\d[\d,.]*\s*(million|billion|thousand|percent|USD|dollars|euros?|pounds?)\b", re.I), "amount"),
    (re.compile(r"\b\d[\d,.]*\b(?!\s*(million|billion|thousand|percent|USD|dollars|euros?|pounds?)\b)"), "number"),
    (re.compile(r"\b(in|at|near) [A-Z][a-z]+"), "place"),
    (
        re.compile(
            r"\b(19|20)\d\d\b|\b(January|February|March|April|May|June|July|August|September|October|November|"
            r"December|quarter|month|week|year)\b"
        ),
        "term",
    ),
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
    """Whether a named counterparty spoke: a record on its side says yes, none says no; None where none is named."""
    if signal.counterparty is None:
        return None
    kinds = _kinds(signal)
    if kinds & _AGAINST:
        return False
    return bool(kinds & _PUBLIC_KINDS) or any(record_kinds()[kind].writer in _SIDES for kind in kinds)


def derived_speaker(signal: CaseSignal) -> AssertedBy:
    """Whose statement it is: both where the other side wrote a record, else what the channel says."""
    kinds = _kinds(signal)
    if derived_confirmation(signal) or any(record_kinds()[kind].writer in _SIDES for kind in kinds - _AGAINST):
        return AssertedBy.BOTH
    if signal.channel == "leaderboard":
        return AssertedBy.THIRD_PARTY
    if signal.channel == "news" and any(record_kinds()[kind].writer is Role.THIRD_PARTY for kind in kinds):
        return AssertedBy.THIRD_PARTY
    return AssertedBy.SUBJECT


def derived_specifics(claim: str) -> tuple[str, ...]:
    """What is concrete in the claim's words: amounts, numbers, places, terms, named parties."""
    return tuple(word for cue, word in _SPECIFIC if cue.search(claim))


def _kinds(signal: CaseSignal) -> set[str]:
    rows = [row for row in signal.evidence if row.type != "none"]
    rows = [row for row in rows if row.known_at is None or row.known_at <= signal.known_at]
    return {evidence_kind(row.type, signal.channel, row.note) for row in rows}
