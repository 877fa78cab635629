"""Fields that a case may leave out: derived from claim, channel and evidence rows, near to what annotators wrote."""

from dataclasses import replace

import pytest

from data.case_files import CaseEvidence, CaseSignal, read_cases
from data.words import AssertedBy, Family
from scoring.case_derivation import derived_specifics, filled, individually_named, without_annotations


def signal(**fields: object) -> CaseSignal:
    plain = without_annotations(read_cases()[0].signals[0])
    return replace(plain, counterparty=None, evidence=(), channel="press_release", family=Family.CUSTOMERS, **fields)


def seen(*types: str, note: str | None = None) -> tuple[CaseEvidence, ...]:
    return tuple(CaseEvidence(type=word, note=note, source=None, known_at=None) for word in types)


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Volvo Cars", True),
        ("Google; OpenAI", True),
        ("RTP Global and others", True),
        ("US government", True),
        ("corporate clients", False),
        ("Nigerian banks", False),
        ("US DoD (unnamed)", False),
        (None, False),
    ],
)
def test_who_could_be_asked(name: str | None, named: bool) -> None:
    assert individually_named(name) is named


@pytest.mark.parametrize(
    ("fields", "confirmed", "speaker"),
    [
        ({}, None, AssertedBy.SUBJECT),
        ({"evidence": seen("self_report")}, None, AssertedBy.SUBJECT),
        ({"channel": "leaderboard"}, None, AssertedBy.THIRD_PARTY),
        ({"channel": "news", "evidence": seen("news_report")}, None, AssertedBy.THIRD_PARTY),
        ({"channel": "news", "evidence": seen("employee_doubt")}, None, AssertedBy.SUBJECT),
        ({"counterparty": "Volvo Cars"}, False, AssertedBy.SUBJECT),
        ({"counterparty": "Volvo Cars", "evidence": seen("counterparty_press_release")}, True, AssertedBy.BOTH),
        ({"counterparty": "Volvo Cars", "evidence": seen("counterparty_denial")}, False, AssertedBy.SUBJECT),
        ({"counterparty": "US FDA", "evidence": seen("registry")}, True, AssertedBy.BOTH),
        ({"counterparty": "corporate clients", "evidence": seen("document")}, None, AssertedBy.SUBJECT),
        ({"counterparty": "Volvo Cars", "evidence": seen("filing"), "channel": "filing"}, True, AssertedBy.BOTH),
        ({"counterparty": "Volvo Cars", "evidence": seen("filing")}, False, AssertedBy.SUBJECT),
    ],
)
def test_what_is_derived(fields: dict[str, object], confirmed: bool | None, speaker: AssertedBy) -> None:
    told = filled(replace(signal(), **fields))
    assert (told.counterparty_confirmed, told.asserted_by) == (confirmed, speaker)


def test_a_tester_speaks_by_its_test_unless_the_test_refutes() -> None:
    plain = replace(signal(), family=Family.BENCHMARK, counterparty="Epoch AI")
    assert filled(replace(plain, evidence=seen("independent_test"))).counterparty_confirmed is True
    refuted = replace(plain, evidence=seen("independent_test", note="could not reproduce the score"))
    assert filled(refuted).counterparty_confirmed is False


def test_what_was_annotated_is_left_alone() -> None:
    for case in read_cases():
        for each in case.signals:
            assert filled(each) == each


def test_derived_fields_are_near_the_annotated_ones() -> None:
    pairs = [(each, filled(without_annotations(each))) for case in read_cases() for each in case.signals]
    flags = [one.counterparty_confirmed is other.counterparty_confirmed for one, other in pairs]
    alone = [
        (one.asserted_by is AssertedBy.SUBJECT) is (other.asserted_by is AssertedBy.SUBJECT) for one, other in pairs
    ]
    assert sum(flags) / len(flags) >= 0.9
    assert sum(alone) / len(alone) >= 0.9


def test_specifics_are_read_off_the_words() -> None:
    assert derived_specifics("A 38 million dollar round led by Tiger Global in March 2021.") == (
        "amount",
        "number",
        "term",
        "named party",
    )
    assert derived_specifics("Loved by everybody") == ()
