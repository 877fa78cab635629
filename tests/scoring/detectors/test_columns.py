"""Detectors by order: what a manufactured signal would show moves its column, and what is unknown stays unknown."""

from datetime import date, timedelta

import pytest

from data.records import Claim
from data.words import ClaimKind, Family, Stance
from scoring.detectors import COLUMNS, DETECTORS, detector_values
from scoring.detectors.usage import seat_usd
from tests.scoring.dossiers import DAY, claim, dossier, observation, records, release


def stars(value: float | None = None) -> Claim:
    return claim(
        kind=ClaimKind.STARS, family=Family.VIRALITY, span="Our repository has 9,000 GitHub stars.", value=value
    )


def benchmark(span: str) -> Claim:
    return claim(kind=ClaimKind.BENCHMARK, family=Family.BENCHMARK, span=span)


def revenue(span: str, value: float | None = None, text: str = "later") -> Claim:
    return claim(release(text), ClaimKind.REVENUE, Family.REVENUE, None, value, "USD", span=span)


@pytest.mark.parametrize("family", list(Family))
def test_without_records_every_number_is_unknown_and_other_families_stay_empty(family: Family) -> None:
    about = claim(family=family, span="")
    values = detector_values(about, dossier(about))
    assert tuple(values) == COLUMNS
    filled = {name for name, value in values.items() if value is not None}
    allowed = tuple(f"{each.name}_" for each in DETECTORS if family in each.families)
    assert all(name.startswith(allowed) for name in filled)
    assert not any(name.endswith("_log10") for name in filled)


def test_stars_without_forks_or_issues_trip_the_readable_rule() -> None:
    about = stars()
    few = [observation("github_forks", "a/b", 20), observation("github_open_issues", "a/b", 3)]
    many = [observation("github_forks", "a/b", 900), observation("github_open_issues", "a/b", 400)]
    counted = observation("github_stars", "a/b", 9000)
    bought = detector_values(about, dossier(about, counted, *few))
    real = detector_values(about, dossier(about, counted, *many))
    assert (bought["stars_rule"], real["stars_rule"]) == (1, 0)
    assert (bought["stars_forks_log10"] or 0) < (real["stars_forks_log10"] or 0) < 0
    assert detector_values(about, dossier(about, counted))["stars_rule"] is None


def test_downloads_that_never_rest_differ_from_those_of_people() -> None:
    about = claim(kind=ClaimKind.DOWNLOADS, family=Family.USAGE, span="A million downloads a month.")
    days = [date(2024, 5, 1) + timedelta(days=n) for n in range(28)]
    loop = [observation("npm_downloads_on_day", "relay", 1000.0, day=day) for day in days]
    people = [
        observation("npm_downloads_on_day", "relay", 300.0 if day.weekday() >= 5 else 1000.0, day=day) for day in days
    ]
    assert detector_values(about, dossier(about, *loop))["downloads_weekend"] == pytest.approx(1)
    assert detector_values(about, dossier(about, *people))["downloads_weekend"] == pytest.approx(0.3)
    assert detector_values(about, dossier(about, *loop[:5]))["downloads_weekend"] is None


def test_views_without_comments_lie_lower_and_are_only_compared_on_one_thing() -> None:
    about = claim(kind=ClaimKind.VIEWS, family=Family.VIRALITY, span="Five million people watched.")
    film, channel = "https://video.example/1", "https://video.example/channel"
    views = observation("youtube_views", film, 5_000_000)
    silent = dossier(about, views, observation("youtube_comments", film, 40))
    loud = dossier(about, views, observation("youtube_comments", film, 9000))
    column = "virality_comments_log10"
    assert (detector_values(about, silent)[column] or 0) < (detector_values(about, loud)[column] or 0)
    apart = dossier(about, observation("youtube_views", channel, 9e6), observation("youtube_comments", film, 9000))
    assert detector_values(about, apart)[column] is None


