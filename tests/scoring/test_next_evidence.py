"""What to ask next: found by adding a record and scoring again, pure, and about the check that moves most."""

from datetime import date

import pytest

from data.as_of import Dossier, in_memory
from data.case_files import read_cases
from data.records import Evidence
from data.reference import record_kinds
from data.words import Facet, Label, Looked, Rung, Stance
from scoring.audit import Audit, audit
from scoring.cases import case_rows, company_of
from scoring.checks import checks
from scoring.fakeability import FakeabilityModel
from scoring.next_evidence import MOST_QUESTIONS, SETTLES_POINTS, most_telling, with_record
from scoring.standing import stand
from tests.scoring import dossiers as make

LATE = date(2026, 11, 1)


@pytest.fixture(scope="module")
def model() -> FakeabilityModel:
    return FakeabilityModel.load()


def case(slug: str, as_of: date = LATE) -> Dossier:
    found = next(case for case in read_cases() if case.slug == slug)
    return in_memory(company_of(found), as_of, list(case_rows([found])))


def asked_again(held: Dossier, model: FakeabilityModel, claim_id: str, check: str) -> Audit:
    claim = next(claim for claim in held.claims if claim.id == claim_id)
    return audit(with_record(claim, checks()[check], held), model, with_questions=False)


@pytest.mark.parametrize("slug", ["cluely", "snowflake", "11x"])
def test_what_a_question_promises_is_what_scoring_again_gives(slug: str, model: FakeabilityModel) -> None:
    held = case(slug, date(2025, 6, 1) if slug != "snowflake" else date(2020, 12, 31))
    now = audit(held, model)
    assert now.questions
    for question in now.questions[:3]:
        then = asked_again(held, model, question.claim_id, question.check)
        signal = next(signal for signal in now.signals if signal.claim_id == question.claim_id)
        moved = then.fakeability[signal.id].index - now.fakeability[signal.id].index
        assert question.moves_fakeability == pytest.approx(moved)
        if now.score.score is not None and then.score.score is not None:
            assert question.moves_score == pytest.approx(then.score.score - now.score.score)
            assert question.settles is (question.moves_score >= SETTLES_POINTS)


def test_asking_changes_nothing(model: FakeabilityModel) -> None:
    held = case("snowflake")
    before = held.digest
    first, second = audit(held, model), audit(held, model)
    assert first.questions == second.questions
    assert held.digest == before
    assert audit(held, model, with_questions=False).score == first.score


def test_no_claim_is_asked_about_twice_and_none_that_is_settled_against(model: FakeabilityModel) -> None:
    for slug in ("theranos", "openai", "klarna"):
        found = audit(case(slug), model)
        claims = [question.claim_id for question in found.questions]
        assert len(claims) == len(set(claims)) <= MOST_QUESTIONS
        labels = {found.standings[claim].label for claim in claims}
        assert labels.isdisjoint({Label.CONTRADICTED, Label.ENDED})


def test_a_question_names_whom_to_ask_where_it_would_stand_and_how_likely_it_is(model: FakeabilityModel) -> None:
    for question in audit(case("openai"), model).questions:
        assert question.whom and question.where and question.text and question.effect
        assert 0 < question.likely <= 1
        assert "{party}" not in question.whom + question.where


def test_a_place_that_answered_no_is_not_asked_again() -> None:
    about = make.claim()
    before = most_telling(about, make.dossier(about))
    assert before is not None
    said_no = make.looked(about, before.check.check, Looked.NO)
    after = most_telling(about, make.dossier(about, said_no))
    assert after is None or after.check.check != before.check.check


def test_the_added_record_is_plausible_in_kind_writer_and_date() -> None:
    about = make.claim(value=100.0)
    for check in checks().values():
        if not check.plausible or not check.applies(about):
            continue
        other = with_record(about, check, make.dossier(about))
        rows = [row for row in other.evidence_for(about.id) if isinstance(row, Evidence)]
        assert {row.kind for row in rows} == {check.plausible}
        assert {row.facet for row in rows} == set(record_kinds()[check.plausible].supports)
        assert all(row.stance is Stance.SUPPORTS and row.known_at == other.as_of for row in rows)


def test_a_verified_claim_gains_less_than_one_that_is_only_claimed() -> None:
    about = make.claim()
    alone = most_telling(about, make.dossier(about))
    backed = most_telling(about, make.dossier(about, make.records(about, "counterparty_filing")))
    assert alone is not None and stand(about, alone.dossier).rungs[Facet.EXISTENCE] > Rung.CLAIMED
    assert backed is None or backed.worth < alone.worth
