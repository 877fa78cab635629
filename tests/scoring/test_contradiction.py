"""Contradiction and stated ends, from what a crawl stores to the label: one test for each way of them."""

import re
from pathlib import Path

import pytest

from data.ids import content_id
from data.records import Claim, Identity
from data.words import ClaimKind, Commitment, Facet, Family, Label, Role, Rung, Status
from scoring.accounts import CHECKED_NAME, CNAME
from scoring.endings import ARCHIVED_STATUS, LISTS, WALL
from scoring.filings import ITEM
from scoring.found import COUNTERS, JOB, USER_SIDE_FACTS
from scoring.naming import LINK
from scoring.public_money import AGENCY, CEILING, ENDS_ON, EXERCISED, MONEY, RECIPIENT
from tests.scoring import dossiers as make
from tests.scoring.crawled import KLARNA, Row, about, judged, listing, page, told

GOLDEN = Path(__file__).parent.parent / "golden"


def test_every_fact_that_is_read_here_is_one_that_some_source_stores() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.json"))
    stored = set(re.findall(r'"([a-z_]+)"', text))
    read = {*COUNTERS, *USER_SIDE_FACTS, *LISTS, *MONEY, JOB, WALL, ARCHIVED_STATUS, ITEM, LINK, CNAME, CHECKED_NAME}
    assert read | {RECIPIENT, AGENCY, ENDS_ON, CEILING, EXERCISED} <= stored


def test_a_denial_by_the_named_party_contradicts() -> None:
    of = page("statement", 30)
    assert judged(about(), of, told(of, ClaimKind.DENIAL, Commitment.DENIED)).label is Label.CONTRADICTED


@pytest.mark.parametrize("writer", [Role.THIRD_PARTY, Role.CROWD])
def test_a_denial_that_somebody_else_reports_settles_nothing(writer: Role) -> None:
    of = page("article", 30, writer=writer, org="ledger.example")
    found = judged(about(), of, told(of, ClaimKind.DENIAL, Commitment.DENIED))
    assert found.status is not Status.CONTRADICTED


def test_the_company_s_own_word_against_its_number_contradicts() -> None:
    revenue = make.claim(kind=ClaimKind.ARR, family=Family.REVENUE, counterparty=None, value=5e6, unit="USD")
    of = page("correction", 40, writer=Role.COMPANY, org=make.COMPANY.domain)
    taken_back = make.claim(
        of, kind=ClaimKind.ARR, family=Family.REVENUE, counterparty=None, commitment=Commitment.DENIED
    )
    found = judged(revenue, of, taken_back)
    assert (found.label, found.rungs[Facet.EXISTENCE]) == (Label.CONTRADICTED, Rung.CLAIMED)


@pytest.mark.parametrize("kind", [ClaimKind.CANCELLATION, ClaimKind.DEPLOYMENT])
def test_a_cancellation_ends_what_stood_and_keeps_the_rung(kind: ClaimKind) -> None:
    """Also how a licence is cancelled: no register lists licences, so it is known where the licensee says so."""
    entries = [*listing(10, "Lumenwharf"), *listing(200, "Lumenwharf")]
    of = page("news/statement", 300)
    found = judged(about(), *entries, of, told(of, kind, Commitment.ENDED))
    assert (found.label, found.rungs[Facet.EXISTENCE]) == (Label.ENDED, Rung.OPERATIONAL)


@pytest.mark.parametrize(
    ("writer", "org", "names", "label"),
    [
        (Role.COMPANY, "Lumenwharf, Inc.", "Klarna", Label.ENDED),
        (Role.COMPANY, "Lumenwharf, Inc.", "Harbour Bank", Label.INSUFFICIENT),
        (Role.USER_SIDE, "Klarna", "Lumenwharf", Label.ENDED),
        (Role.USER_SIDE, "Klarna", "Harbour Bank", Label.INSUFFICIENT),
    ],
)
def test_a_filed_termination_ends_the_agreement_that_it_names(writer: Role, org: str, names: str, label: Label) -> None:
    text = f"Item 1.02 Termination\nThe agreement with {names} ended.\nItem 9.01 Exhibits\nKlarna and Lumenwharf."
    of = page("8-K", 100, writer=writer, source="sec_edgar_filing", text=text, org=org)
    found = judged(about(), of, make.fact(of, "filing_item", "1.02", text="Termination of an agreement"))
    assert found.label is label


@pytest.mark.parametrize(
    ("channel", "year", "status"),
    [
        ("filing", 2023, Status.CONTRADICTED),
        ("filing", 2019, Status.STANDING),  # other years' figures
        ("interview", 2023, Status.STANDING),  # what was never filed is not what is restated
    ],
)
def test_figures_that_the_filer_says_nobody_should_rely_on_are_contradicted(
    channel: str, year: int, status: Status
) -> None:
    filed = page("8-K of May", writer=Role.COMPANY, source="sec_edgar_8k_ex991", org="Lumenwharf, Inc.")
    figure = make.claim(filed, kind=ClaimKind.REVENUE, family=Family.REVENUE, counterparty=None, value=8e6)
    figure.channel = channel
    text = f"Item 4.02 Non-Reliance\nThe statements for the year ended December 31, {year} cannot be relied on."
    of = page("8-K/A", 200, writer=Role.COMPANY, source="sec_edgar_filing", text=text, org="Lumenwharf, Inc.")
    assert judged(figure, filed, of, make.fact(of, "filing_item", "4.02", text="Non-Reliance")).status is status


def followers(days: int, handle: str, value: float) -> list[Row]:
    of = page(handle, days, writer=Role.METER, source="x_api_v2", url=f"https://x.com/{handle}", org="x.com")
    return [of, make.fact(of, "x_followers", handle, value)]


def reach() -> Claim:
    return make.claim(kind=ClaimKind.FOLLOWERS, family=Family.VIRALITY, counterparty=None, value=1e5, unit="followers")


@pytest.mark.parametrize(("value", "status"), [(2e4, Status.DISPUTED), (9e4, Status.STANDING)])
def test_a_meter_that_counts_far_less_disputes_the_size(value: float, status: Status) -> None:
    assert judged(reach(), *followers(1, "lumenwharf", value)).status is status


def test_the_smaller_of_two_accounts_and_a_count_from_before_dispute_nothing() -> None:
    main, side = followers(1, "lumenwharf", 9e4), followers(1, "lumenwharf_help", 300)
    assert judged(reach(), *main, *side).status is Status.STANDING
    assert judged(reach(), *followers(-200, "lumenwharf", 2e4)).status is Status.STANDING


def test_another_party_s_account_says_nothing_of_the_company_s_reach() -> None:
    theirs = Identity(
        id="id_klarna_x",
        company_id=content_id("company", KLARNA),
        field="handle:x",
        value="klarna",
        provenance="do_site",
        confidence=0.7,
        known_at=make.DAY,
    )
    assert judged(reach(), *followers(1, "klarna", 1e5)).rungs[Facet.EXISTENCE] is Rung.REPORTED
    held = judged(reach(), *followers(1, "klarna", 1e5), theirs, about())
    assert held.rungs[Facet.EXISTENCE] is Rung.CLAIMED
