"""What ends a relation without a word: a list or a wall left, a page taken down or edited, a term run out.

The rung stays, nothing is erased.
"""

from datetime import date

import pytest

from data.ids import content_id
from data.records import Claim, Document
from data.reference import record_kinds
from data.words import AssertedBy, ClaimKind, Commitment, Facet, Family, Label, Role, Rung, Status
from scoring.terms import term
from tests.scoring import dossiers as make
from tests.scoring.crawled import KLARNA, Row, about, day, ends, judged, listing, page, told


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
    (note,) = ends(about(), *rows)
    assert str(day(10)) in note and str(day(300)) in note


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


URL = "https://klarna.com/story"


def story() -> list[Row]:
    of = page("story", source="case_study", url=f"{URL}/")
    return [of, told(of, ClaimKind.DEPLOYMENT, Commitment.LIVE)]


def capture(status: int, days: int) -> list[Row]:
    of = page(f"capture{days}", days, source="wayback_memento")
    return [of, make.fact(of, "archived_status", "http://www.klarna.com/story", float(status))]


def test_a_page_that_the_user_side_took_down_ends_what_it_said() -> None:
    assert judged(about(), *story()).label is Label.PARTIAL
    found = judged(about(), *story(), *capture(404, 200))
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
def test_a_page_that_is_there_or_cannot_be_seen_ends_nothing(captures: list[tuple[int, int]]) -> None:
    seen = [row for status, days in captures for row in capture(status, days)]
    assert judged(about(), *story(), *seen).label is Label.PARTIAL


def test_a_mark_that_only_an_archived_wall_shows_has_left() -> None:
    url = f"https://{make.COMPANY.domain}/customers"
    copy = page("2024id_", -400, writer=Role.COMPANY, source="wayback_memento", org=make.COMPANY.domain)
    archived: list[Row] = [
        copy,
        make.fact(copy, "archived_status", url, 200.0),
        make.fact(copy, "listed_customer", "Klarna"),
    ]
    listed = about(ClaimKind.CUSTOMER, Family.CUSTOMERS, copy)
    assert judged(listed, *archived).status is Status.STANDING
    assert judged(listed, *archived, *wall(0, "Ford")).label is Label.ENDED
    assert judged(listed, *archived, *wall(0, "Ford", "Klarna")).status is Status.STANDING
