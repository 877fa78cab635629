"""Names, found records and what is held against a claim: read off small dossiers of invented pages."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from data.as_of import Dossier, in_memory
from data.records import Claim, Document, Evidence, Identity, Observation
from data.words import ClaimKind, Commitment, Facet, Family, Role, Stance
from scoring.claim_rows import claim_rows
from scoring.claims.pipeline import ExtractedClaim, Passage, Unread
from scoring.hold import evidence_rows
from scoring.naming import Named
from tests.scoring.dossiers import COMPANY, DAY, LATE, claim, document, fact, release

CUSTOMER = "halyardmutual.example"


def link(of: Document, name: str, domain: str) -> Observation:
    return fact(of, "page_link", name, text=domain)


def theirs(source: str, key: str, text: str = "", known_at: date = DAY, org: str | None = CUSTOMER) -> Document:
    """A page on the customer's own channel."""
    return document(key, Role.USER_SIDE, text=text, known_at=known_at, org=org, source=source)


def about(counterparty: str = "Halyard Mutual", key: str = CUSTOMER) -> Claim:
    made = claim(kind=ClaimKind.DEPLOYMENT, family=Family.DEPLOYMENT, counterparty=counterparty)
    made.counterparty_key = key
    return made


def held(*rows: Document | Observation | Claim | Identity) -> list[Evidence]:
    return list(evidence_rows(in_memory(COMPANY, LATE, [release(), *rows])))


def kinds(rows: Iterable[Evidence]) -> set[tuple[str, Stance]]:
    return {(row.kind, row.stance) for row in rows}


def test_a_name_stands_for_the_domain_that_the_company_links_under_it() -> None:
    named = Named(in_memory(COMPANY, LATE, [release(), link(release(), "Halyard Mutual", CUSTOMER)]))
    assert named.key("Halyard Mutual") == named.key("HALYARD MUTUAL") == CUSTOMER
    assert named.key("Ostlund Grain") == "ostlund grain"
    assert named.key(None) is None


def test_links_that_disagree_name_nobody() -> None:
    links = [link(release(), "Halyard Mutual", domain) for domain in (CUSTOMER, "halyard-mutual.example")]
    assert Named(in_memory(COMPANY, LATE, [release(), *links])).key("Halyard Mutual") == "halyard mutual"


def test_only_the_company_says_whom_it_means() -> None:
    press = document("article", Role.THIRD_PARTY, org="ledger.example")
    assert Named(in_memory(COMPANY, LATE, [press, link(press, "Halyard Mutual", CUSTOMER)])).key("Halyard Mutual") == (
        "halyard mutual"
    )


def test_a_link_never_moves_a_known_organisation() -> None:
    named = Named(in_memory(COMPANY, LATE, [release(), link(release(), "Klarna", "klarna-pay.example")]))
    assert named.key("Klarna") == "klarna.com"


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("Wiz", "Wiz runs Lumenwharf in production.", "wiz"),
        ("Cursor", "Move the Cursor to the depot.", "cursor"),
        ("Wiz", "The security team of Wiz (wiz.io) runs Lumenwharf.", "wiz.io"),
        ("Wiz, Inc.", "", "wiz.io"),
        ("wiz.io", "", "wiz.io"),
        ("Klarna", "", "klarna.com"),
    ],
)
def test_a_name_that_is_a_word_is_a_firm_only_with_evidence(name: str, text: str, key: str) -> None:
    assert Named(in_memory(COMPANY, LATE, [release()])).key(name, text) == key
    link_of_company = link(release(), "Wiz", "wiz.example")
    named = Named(in_memory(COMPANY, LATE, [release(), link_of_company]))
    assert named.key("Wiz", "Wiz is at wiz.io") == "wiz.example", "the company says whom it means"


def test_what_the_company_makes_counts_as_its_name() -> None:
    product = Identity(
        id="id_1", company_id=COMPANY.id, field="product", value="Tideline", provenance="x", confidence=1, known_at=DAY
    )
    named = Named(in_memory(COMPANY, LATE, [product]))
    assert named.is_company("Lumenwharf (Tideline)")
    assert not named.is_company("Harbour Freight (Relay)")
    assert named.sentence_naming_company("We hire. You run Tideline daily.") == "You run Tideline daily."
    assert named.sentence_naming_company("Tidelines move.") is None