def test_votes_that_were_all_there_at_first_are_early() -> None:
    about = claim(kind=ClaimKind.VIEWS, family=Family.VIRALITY, span="Product of the day.")
    later = DAY + timedelta(days=3)
    bought = [observation("producthunt_votes", "post", 400), observation("producthunt_votes", "post", 410, day=later)]
    grown = [observation("producthunt_votes", "post", 40), observation("producthunt_votes", "post", 400, day=later)]
    assert (detector_values(about, dossier(about, *bought))["virality_early_votes"] or 0) > 0.9
    assert detector_values(about, dossier(about, *grown))["virality_early_votes"] == pytest.approx(0.1)


def test_a_test_run_by_its_owner_on_a_closed_set_is_not_self_run() -> None:
    about = benchmark("The model reached 75.7 percent on the ARC-AGI-1 semi-private set.")
    alone = detector_values(about, dossier(about))
    owner = detector_values(about, dossier(about, records(about, "independent_test", org="arcprize.org")))
    assert (alone["benchmark_self_run"], owner["benchmark_self_run"]) == (1, 0)
    assert owner["benchmark_owner_run"] == 1
    assert owner["benchmark_closed_test"] == 1
    assert 4 < (owner["benchmark_test_age_years"] or 0) < 5
    assert detector_values(benchmark("Best on our own test."), dossier(about))["benchmark_test_age_years"] is None


@pytest.mark.parametrize(
    ("span", "column"),
    [
        ("ARR of 7 million dollars", "says_arr"),
        ("CARR of 7 million dollars", "says_carr"),
        ("an annualised run rate of 90 million", "says_annualised"),
        ("GMV above 2 billion", "says_gmv"),
        ("bookings of 40 million", "says_bookings"),
    ],
)
def test_unit_words_of_revenue_are_told_apart(span: str, column: str) -> None:
    about = revenue(span)
    values = detector_values(about, dossier(about))
    said = {name for name, value in values.items() if name.startswith("revenue_says") and value}
    assert said == {f"revenue_{column}"}


def test_revenue_is_held_against_the_series_and_the_companys_own_audited_figure() -> None:
    early = claim(
        release("early", DAY - timedelta(days=365)),
        ClaimKind.REVENUE,
        Family.REVENUE,
        None,
        1e6,
        "USD",
        span="1 million",
    )
    about = revenue("10 million dollars", 1e7)
    held = dossier(about, early, observation("revenue", "us-gaap:Revenues", 2e6))
    values = detector_values(about, held)
    assert values["revenue_growth_log10"] == pytest.approx(1, abs=0.01)
    assert values["revenue_audited_log10"] == pytest.approx(-0.699, abs=0.001)
    assert values["revenue_per_head_log10"] is None


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("used by 5,000 engineers, at 500 to 2,000 dollars per user and month", 1250.0),
        ("at 1,200 USD per seat", 1200.0),
        ("used by 5,000 engineers", None),
    ],
)
def test_a_seats_price_is_read_off_the_words(text: str, price: float | None) -> None:
    assert seat_usd(text) == price


def test_a_form_that_sold_less_than_announced_lies_below_zero_and_none_is_unknown() -> None:
    about = claim(kind=ClaimKind.FUNDING, family=Family.FUNDING, value=5e7, unit="USD", span="Raised 50 million.")
    sold = detector_values(about, dossier(about, observation("offering_sold_usd", "Lumenwharf", 5e6)))
    assert sold["funding_sold_log10"] == pytest.approx(-1)
    assert detector_values(about, dossier(about))["funding_sold_log10"] is None


def test_only_an_investor_who_supports_counts_as_having_spoken() -> None:
    about = claim(kind=ClaimKind.FUNDING, family=Family.FUNDING, counterparty="Sequoia", span="Sequoia led the round.")
    spoke = records(about, "investor_statement", org="sequoia")
    denied = records(about, "counterparty_denial", org="sequoia", stance=Stance.REFUTES)
    assert detector_values(about, dossier(about, spoke))["funding_investors_spoke"] == 1
    assert detector_values(about, dossier(about, denied))["funding_investors_spoke"] == 0
