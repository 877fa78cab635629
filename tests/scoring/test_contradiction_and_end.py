"""Contradiction and end, from what a crawl stores to the label: one test for each way of them."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.as_of import in_memory
from data.ids import content_id
from data.records import Claim, Document, Evidence, Identity, Observation
from data.reference import record_kinds
from data.words import AssertedBy, ClaimKind, Commitment, Facet, Family, Label, Role, Rung, Stance, Status
from scoring.accounts import CHECKED_NAME, CNAME
from scoring.endings import ARCHIVED_STATUS, LISTS, WALL
from scoring.filings import ITEM
from scoring.found import COUNTERS, JOB, USER_SIDE_FACTS
from scoring.hold import evidence_rows
from scoring.naming import LINK
from scoring.public_money import AGENCY, CEILING, ENDS_ON, EXERCISED, MONEY, RECIPIENT
from scoring.standing import Standing, stand
from scoring.terms import term
from tests.scoring import dossiers as make

KLARNA = "klarna.com"
GOLDEN = Path(__file__).parent.parent / "golden"
Row = Document | Observation | Claim | Evidence | Identity


def day(days: int) -> date:
    return make.DAY + timedelta(days=days)


def about(
    kind: ClaimKind = ClaimKind.DEPLOYMENT, family: Family = Family.DEPLOYMENT, of: Document | None = None
) -> Claim:
    made = make.claim(of, kind=kind, family=family)
    made.counterparty_key = KLARNA
    return made


def judged(claim: Claim, *rows: Row, as_of: date = make.LATE) -> Standing:
    """The standing of a claim on what is stored, with the evidence that a look at a company holds against it."""
    stored = [make.release(), claim, *rows]
    held = evidence_rows(in_memory(make.COMPANY, as_of, stored))
    return stand(claim, in_memory(make.COMPANY, as_of, [*stored, *held]))


def page(
    key: str,
    days: int = 0,
    writer: Role = Role.USER_SIDE,
    source: str = "newsroom_html",
    text: str = "",
    url: str | None = None,
    org: str | None = KLARNA,
) -> Document:
    made = make.document(key, writer, text=text, known_at=day(days), org=org, source=source, url=url)
    made.title = "A page"
    return made


def told(of: Document, kind: ClaimKind, commitment: Commitment) -> Claim:
    said = make.claim(of, kind=kind, commitment=commitment)
    said.counterparty_key = KLARNA
    return said


def listing(days: int, name: str, metric: str = "subprocessor", path: str = "list") -> list[Row]:
    of = page(f"{path}{days}", days, source="subprocessors", url=f"https://klarna.com/{path}")
    return [of, make.fact(of, metric, name)]


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


def test_figures_that_the_filer_says_nobody_should_rely_on_are_contradicted() -> None:
    filed = page("8-K of May", writer=Role.COMPANY, source="sec_edgar_8k_ex991", org="Lumenwharf, Inc.")
    figure = make.claim(filed, kind=ClaimKind.REVENUE, family=Family.REVENUE, counterparty=None, value=8e6)
    figure.channel = "filing"
    of = page("8-K/A", 200, writer=Role.COMPANY, source="sec_edgar_filing", org="Lumenwharf, Inc.")
    item = make.fact(of, "filing_item", "4.02", text="Non-Reliance on Previously Issued Financial Statements")
    assert judged(figure, filed, of, item).label is Label.CONTRADICTED
    figure.channel = "interview"
    assert judged(figure, filed, of, item).status is Status.STANDING, "what was never filed is not what is restated"


def test_a_page_of_the_user_side_that_was_edited_ends_what_it_said() -> None:
    url = "https://klarna.com/stories/dispatch"
    before = page("v1", 10, text="We run Lumenwharf in 42 depots.", url=url)
    after = page("v2", 300, text="We run our own planner in 42 depots.", url=url)
    said = told(before, ClaimKind.DEPLOYMENT, Commitment.LIVE)
    assert judged(about(), before, said).label is Label.PARTIAL
    found = judged(about(), before, said, after)
    assert (found.label, found.rungs[Facet.EXISTENCE]) == (Label.ENDED, Rung.ACKNOWLEDGED)
    still_there = page("v3", 400, text="We run Lumenwharf again.", url=url)
    assert judged(about(), before, said, after, still_there).label is Label.PARTIAL


@pytest.mark.parametrize(
    ("url", "title", "text"),
    [
        ("https://klarna.com/news", "A page", "Today: a new office."),  # a section drops what is old by itself
        ("https://klarna.com/stories/dispatch", "Cookies", "May we?"),  # another page at the same address
        ("https://klarna.com/stories/dispatch", "A page", ""),  # nothing was read
    ],
)
def test_a_page_that_only_looks_otherwise_ends_nothing(url: str, title: str, text: str) -> None:
    before, after = page("v1", 10, text="We run Lumenwharf in 42 depots.", url=url), page("v2", 300, text=text, url=url)
    after.title = title
    said = told(before, ClaimKind.DEPLOYMENT, Commitment.LIVE)
    assert judged(about(), before, said, after).label is Label.PARTIAL


def test_silence_ends_nothing_while_the_user_side_still_speaks() -> None:
    url = "https://klarna.com/stories/dispatch"
    before = page("v1", 10, text="We run Lumenwharf in 42 depots.", url=url)
    after = page("v2", 300, text="We run a planner in 42 depots.", url=url)
    said = told(before, ClaimKind.DEPLOYMENT, Commitment.LIVE)
    assert judged(about(), before, said, after, *listing(400, "Lumenwharf")).status is Status.STANDING
    assert judged(about(), before, said, after, *listing(200, "Lumenwharf")).status is Status.ENDED
    trial = make.document("zone", Role.USER_SIDE, known_at=day(400), org=KLARNA)
    assert (
        judged(about(), before, said, after, trial, make.fact(trial, "dns_verification", "lumenwharf")).status
        is Status.ENDED
    ), "what a trial leaves behind stays when it ends"


def test_a_name_that_left_the_user_side_s_list_ends_it_with_both_days_cited() -> None:
    rows = [*listing(10, "Lumenwharf"), *listing(300, "Somebody Else")]
    assert judged(about(), *rows).label is Label.ENDED
    read = in_memory(make.COMPANY, make.LATE, [make.release(), about(), *rows])
    (note,) = {row.note for row in evidence_rows(read) if row.stance is Stance.ENDS}
    assert note is not None and str(day(10)) in note and str(day(300)) in note


def test_a_dependency_dropped_from_one_manifest_and_kept_in_another_has_not_ended() -> None:
    name = make.COMPANY.name
    dropped = [*listing(10, name, "dependency", "a.txt"), *listing(300, "other", "dependency", "a.txt")]
    assert judged(about(), *dropped).label is Label.ENDED
    assert judged(about(), *dropped, *listing(10, name, "dependency", "b.txt")).status is Status.STANDING


def wall(days: int, *names: str, path: str = "customers") -> list[Row]:
    url = f"https://{make.COMPANY.domain}/{path}"
    of = page(f"{path}{days}", days, writer=Role.COMPANY, source="logo_wall", url=url, org=make.COMPANY.domain)
    return [of, *(make.fact(of, "listed_customer", name) for name in names)]


def test_a_mark_that_left_the_company_s_own_wall_ends_what_the_wall_said_and_refutes_nothing() -> None:
    first, without = wall(0, "Klarna", "Ford"), wall(300, "Ford")
    (before,) = [row for row in first if isinstance(row, Document)]
    listed = about(ClaimKind.CUSTOMER, Family.CUSTOMERS, before)
    assert judged(listed, *first).status is Status.STANDING
    assert judged(listed, *first, *without).label is Label.ENDED
    assert judged(listed, *first, *without, *wall(300, "Klarna", path="home")).status is Status.STANDING
    assert judged(listed, *first, *without, *wall(400, "Klarna")).status is Status.STANDING
    elsewhere = about()
    assert judged(elsewhere, *first, listed, *without, *listing(10, "Lumenwharf")).status is Status.STANDING


def award(
    obligated: float, outlays: float, ends: date, ceiling: float = 5e7, exercised: float = 4e6, known: int = 0
) -> list[Row]:
    of = page(f"award{known}", known, writer=Role.REGULATOR, source="usaspending", org="USAspending")
    sums = {"obligated_usd": obligated, "outlays_usd": outlays, "ceiling_usd": ceiling}
    return [
        of,
        make.fact(of, "award_recipient", "W911", text=make.COMPANY.name),
        make.fact(of, "awarding_agency", "W911", text="US Army"),
        make.fact(of, "award_end", "W911", text=ends.isoformat(), day=ends),
        make.fact(of, "exercised_options_usd", "W911", exercised),
        *(make.fact(of, metric, "W911", value) for metric, value in sums.items()),
    ]


def army(value: float | None = None) -> Claim:
    made = make.claim(counterparty="US Army", value=value, unit="USD")
    made.counterparty_key = "army.mil"
    return made


def test_options_that_were_never_exercised_leave_a_headline_unbacked_and_are_said_at_the_end() -> None:
    rows = award(4e6, 3.9e6, date(2025, 1, 31))
    running = judged(army(5e7), *rows, as_of=date(2025, 1, 1))
    assert running.label is Label.PARTIAL
    assert running.backed == pytest.approx(0.08)
    assert judged(army(5e7), *rows).label is Label.ENDED
    (note,) = {row.note for row in _ends(army(5e7), rows)}
    assert note is not None and "options of 46,000,000 USD were never exercised" in note
    (note,) = {row.note for row in _ends(army(), award(5e7, 4e7, date(2025, 1, 31), exercised=5e7))}
    assert note is not None and "never exercised" not in note


def test_an_award_looked_at_twice_is_one_award() -> None:
    (note,) = {row.note for row in _ends(army(), [*award(4e6, 1e6, day(100)), *award(4e6, 2e6, day(100), known=200)])}
    assert note is not None and "2,000,000 of 4,000,000 USD" in note


def _ends(claim: Claim, rows: list[Row]) -> list[Evidence]:
    read = in_memory(make.COMPANY, make.LATE, [make.release(), claim, *rows])
    return [row for row in evidence_rows(read) if row.stance is Stance.ENDS]


def test_outlays_near_zero_show_no_use() -> None:
    read = in_memory(make.COMPANY, make.LATE, [make.release(), army(), *award(4e6, 1e4, date(2030, 1, 1))])
    assert {row.kind for row in evidence_rows(read)} == {"government_award"}


def recognition(sentence: str, days: int = 0) -> tuple[Document, Claim]:
    of = page(f"award{days}", days, writer=Role.COMPANY, text=sentence, org=make.COMPANY.domain)
    return of, Claim(
        id=content_id("claim", of.id),
        company_id=make.COMPANY.id,
        document_id=of.id,
        family=Family.RECOGNITION,
        kind=ClaimKind.AWARD,
        commitment=Commitment.ANNOUNCED,
        asserted_by=AssertedBy.SUBJECT,
        subject=make.COMPANY.name,
        span=sentence,
        start=0,
        end=len(sentence),
        known_at=of.known_at,
    )


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("Our certificate is valid until 31 March 2025.", date(2025, 3, 31)),
        ("We are certified to ISO 27001 through June 2025.", date(2025, 6, 30)),
        ("The badge expires on 2025-03-31.", date(2025, 3, 31)),
        ("The pilot runs to the end of 2024.", date(2024, 12, 31)),
        ("We won the Harbour Prize 2023.", None),
        ("We were certified in 2023.", None),
        ("It runs on 2024 depots.", None),
        ("The fleet runs to 2024 vans.", None),
    ],
)
def test_a_term_is_read_where_a_sentence_states_it(sentence: str, until: date | None) -> None:
    assert term(sentence) == until


def test_an_award_ends_with_the_term_that_it_states_and_ages_without_one() -> None:
    of, claim = recognition("Our safety certificate is valid until 31 March 2025.")
    assert judged(claim, of, as_of=date(2025, 3, 31)).status is Status.STANDING
    assert judged(claim, of).label is Label.ENDED
    of, claim = recognition("We won the Harbour Prize 2023.")
    assert judged(claim, of).status is Status.STANDING
    assert 0 < record_kinds()["publication"].half_life_years < 100


def test_what_was_claimed_anew_after_its_term_has_not_ended() -> None:
    of, claim = recognition("Our safety certificate is valid until 31 March 2025.")
    again, renewed = recognition("Our safety certificate is valid until 31 March 2028.", days=500)
    assert judged(claim, of, again, renewed).status is Status.STANDING


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
