"""Sensitivity and the decision table by invariant."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.words import Family, Rung
from scoring.company import Term
from scoring.decision_table import Rate, decisions
from scoring.sensitivity import Scored, moves, places


def term(organisation: str, rung: Rung, credit: float, age: float = 0.0) -> Term:
    g = credit * 2 ** (-age / 2)
    return Term(organisation, "cl_a", f"ev_{organisation}", rung, credit, 1.0, 1.0, 0.0, age, 2.0, g, True)


OLD = Scored("old", ((term("a", Rung.OPERATIONAL, 0.35, 4.0), Family.CUSTOMERS),), 0, True)
NEW = Scored("new", ((term("b", Rung.ACKNOWLEDGED, 0.10), Family.CUSTOMERS),), 0, True)
BOTH = Scored("both", (*OLD.terms, *NEW.terms), 1, True)


def test_an_unchanged_term_gives_the_formula_with_the_best_of_each_organisation() -> None:
    twice = Scored("twice", (*NEW.terms, (term("b", Rung.REPORTED, 0.05), Family.CUSTOMERS)), 0, True)
    assert twice.points(lambda held, family: held.g) == pytest.approx(10)
    assert BOTH.points(lambda held, family: held.g) == pytest.approx(80 * (1 - 0.9 * (1 - 0.35 / 4)))


def test_a_longer_half_life_lifts_old_records_over_new_ones() -> None:
    told = {(row.constant, row.factor): row for row in moves([OLD, NEW])}
    turned = told["every half-life", 2.0]
    assert turned.tau == -1
    assert turned.most_places == 1
    assert turned.most_points == pytest.approx(100 * (0.35 / 2 - 0.35 / 4))
    assert told["P corroborated", 2.0].most_points == 0
    assert told["w benchmark", 0.5].tau == 1
    assert told["share of the purse of private writers", 0.5].most_points == 0


def test_half_the_purse_is_the_strongest_private_writers() -> None:
    private = replace(term("c", Rung.ACKNOWLEDGED, 0.10), answerable=False)
    held = Scored("held", ((private, Family.CUSTOMERS),), 0, True)
    assert held.points(lambda each, family: each.g) == pytest.approx(5)
    told = {row.factor: row for row in moves([held, NEW]) if row.constant.startswith("share of the purse")}
    assert [told[factor].most_points for factor in (0.5, 2.0)] == pytest.approx([2.5, 5])


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_places_begin_at_one_and_never_contradict_the_points(points: list[float]) -> None:
    given_places = places(points)
    assert min(given_places) == 1
    assert all(
        (one < other) == (first > second)
        for one, first in zip(given_places, points, strict=True)
        for other, second in zip(given_places, points, strict=True)
    )


@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0, 1)), min_size=1, max_size=40))
def test_a_higher_cut_catches_fewer_and_relies_on_more(rows: list[tuple[int, float]]) -> None:
    label, index = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    told = decisions(label, index)
    assert [row.false_caught.hits for row in told] == sorted((row.false_caught.hits for row in told), reverse=True)
    assert [row.relied_on_false.of for row in told] == sorted(row.relied_on_false.of for row in told)
    for row in told:
        assert row.relied_on_false.hits + row.false_caught.hits == label.sum()


def test_a_rate_over_nothing_is_unknown_and_an_interval_holds_its_share() -> None:
    assert Rate(0, 0).share is None
    assert Rate(0, 0).interval == (0.0, 1.0)
    low, high = Rate(3, 10).interval
    assert low < 0.3 < high
    assert Rate(0, 10).interval[0] == 0
