"""What a company or a rival can do for nothing never raises, respectively lowers, a score (DESIGN, section 6).

``UNFAKEABLE_EXAMPLES=10000 pytest tests/scoring/adversary/test_goodhart.py`` plays ten thousand sequences.
"""

import os
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.as_of import Dossier, in_memory
from data.case_files import read_cases
from data.ids import content_id
from data.records import Lookup
from data.reference import lookups
from data.words import Looked
from scoring.adversary.moves import MOVES, played
from scoring.adversary.rival import attacks
from scoring.audit import audit
from scoring.cases import case_rows, company_of
from scoring.company import LEAST_COVERAGE, Score
from scoring.fakeability import FakeabilityModel
from scoring.signals.build import shown

EXAMPLES = int(os.environ.get("UNFAKEABLE_EXAMPLES", "80"))
AS_OF = date(2026, 11, 1)
LEAST = 1e-9

SEQUENCES = st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 10_000)), min_size=1, max_size=5)


@cache
def model() -> FakeabilityModel:
    return FakeabilityModel.load()


def score(held: Dossier) -> Score:
    return audit(held, model(), with_questions=False).score


@cache
def starts() -> tuple[Dossier, ...]:
    """Every case as its file has it, and as a crawled company whose look-ups are just enough."""
    cases = [in_memory(company_of(case), AS_OF, list(case_rows([case]))) for case in read_cases()]
    return (*cases, *(crawled(held) for held in cases))


def crawled(held: Dossier) -> Dossier:
    company = held.company.model_copy(update={"origin": "crawl"})
    enough = LEAST_COVERAGE * len(lookups())
    looks = [
        Lookup(
            id=content_id("lookup", company.id, None, check),
            company_id=company.id,
            check=check,
            looked=Looked.FOUND if place < enough else Looked.NOT_READ,
            known_at=AS_OF,
        )
        for place, check in enumerate(lookups())
    ]
    return replace(held, company=company, lookups=sorted([*held.lookups, *looks], key=lambda row: row.id))


@cache
def start_score(place: int) -> float | None:
    return score(starts()[place]).score


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(place=st.integers(0, 10_000), moves=SEQUENCES)
def test_nothing_a_company_does_for_nothing_raises_its_score(place: int, moves: list[tuple[str, int]]) -> None:
    place %= len(starts())
    before, after = start_score(place), score(played(starts()[place], moves)).score
    if before is None:
        assert after is None
    elif after is not None:
        assert after <= before + LEAST


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(place=st.integers(0, 10_000), n=st.integers(0, 10_000))
def test_nothing_a_rival_buys_lowers_a_score(place: int, n: int) -> None:
    numbered = [i for i in range(len(starts())) if start_score(i)]
    start = numbered[place % len(numbered)]
    held = starts()[start]
    claims = shown(held.claims)
    bought = list(attacks(claims[n % len(claims)], held))
    _, other = bought[n % len(bought)]
    before, after = start_score(start), score(other).score
    assert before is not None
    assert after is not None
    assert after >= before - LEAST


@pytest.mark.parametrize("name", sorted(MOVES))
def test_every_move_changes_the_evidence_of_some_case(name: str) -> None:
    assert any(MOVES[name](held, 7).digest != held.digest for held in starts())
