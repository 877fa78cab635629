"""The company score: the design's hand checks, the formula as a spreadsheet repeats it, and what must not move it."""

from dataclasses import replace
from datetime import date, timedelta
from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.as_of import Dossier, in_memory
from data.case_files import FOLDER, read_case
from data.records import Claim, Company
from data.reference import credit
from data.words import AssertedBy, Commitment, Rung, Stance
from scoring.audit import Audit, audit
from scoring.cases import case_rows, company_of
from scoring.company import REFUTER_FACTOR, Term, score_points, settled
from scoring.fakeability import FakeabilityModel
from tests.scoring import dossiers as make

TOLERANCE = 2.5  #: points: the design's figures were reckoned by hand with a rounded fakeability


@pytest.fixture(scope="module")
def model() -> FakeabilityModel:
    return FakeabilityModel.load()


def case_audit(slug: str, day: date, model: FakeabilityModel) -> Audit:
    case = read_case(FOLDER / f"{slug}.yaml")
    return audit(in_memory(company_of(case), day, list(case_rows([case]))), model, with_questions=False)


def test_snowflake_in_2020(model: FakeabilityModel) -> None:
    score = case_audit("snowflake", date(2020, 9, 30), model).score
    assert score.score == pytest.approx(33, abs=TOLERANCE)
    assert score.low == pytest.approx(15, abs=TOLERANCE)
    assert score.high == pytest.approx(38, abs=TOLERANCE)
    assert [term.p for term in score.terms] == pytest.approx([0.15, 0.15], abs=0.03)


def test_openai_in_2025(model: FakeabilityModel) -> None:
    score = case_audit("openai", date(2025, 12, 31), model).score
    assert score.score == pytest.approx(10, abs=TOLERANCE)


@pytest.mark.parametrize(("slug", "day"), [("cluely", date(2025, 12, 31)), ("theranos", date(2014, 12, 31))])
def test_too_little_is_insufficient_and_not_a_number(slug: str, day: date, model: FakeabilityModel) -> None:
    score = case_audit(slug, day, model).score
    assert (score.score, score.low, score.high, score.gap) == (None, None, None, None)
    assert score.hype > 0
    assert score.reason is not None and "at least 2" in score.reason


def test_theranos_in_2018_is_zero(model: FakeabilityModel) -> None:
    score = case_audit("theranos", date(2018, 12, 31), model).score
    assert score.score == 0
    assert score.refuters == ("SEC",)


@pytest.mark.parametrize("slug", ["snowflake", "openai", "coreweave", "palantir", "rivian"])
def test_an_investor_can_repeat_the_formula(slug: str, model: FakeabilityModel) -> None:
    score = case_audit(slug, date(2025, 12, 31), model).score
    gs = []
    for term in score.terms:
        gs.append(term.credit * term.q * term.relevance * (1 - term.p) * 2 ** (-term.age_years / term.half_life_years))
        assert term.g == pytest.approx(gs[-1])
    assert len({term.organisation for term in score.terms}) == len(score.terms)
    assert score.score is not None and score.low is not None and score.high is not None
    assert score.score == pytest.approx(100 * (1 - prod(1 - g for g in gs)) * REFUTER_FACTOR ** len(score.refuters))
    assert score.low <= score.score <= score.high


def two_organisations(about: Claim, *more: list, as_of: date = make.LATE) -> Dossier:
    """A claim with two records that count, of a company whose coverage is not asked for (DESIGN: cases)."""
    held = make.dossier(
        about,
        make.records(about, "counterparty_filing"),
        make.records(about, "public_record", org="Ohio Department of Commerce"),
        *more,
        as_of=as_of,
    )
    return replace(held, company=Company.model_validate({**make.COMPANY.model_dump(), "origin": "case file"}))


def number(held: Dossier, model: FakeabilityModel) -> float:
    score = audit(held, model, with_questions=False).score.score
    assert score is not None and score > 0
    return score


def test_a_refutation_lowers_and_time_lowers(model: FakeabilityModel) -> None:
    about, later = make.claim(), make.LATE + timedelta(days=365)
    plain = number(two_organisations(about), model)
    judged = make.records(about, "court_record", org="District Court", stance=Stance.REFUTES)
    assert audit(two_organisations(about, judged), model, with_questions=False).score.score == 0
    assert number(two_organisations(about, as_of=later), model) < plain


def test_low_coverage_is_insufficient_whatever_the_records(model: FakeabilityModel) -> None:
    held = replace(two_organisations(make.claim()), company=make.COMPANY)
    score = audit(held, model, with_questions=False).score
    assert score.score is None and score.reason is not None and "coverage" in score.reason


