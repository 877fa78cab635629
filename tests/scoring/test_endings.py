"""What ends a relation: a list left, a page taken down, an award that ran out. The rung stays, nothing is erased."""

from datetime import date, timedelta

import pytest

from data.as_of import Dossier, in_memory
from data.records import Claim, Document, Evidence, Observation
from data.words import ClaimKind, Commitment, Facet, Family, Label, Role, Rung, Stance
from scoring.hold import evidence_rows
from scoring.standing import Standing, stand
from tests.scoring import dossiers as make

ARMY = "US Army"
Row = Document | Observation | Claim | Evidence


def judged(about: Claim, *rows: Row, as_of: date = make.LATE) -> Standing:
    """The claim's standing on what the rows hold, as a crawl would leave it."""
    read: Dossier = in_memory(make.COMPANY, as_of, [make.release(), about, *rows])
    return stand(about, in_memory(make.COMPANY, as_of, [make.release(), about, *rows, *evidence_rows(read)]))


def award(
    name: str = "W911", obligated: float = 1e6, outlays: float | None = 9e5, ends: date | None = date(2030, 1, 1)
) -> list[Row]:
    page = make.document(name, Role.REGULATOR, source="usaspending", org="USAspending")
    rows: list[Row] = [
        page,
        make.fact(page, "award_recipient", name, text=make.COMPANY.name),
        make.fact(page, "awarding_agency", name, text=ARMY),
        make.fact(page, "obligated_usd", name, obligated),
        make.fact(page, "ceiling_usd", name, 1e9),
    ]
    rows += [make.fact(page, "outlays_usd", name, outlays)] if outlays is not None else []
    return rows + ([make.fact(page, "award_end", name, text=ends.isoformat(), day=ends)] if ends else [])


@pytest.fixture
def army() -> Claim:
    made = make.claim(counterparty=ARMY)
    made.counterparty_key = "army.mil"
    return made


def test_money_that_was_obligated_or_paid_is_a_record_somebody_answers_for(army: Claim) -> None:
    found = judged(army, *award())
    assert (found.rungs[Facet.EXISTENCE], found.label) == (Rung.COUNTERPARTY_LIABLE, Label.VERIFIED)


def test_a_ceiling_is_no_money(army: Claim) -> None:
    assert judged(army, *award(obligated=0.0, outlays=None)).rungs[Facet.EXISTENCE] is Rung.CLAIMED
    assert judged(army, *award(obligated=0.0, outlays=0.0)).rungs[Facet.EXISTENCE] is Rung.CLAIMED


@pytest.mark.parametrize(
    ("outlays", "kinds"), [(0.0, {"government_award"}), (9e5, {"government_award", "government_outlay"})]
)
def test_an_outlay_near_zero_supports_nothing(army: Claim, outlays: float, kinds: set[str]) -> None:
    read = in_memory(make.COMPANY, make.LATE, [make.release(), army, *award(outlays=outlays)])
    assert {row.kind for row in evidence_rows(read) if row.stance is Stance.SUPPORTS} == kinds


def test_the_last_award_that_ran_out_ends_the_relation_and_keeps_the_rung(army: Claim) -> None:
    over = date(2025, 1, 31)
    running, ended = award(ends=None), award(ends=over)
    assert judged(army, *ended).label is Label.ENDED
    assert judged(army, *ended).rungs[Facet.EXISTENCE] is Rung.COUNTERPARTY_LIABLE
    assert judged(army, *ended, as_of=over - timedelta(days=1)).label is Label.VERIFIED
    assert judged(army, *running).label is Label.VERIFIED
    assert judged(army, *ended, *award("W912")).label is Label.VERIFIED


@pytest.fixture
def told() -> tuple[Claim, list[Row]]:
    """What the company says of Klarna, and Klarna's own page that says it too."""
    page = make.document(
        "story", Role.USER_SIDE, org="klarna.com", source="case_study", url="https://klarna.com/story/"
    )
    theirs = make.claim(of=page, commitment=Commitment.LIVE, kind=ClaimKind.DEPLOYMENT, family=Family.DEPLOYMENT)
    about = make.claim(kind=ClaimKind.DEPLOYMENT, family=Family.DEPLOYMENT)
    for claim in (theirs, about):
        claim.counterparty_key = "klarna.com"
    return about, [page, theirs]


def capture(status: int, days: int) -> list[Row]:
    day = make.DAY + timedelta(days=days)
    page = make.document(f"capture{days}", Role.USER_SIDE, org="klarna.com", source="wayback_memento", known_at=day)
    return [page, make.fact(page, "archived_status", "http://www.klarna.com/story", float(status))]


def test_a_page_that_the_user_side_took_down_ends_what_it_said(told: tuple[Claim, list[Row]]) -> None:
    about, rows = told
    assert judged(about, *rows).label is Label.PARTIAL
    found = judged(about, *rows, *capture(404, 200))
    assert (found.label, found.rungs[Facet.EXISTENCE]) == (Label.ENDED, Rung.ACKNOWLEDGED)


@pytest.mark.parametrize(
    "captures",
    [
        [(200, 200)],
        [(503, 200)],
        [(403, 200)],
        [(404, 200), (200, 300)],  # back again
        [(404, -30)],  # not there yet
    ],
)
def test_a_page_that_is_there_or_cannot_be_seen_ends_nothing(
    told: tuple[Claim, list[Row]], captures: list[tuple[int, int]]
) -> None:
    about, rows = told
    seen = [row for status, days in captures for row in capture(status, days)]
    assert judged(about, *rows, *seen).label is Label.PARTIAL


def test_a_list_that_dropped_the_company_ends_the_entry(told: tuple[Claim, list[Row]]) -> None:
    about, _ = told

    def listing(name: str, days: int) -> list[Row]:
        day = make.DAY + timedelta(days=days)
        page = make.document(f"list{days}", Role.USER_SIDE, org="klarna.com", source="subprocessors", known_at=day)
        return [page, make.fact(page, "subprocessor", name)]

    first, again, without = listing("Lumenwharf", 10), listing("Lumenwharf", 200), listing("Somebody Else", 300)
    assert judged(about, *first, *again).rungs[Facet.EXISTENCE] is Rung.OPERATIONAL
    found = judged(about, *first, *again, *without)
    assert (found.label, found.rungs[Facet.EXISTENCE]) == (Label.ENDED, Rung.OPERATIONAL)
