"""The case rows that the design promises, as of the claim's own date and after."""

from datetime import timedelta

import pytest

from data.as_of import in_memory
from data.case_files import read_cases
from data.words import Facet, Label, Role, Rung, Status
from scoring.cases import case_rows, company_of
from scoring.evaluate_standing import MOST_DISAGREEMENTS, TIES, disagreements, only_claimed, rows_of
from scoring.signals.usage import counts_against
from scoring.standing import stand
from tests.scoring import dossiers as make

EXISTENCE, SCALE = Facet.EXISTENCE, Facet.SCALE


@pytest.mark.parametrize(
    ("signal", "rung", "label"),
    [
        ("cluely-arr_revenue-1", Rung.CLAIMED, Label.CLAIMED),
        ("cluely-social-1", Rung.REPORTED, Label.PARTIAL),
        ("caastle-arr_revenue-1", Rung.CLAIMED, Label.CLAIMED),
        ("tingo-funding-1", Rung.OWN_AUDITED, Label.VERIFIED),
        ("tingo-arr_revenue-1", Rung.OWN_AUDITED, Label.VERIFIED),
        ("lordstown-partnership-1", Rung.ACKNOWLEDGED, Label.PARTIAL),
        ("theranos-partnership-2", Rung.ACKNOWLEDGED, Label.PARTIAL),
        ("openai-customers-1", Rung.ACKNOWLEDGED, Label.PARTIAL),
        ("11x-customers-1", Rung.CLAIMED, Label.CLAIMED),
        ("11x-customers-2", Rung.CLAIMED, Label.CLAIMED),
        ("anthropic-customers-1", Rung.REPORTED, Label.PARTIAL),
        ("anthropic-usage-seed-1", Rung.REPORTED, Label.PARTIAL),
        ("openai-deployment-1", Rung.ACKNOWLEDGED, Label.PARTIAL),
        ("google-cloud-partnership-seed-1", Rung.CLAIMED, Label.CLAIMED),
    ],
)
def test_a_case_as_of_its_claim(signal: str, rung: Rung, label: Label) -> None:
    found = make.case_standing(signal)
    assert (found.rungs[EXISTENCE], found.label, found.status) == (rung, label, Status.STANDING)


@pytest.mark.parametrize(
    ("signal", "label"),
    [
        ("cluely-arr_revenue-1", Label.CONTRADICTED),
        ("caastle-arr_revenue-1", Label.CONTRADICTED),
        ("tingo-arr_revenue-1", Label.CONTRADICTED),
        ("tingo-funding-1", Label.CONTRADICTED),
        ("theranos-partnership-2", Label.ENDED),
        ("anthropic-customers-1", Label.ENDED),
        ("11x-customers-1", Label.CONTRADICTED),
    ],
)
def test_a_case_afterwards_keeps_its_rung(signal: str, label: Label) -> None:
    before, after = make.case_standing(signal), make.case_standing(signal, make.LATE)
    assert after.label is label
    assert after.rungs[EXISTENCE] >= before.rungs[EXISTENCE]
    assert after.refuters and set(before.witnesses) <= set(after.witnesses)


def test_lordstowns_plant_is_partial_because_its_scale_is_only_claimed() -> None:
    found = make.case_standing("lordstown-partnership-1")
    assert (found.rungs[EXISTENCE], found.rungs[SCALE]) == (Rung.ACKNOWLEDGED, Rung.CLAIMED)
    assert found.backed is None


def test_capital_one_is_at_least_operational_but_related() -> None:
    found = make.case_standing("snowflake-customers-1")
    assert found.rungs[EXISTENCE] >= Rung.OPERATIONAL
    assert "S42" in found.matched
    assert found.related == "is an investor"


def test_use_of_openai_is_judged_on_klarnas_side() -> None:
    case = next(case for case in read_cases() if case.slug == "openai")
    held = in_memory(company_of(case), make.LATE, list(case_rows([case])))
    claim = make.case_claim(held, "openai-customers-1")
    witnesses = [row for row in held.evidence_for(claim.id) if row.id in stand(claim, held).witnesses]
    assert {row.writer_org.lower() for row in witnesses if row.writer_org} == {"klarna"}
    assert Role.COMPANY not in {row.writer for row in witnesses}


@pytest.mark.parametrize("signal", ["11x-customers-1", "11x-customers-2"])
def test_a_trials_dns_record_leaves_a_logo_claimed(signal: str) -> None:
    case = next(case for case in read_cases() if case.slug == "11x")
    rows = list(case_rows([case], with_outcomes=False))
    plain = in_memory(company_of(case), make.LATE, rows)
    claim = make.case_claim(plain, signal)
    trial = make.records(claim, "dns_txt", org=claim.counterparty_key, days=-1)
    for row in trial:
        row.company_id = claim.company_id  # type: ignore[attr-defined]
    held = in_memory(company_of(case), claim.known_at + timedelta(days=1), [*rows, *trial])
    found = stand(claim, held)
    assert (found.label, found.rungs[EXISTENCE]) == (Label.CLAIMED, Rung.CLAIMED)
    assert found.looked["dns"] == "found"


def test_ubers_token_spend_counts_against() -> None:
    case = next(case for case in read_cases() if case.slug == "anthropic")
    held = in_memory(company_of(case), make.LATE.replace(year=2027), list(case_rows([case])))
    assert counts_against(make.case_claim(held, "anthropic-usage-seed-1"))


def test_no_refuted_tie_is_verified_and_few_labels_disagree_with_outcomes() -> None:
    rows = rows_of(read_cases())
    ties = [row for row in rows if row.family in TIES]
    assert [row.signal for row in ties if row.outcome == "refuted" and row.at_claim.label is Label.VERIFIED] == []
    assert len(disagreements(rows)) <= MOST_DISAGREEMENTS
    assert len(disagreements(ties)) + len(only_claimed(ties)) <= MOST_DISAGREEMENTS
    assert all(item.missing for item in [*disagreements(rows), *only_claimed(ties)])