#: What a company can write about itself: every text and field of its own claim.
own_words = st.fixed_dictionaries(
    {
        "span": st.sampled_from(["We serve 40 hospitals.", "The first fully autonomous planner.", "Klarna uses it."]),
        "specifics": st.lists(st.sampled_from(["$14 million", "Ohio", "three years"]), max_size=3),
        "commitment": st.sampled_from([Commitment.ANNOUNCED, Commitment.LIVE]),
        "asserted_by": st.sampled_from(list(AssertedBy)),
        "channel": st.sampled_from([None, "deck", "filing", "press_release", "social_post"]),
        "quote_from_counterparty": st.booleans(),
    }
)
own_records = st.lists(
    st.sampled_from(
        ["company_statement", "company_page", "company_series", "company_demo", "joint_release", "company_case_study"]
    ),
    unique=True,
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=own_words, kinds=own_records, days=st.integers(-400, 400))
def test_nothing_that_the_company_writes_reaches_the_score_view(
    model: FakeabilityModel, words: dict[str, object], kinds: list[str], days: int
) -> None:
    about = make.claim()
    reworded = Claim.model_validate({**about.model_dump(), **words})
    own = [make.records(about, kind, key=f"own{i}", days=days) for i, kind in enumerate(kinds)]
    plain, told = two_organisations(about), two_organisations(reworded, *own)
    assert number(told, model) == number(plain, model)
    assert _score_view(told, model) == _score_view(plain, model)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(
        st.sampled_from(["platform_counter", "app_store_record", "traffic_meter", "news_copy", "leaderboard_entry"]),
        unique=True,
        min_size=1,
    ),
    stance=st.sampled_from([Stance.SUPPORTS, Stance.REFUTES]),
)
def test_bought_records_move_nothing_up_or_down(model: FakeabilityModel, kinds: list[str], stance: Stance) -> None:
    about = make.claim()
    bought = [make.records(about, kind, org="Meterfirm", stance=stance) for kind in kinds]
    plain, told = two_organisations(about), two_organisations(about, *bought)
    assert _score_view(told, model) == _score_view(plain, model)
    assert number(told, model) == number(plain, model)


def _score_view(held: Dossier, model: FakeabilityModel) -> list[tuple[float, float, float]]:
    told = audit(held, model, with_questions=False).score_view.values()
    return [(item.index, item.interval_low, item.interval_high) for item in told]


def term(organisation: str, g: float, answerable: bool = False) -> Term:
    return Term(
        organisation, "cl_a", f"ev_{organisation}", Rung.ACKNOWLEDGED, 0.1, 1.0, 1.0, 0.0, 0.0, 2.0, g, answerable
    )


private_gs = st.lists(st.floats(1e-6, 0.1), max_size=30)


@given(private_gs, st.lists(st.floats(1e-6, 0.45), max_size=4))
def test_all_private_writers_together_add_less_than_one_acknowledgement(private: list[float], gs: list[float]) -> None:
    public = [term(f"public{i}.example", g, answerable=True) for i, g in enumerate(gs)]
    mixed = settled([*public, *(term(f"private{i}.example", g) for i, g in enumerate(private))])
    one = settled([*public, term("one.example", credit()[Rung.ACKNOWLEDGED], answerable=True)])
    assert score_points(each.g for each in mixed) <= score_points(each.g for each in one) + 1e-9


@given(private_gs, st.floats(1e-6, 0.1))
def test_one_more_private_writer_never_lowers_the_sum(private: list[float], more: float) -> None:
    held = [term(f"private{i}.example", g) for i, g in enumerate(private)]
    before = score_points(each.g for each in settled(held))
    assert score_points(each.g for each in settled([*held, term("more.example", more)])) >= before - 1e-9


def test_two_spellings_of_an_organisation_are_one() -> None:
    assert len(settled([term("DHL Group", 0.05, True), term("dhl group", 0.04, True)])) == 1


def private_customer(about: Claim, key: str, *kinds: str) -> list:
    firm = f"{key}.example"
    old = [make.observation(metric, firm, day=date(2015, 1, 1)) for metric in ("registered_on", "domain_first_seen")]
    return [*old, *make.named(firm), *(row for kind in kinds for row in make.records(about, kind, org=firm))]


def test_private_writers_make_no_number_and_lift_nobody(model: FakeabilityModel) -> None:
    about = make.claim()
    case = Company.model_validate({**make.COMPANY.model_dump(), "origin": "case file"})
    filed = make.records(about, "counterparty_statement")
    bought = [private_customer(about, key, "subprocessor_entry", "job_ad_naming_product") for key in ("alder", "birch")]
    alone, helped = (
        audit(replace(make.dossier(about, filed, *rows), company=case), model, with_questions=False).score
        for rows in ([], bought)
    )
    assert alone.score is None and helped.score is None
    assert [each.organisation for each in helped.terms if not each.answerable]
    assert [each for each in helped.terms if each.answerable] == list(alone.terms)
