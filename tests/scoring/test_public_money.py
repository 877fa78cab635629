"""Public money: what was obligated or paid is a record; ceilings, lapsed options and outlays near zero are none."""

from datetime import date, timedelta

import pytest

from data.records import Claim, Observation
from data.words import Facet, Label, Role, Rung
from tests.scoring import dossiers as make
from tests.scoring.crawled import Row, day, ends, held, judged, page

OVER = date(2025, 1, 31)


def award(
    obligated: float,
    outlays: float,
    until: date,
    *,
    exercised: float = 4e6,
    known: int = 0,
    name: str = "W911",
) -> list[Row]:
    of = page(f"{name}{known}", known, writer=Role.REGULATOR, source="usaspending", org="USAspending")
    sums = {"obligated_usd": obligated, "outlays_usd": outlays, "ceiling_usd": 5e7}
    return [
        of,
        make.fact(of, "award_recipient", name, text=make.COMPANY.name),
        make.fact(of, "awarding_agency", name, text="US Army"),
        make.fact(of, "award_end", name, text=until.isoformat(), day=until),
        make.fact(of, "exercised_options_usd", name, exercised),
        *(make.fact(of, metric, name, value) for metric, value in sums.items()),
    ]


def army(value: float | None = None) -> Claim:
    made = make.claim(counterparty="US Army", value=value, unit="USD")
    made.counterparty_key = "army.mil"
    return made


def test_options_that_were_never_exercised_leave_a_headline_unbacked_and_are_said_at_the_end() -> None:
    rows = award(4e6, 3.9e6, OVER)
    running = judged(army(5e7), *rows, as_of=date(2025, 1, 1))
    assert running.label is Label.PARTIAL
    assert running.backed == pytest.approx(0.08)
    assert judged(army(5e7), *rows).label is Label.ENDED
    (note,) = ends(army(5e7), *rows)
    assert "options of 46,000,000 USD were never exercised" in note
    (note,) = ends(army(), *award(5e7, 4e7, OVER, exercised=5e7))
    assert "never exercised" not in note


def test_an_award_looked_at_twice_is_one_award() -> None:
    (note,) = ends(army(), *award(4e6, 1e6, day(100)), *award(4e6, 2e6, day(100), known=200))
    assert "2,000,000 of 4,000,000 USD" in note


def test_what_a_search_leaves_out_stands_on_the_page_of_the_award() -> None:
    whole = award(4e6, 3.9e6, OVER)
    told_there = ("ceiling_usd", "exercised_options_usd")
    listed = page("search", 0, writer=Role.REGULATOR, source="usaspending", org="USAspending")
    seen = [row for row in whole if isinstance(row, Observation) and row.metric not in told_there]
    rows = [make.fact(listed, row.metric, row.subject, row.value, row.text, row.observed_at) for row in seen]
    (note,) = ends(army(), listed, *rows, *whole)
    assert "3,900,000 of 4,000,000 USD" in note and "options of 46,000,000 USD" in note


def test_outlays_near_zero_show_no_use() -> None:
    assert {row.kind for row in held(army(), *award(4e6, 1e4, date(2030, 1, 1)))} == {"government_award"}


def test_money_that_was_obligated_or_paid_is_a_record_somebody_answers_for() -> None:
    found = judged(army(), *award(4e6, 3.9e6, date(2030, 1, 1)))
    assert (found.rungs[Facet.EXISTENCE], found.label) == (Rung.COUNTERPARTY_LIABLE, Label.VERIFIED)


def test_a_ceiling_is_no_money() -> None:
    assert judged(army(), *award(0.0, 0.0, date(2030, 1, 1))).rungs[Facet.EXISTENCE] is Rung.CLAIMED


def test_the_last_award_that_ran_out_ends_the_relation_and_keeps_the_rung() -> None:
    over = award(4e6, 3.9e6, OVER)
    assert judged(army(), *over).label is Label.ENDED
    assert judged(army(), *over).rungs[Facet.EXISTENCE] is Rung.COUNTERPARTY_LIABLE
    assert judged(army(), *over, as_of=OVER - timedelta(days=1)).label is Label.VERIFIED
    assert judged(army(), *over, *award(4e6, 3.9e6, date(2030, 1, 1), name="W912")).label is Label.VERIFIED
    unknown = [row for row in over if getattr(row, "metric", "") != "award_end"]
    assert judged(army(), *unknown).label is Label.VERIFIED
