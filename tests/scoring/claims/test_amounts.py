"""Numbers: values in base units, bounds kept, dates left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.amounts import find


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It raised $24 million in March.", 24e6, "USD"),
        ("It raised US$1.5bn from a fund.", 1.5e9, "USD"),
        ("Sales came to €3.2 million.", 3.2e6, "EUR"),
        ("Sales came to 40 million euros.", 40e6, "EUR"),
        ("ARR grew 140% last year.", 140, "percent"),
        ("Revenue grew by eleven percent.", 11, "percent"),
        ("It is 3x faster than before.", 3, "x"),
        ("Revenue doubled.", 2, "x"),
        ("More than 3,100 law firms use it.", 3100, "firms"),
        ("The app reached two million downloads.", 2e6, "downloads"),
    ],
)
def test_a_number_is_read_in_base_units(text, value, unit):
    assert [(a.value, a.unit) for a in find(text)] == [(pytest.approx(value), unit)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 500 sites", "more_than"),
        ("500+ sites", "more_than"),
        ("up to 500 sites", "up_to"),
        ("about 500 sites", "about"),
        ("500 sites", "exact"),
    ],
)
def test_the_words_that_weaken_a_number_are_kept(text, bound):
    assert [a.bound for a in find(f"It serves {text} today.")] == [bound]


@pytest.mark.parametrize("text", ["It was founded in 2019.", "On March 3, 2025 it closed.", "A three-year term."])
def test_dates_and_durations_are_no_amounts(text):
    assert find(text) == []


def test_a_period_is_read():
    assert [a.period for a in find("It handles 40 million claims a year.")] == ["year"]


@given(
    st.floats(min_value=1, max_value=900).map(lambda x: round(x, 1)),
    st.sampled_from(["thousand", "million", "billion"]),
)
def test_scale_words_multiply(number, scale):
    factor = {"thousand": 1e3, "million": 1e6, "billion": 1e9}[scale]
    assert [a.value for a in find(f"It raised ${number} {scale} this spring.")] == [pytest.approx(number * factor)]


@given(st.text(max_size=120))
def test_offsets_stay_inside_any_text(text):
    assert all(0 <= a.start < a.end <= len(text) for a in find(text))
