"""Origins: copies of a release join the company, a writer with a fact of its own does not, and the other side never."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.records import Claim, Evidence
from data.words import Facet, Role, Rung
from scoring.evaluate_independence import DAY, TARGET, Family, families, precision_recall, trials
from scoring.facts_in_text import gist
from scoring.independence import COMPANY_ORIGIN, copies, origins
from scoring.rewrites import REWRITES
from scoring.rival_searches import WAYS
from tests.scoring import dossiers as make

UNSEEN = range(100, 106)
COUNTED = "The assistant misses one route in nine, records of the Ohio depot that we counted in July show."


def origin(about: Claim, kind: str, text: str, days: int = 1, org: str = "ledgerwire.example") -> str:
    record = make.records(about, kind, text=text, days=days, org=org)
    row = next(row for row in record if isinstance(row, Evidence))
    return origins(about, make.dossier(about, record))[row.id]


@pytest.mark.parametrize("part", ["tune", "held_out"])
def test_the_grouping_keeps_its_figures(part: str) -> None:
    precision, recall = precision_recall(list(trials(part)))
    assert precision >= TARGET
    assert recall >= TARGET


@pytest.mark.parametrize("making", sorted(REWRITES))
def test_seeds_that_nobody_tuned_for_are_found_as_well(making: str) -> None:
    found = [
        copies(REWRITES[making](family.release, seed), DAY, family.releases) for family in families() for seed in UNSEEN
    ]
    assert sum(found) / len(found) >= TARGET


@given(st.sampled_from(families()))
def test_a_release_of_one_firm_is_no_copy_of_anothers(family: Family) -> None:
    other = next(item for item in families() if item is not family)
    assert not copies(family.release, DAY, other.releases)


def test_news_counts_with_one_checkable_fact_that_the_release_lacks() -> None:
    about = make.claim()
    assert origin(about, "news_report", make.RELEASE) == COMPANY_ORIGIN
    assert origin(about, "news_report", f"{make.RELEASE} {COUNTED}") == COMPANY_ORIGIN  # three quarters are the release
    told = "Lumenwharf says that its assistant plans 18,500 routes a day. " + COUNTED
    told += " Two dispatchers in Toledo, Ann Reyes and Bo Lindqvist, went back to paper in June and filed a grievance."
    assert origin(about, "news_report", told) != COMPANY_ORIGIN


def test_a_text_that_came_before_the_release_copies_nothing() -> None:
    about = make.claim()
    assert origin(about, "news_report", make.RELEASE, days=-1) != COMPANY_ORIGIN
    assert origin(about, "news_report", make.RELEASE, days=0) == COMPANY_ORIGIN


@pytest.mark.parametrize("kind", ["counterparty_release", "counterparty_statement", "counterparty_filing"])
def test_the_other_sides_own_text_is_never_merged_away(kind: str) -> None:
    about = make.claim()
    assert origin(about, kind, make.RELEASE, org="klarna") != COMPANY_ORIGIN


def test_copies_are_found_against_releases_and_never_against_each_other() -> None:
    """A star: an article that copies another article is that writer's own, as long as it is not the release again."""
    about = make.claim()
    article = (
        COUNTED + " Two dispatchers in Toledo, Ann Reyes and Bo Lindqvist, filed a grievance with the depot in June."
    )
    article += (
        " A spokeswoman of the union in Cleveland gave us the minutes of three meetings about the planning screen."
    )
    records = [
        make.records(about, "news_report", key=org, text=article, org=org) for org in ("one.example", "two.example")
    ]
    held = origins(about, make.dossier(about, *records))
    assert set(held.values()) == {"one.example", "two.example"}


def test_a_hundred_copies_are_one_voice() -> None:
    about = make.claim()
    wires = [
        make.records(
            about, "news_report", key=str(n), text=REWRITES["all at once"](make.RELEASE * 2, n), org=f"w{n}.example"
        )
        for n in range(20)
    ]
    found = make.standing(about, *wires)
    assert found.origins == {Role.COMPANY: 1}
    assert found.rungs[Facet.EXISTENCE] is Rung.CLAIMED


def test_splitting_a_release_in_two_does_not_set_its_copies_free() -> None:
    half = make.RELEASE.index("The three-year")
    first = make.document("first", Role.COMPANY, text=make.RELEASE[:half])
    second = make.document("second", Role.COMPANY, text=make.RELEASE[half:])
    about = make.claim(of=first)
    copy = make.records(about, "news_report", text=make.RELEASE, org="ledgerwire.example", days=2)
    row = next(row for row in copy if isinstance(row, Evidence))
    held = make.dossier(about, copy, second, of=first, as_of=make.DAY + timedelta(days=9))
    assert origins(about, held)[row.id] == COMPANY_ORIGIN


def test_a_copy_is_found_whichever_way_the_releases_are_searched() -> None:
    releases = [gist(family.release) for family in families()]
    for family in families():
        copy, other = gist(REWRITES["light edits"](family.release, 100)), gist(family.independent[0])
        for way, build in WAYS.items():
            search = build(releases)
            assert (search(copy), search(other)) == (True, False), (family.id, way)


def test_words_of_another_alphabet_are_read_past() -> None:
    about = make.claim()
    assert origin(about, "news_report", f"{make.RELEASE} Клиент доволен. 客户很满意。") == COMPANY_ORIGIN