@pytest.mark.parametrize(
    ("metric", "subject", "text", "kind"),
    [
        ("subprocessor", "Lumenwharf", None, "subprocessor_entry"),
        ("dns_verification", "lumenwharf", "lumenwharf-verification=1", "dns_txt"),
        ("dns_cname", "desk.halyardmutual.example", "halyard.lumenwharf.com", "tenant_host_in_use"),
        ("dependency", "lumenwharf", "1.2", "production_dependency"),
    ],
)
def test_a_record_of_the_user_side_that_names_the_company_supports(
    metric: str, subject: str, text: str | None, kind: str
) -> None:
    page = theirs("subprocessors", "list")
    (row, *_) = rows = held(about(), page, fact(page, metric, subject, text=text))
    assert kinds(rows) == {(kind, Stance.SUPPORTS)}
    assert row.writer_org == CUSTOMER
    assert not held(about(), page, fact(page, metric, "Somebody Else", text="other.example"))


def test_the_same_entry_on_the_company_s_own_page_supports_nothing() -> None:
    page = document("vendors", Role.COMPANY, org="lumenwharf.com", source="subprocessors")
    assert not held(about(), page, fact(page, "subprocessor", "Lumenwharf"))


def test_an_entry_that_is_gone_ends_what_it_showed() -> None:
    before, after = theirs("subprocessors", "old"), theirs("subprocessors", "new", known_at=DAY + timedelta(days=400))
    rows = held(
        about(), before, after, fact(before, "subprocessor", "Lumenwharf"), fact(after, "subprocessor", "Perrin Mail")
    )
    assert kinds(rows) == {("subprocessor_entry", Stance.SUPPORTS), ("subprocessor_entry", Stance.ENDS)}
    assert {row.known_at for row in rows if row.stance is Stance.ENDS} == {after.known_at}


def test_a_job_is_held_where_its_text_names_the_company() -> None:
    naming = theirs("greenhouse", "j1", "You run Lumenwharf for our adjusters.", org="Halyard Mutual")
    other = theirs("greenhouse", "j2", "You answer the telephone.", org="Halyard Mutual")
    jobs = [fact(naming, "job", "Claims Lead"), fact(other, "job", "Clerk")]
    rows = held(about(), link(release(), "Halyard Mutual", CUSTOMER), naming, other, *jobs)
    assert kinds(rows) == {("job_ad_naming_product", Stance.SUPPORTS)}
    assert {row.writer_org for row in rows} == {CUSTOMER}, "a board's name for the employer is its domain's"


def test_a_denial_refutes_and_a_cancellation_ends() -> None:
    page = theirs("newsroom_html", "statement", "Halyard Mutual is not a customer of Lumenwharf.")
    denial = claim(page, kind=ClaimKind.DENIAL, counterparty="Halyard Mutual", commitment=Commitment.DENIED)
    ended = claim(page, kind=ClaimKind.CANCELLATION, counterparty="Halyard Mutual", commitment=Commitment.ENDED)
    for row in (denial, ended):
        row.counterparty_key = CUSTOMER
    assert kinds(held(about(), page, denial)) == {("counterparty_denial", Stance.REFUTES)}
    assert kinds(held(about(), page, ended)) == {("counterparty_release", Stance.ENDS)}


def test_a_counter_speaks_of_what_it_counts_and_money_of_whom_it_paid() -> None:
    stars = claim(kind=ClaimKind.STARS, family=Family.VIRALITY, counterparty=None, value=9_000, unit="stars")
    repository = document("repo", Role.METER, org="github.com", source="github_repo")
    (counter, *_) = rows = held(
        stars, about(), repository, fact(repository, "github_stars", "lumenwharf/core", value=9412)
    )
    assert kinds(rows) == {("platform_counter", Stance.SUPPORTS)}
    assert (counter.claim_id, counter.value) == (stars.id, 9412)

    award = document("award", Role.REGULATOR, source="usaspending")
    agency = about("Department of Harbours", "department harbours")
    facts = [
        fact(award, "award_recipient", "W1", text="Lumenwharf"),
        fact(award, "awarding_agency", "W1", text="Department of Harbours"),
        fact(award, "obligated_usd", "W1", value=4e6),
    ]
    paid = Named(in_memory(COMPANY, LATE, [])).key("Department of Harbours")
    agency.counterparty_key = paid
    assert kinds(held(agency, award, *facts)) == {("government_award", Stance.SUPPORTS)}
    assert not held(agency, award, fact(award, "award_recipient", "W1", text="Somebody Else"), *facts[1:])


def test_a_claim_s_own_page_is_no_record_for_it() -> None:
    first, second = about(), claim(release(), kind=ClaimKind.CUSTOMER, counterparty="Halyard Mutual")
    second.counterparty_key = CUSTOMER
    assert not held(first, second)


class Reader:
    """Stands in for the claims pipeline: gives each passage the claims that the test wrote for its words.

    Words with no counterparty beside them are seen and not understood.
    """

    def __init__(self, **claims: str) -> None:
        self.claims = claims  #: counterparty by the words of the span
        self.asked: list[str] = []

    def inspect(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, list[ExtractedClaim], list[Unread]]]:
        for passage in passages:
            self.asked.append(passage.id)
            told = [(span, who) for span, who in self.claims.items() if span in passage.text]
            yield (
                passage,
                [self._claim(passage, span, who) for span, who in told if who],
                [Unread(0, len(passage.text), passage.text, "deployment", 0.4) for _, who in told if not who],
            )

    def _claim(self, passage: Passage, span: str, counterparty: str) -> ExtractedClaim:
        start = passage.text.index(span)
        return ExtractedClaim(
            subject=passage.subject or "",
            counterparty=counterparty,
            span=span,
            start=start,
            end=start + len(span),
            kind="deployment",
            commitment="live",
            asserted_by="subject",
            quote_from_counterparty=False,
            value=None,
            unit=None,
            specifics=(),
            confidence=0.9,
        )


def read(dossier: Dossier, reader: Reader, known: frozenset[str] = frozenset()) -> list[Claim]:
    return list(claim_rows(dossier, reader, known))  # type: ignore[arg-type]


def test_a_party_s_page_speaks_of_the_company_only_where_it_names_it() -> None:
    news = theirs("newsroom_html", "news", "Halyard Mutual uses Lumenwharf. Halyard Mutual opened an office.")
    reader = Reader(**{"uses Lumenwharf": "Halyard Mutual", "opened an office": "Halyard Mutual"})
    assert [row.span for row in read(in_memory(COMPANY, LATE, [news]), reader)] == ["uses Lumenwharf"]


def test_a_listed_name_is_a_claim_of_its_own_that_points_at_the_name() -> None:
    wall = document("wall", Role.COMPANY, text="Trusted by teams at\nHalyard Mutual", source="logo_wall")
    rows = [wall, fact(wall, "listed_customer", "Halyard Mutual", text="Trusted by teams at"), release()]
    dossier = in_memory(COMPANY, LATE, [*rows, link(release(), "Halyard Mutual", CUSTOMER)])
    (listed,) = read(dossier, Reader())
    assert (listed.kind, listed.counterparty_key) == (ClaimKind.CUSTOMER, CUSTOMER)
    assert wall.text[listed.start : listed.end] == "Halyard Mutual"


def test_a_document_that_was_read_is_not_read_again() -> None:
    first, second = (document(key, Role.COMPANY, text="It runs.", source="newsroom_html") for key in ("a", "b"))
    reader = Reader(**{"It runs": "Halyard Mutual"})
    rows = read(in_memory(COMPANY, LATE, [first, second]), reader, frozenset({first.id}))
    assert reader.asked == [second.id]
    assert [row.document_id for row in rows] == [second.id]


def test_what_was_seen_and_not_understood_is_counted_by_kind() -> None:
    page = document("page", Role.COMPANY, text="Halyard uses it. It runs there.", source="newsroom_html")
    unread: Counter[str] = Counter()
    reader: Any = Reader(**{"uses it": "Halyard Mutual", "It runs": ""})
    (row,) = claim_rows(in_memory(COMPANY, LATE, [page]), reader, unread=unread)
    assert row.span == "uses it" and unread == {"deployment": 1}


def test_evidence_is_the_same_in_any_order_of_rows() -> None:
    page = theirs("subprocessors", "list")
    rows: list[Document | Observation | Claim | Identity] = [about(), page, fact(page, "subprocessor", "Lumenwharf")]
    assert {row.id for row in held(*rows)} == {row.id for row in held(*reversed(rows))}
    assert {row.facet for row in held(*rows)} == {Facet.EXISTENCE, Facet.LIVENESS}
