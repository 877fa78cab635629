"""Identity: what is sure is used, what competes is asked about, and a person's word is kept."""

from datetime import date
from pathlib import Path

import pytest

from crawlers.identity import (
    REGISTER,
    UnknownField,
    company_of,
    counterparty_of,
    override,
    party_of,
    questions,
    resolve_stored,
    target_of,
)
from crawlers.outcome import Event, Outcome, Row
from crawlers.registry import by_name
from crawlers.spider import ObservedFact, ParsedDocument, PlannedRequest, StoredResponse
from crawlers.stamp import document_row, observation_rows
from data.records import Claim, Company, Identity
from data.store import Store
from data.words import Role
from tests.crawlers.toy import NOW

COMPANY = company_of("https://www.velorig.example/about", "Velorig")
TODAY = date(2026, 6, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Identity is one code on both databases; the crawl's tests run on each."""
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}")
    opened.add([COMPANY])
    return opened


def fact(metric: str, text: str, subject: str | None = None) -> ObservedFact:
    return ObservedFact(metric=metric, subject=subject, text=text)


def read(store: Store, source: str, *facts: ObservedFact, company: Company = COMPANY) -> None:
    """Keep a document of an identity source as a crawl would."""
    text = "\n".join(f"{fact.subject}: {fact.text}" for fact in facts)
    parsed = ParsedDocument(url=f"https://{company.domain}/", text=text, facts=facts)
    row = Row(
        id="ji",
        job_id="jo",
        company_id=company.id,
        request=PlannedRequest(source=source, url=parsed.url, purpose="who"),
    )
    response = StoredResponse(url=parsed.url, status=200, headers={}, body=b"", retrieved_at=NOW)
    outcome = Outcome(row=row, event=Event.READ, response=response, documents=(parsed,))
    document = document_row(f"do_{source}", by_name(source).spec, outcome, parsed, "0" * 64, None)
    store.add([document, *observation_rows(document, parsed, outcome.row.company_id)])


def named(rows: list[Identity], field: str) -> list[Identity]:
    return [row for row in rows if row.field == field]


def test_a_company_is_its_registrable_domain() -> None:
    assert COMPANY.domain == "velorig.example"
    assert company_of("http://blog.velorig.example:8080/x") == company_of("velorig.example")
    with pytest.raises(ValueError, match="not a domain"):
        company_of("velorig")


def test_what_the_companys_own_page_says_is_used(store: Store) -> None:
    read(
        store,
        "company_site",
        fact("identity_legal_name", "Velorig AS"),
        fact("identity_github_org", "velorig"),
        fact("identity_handle", "velorig.example", "bluesky"),
        fact("identity_board", "velorig", "greenhouse"),
    )
    rows = resolve_stored(store, COMPANY)
    target = target_of(COMPANY, rows)
    assert target.aliases == ("Velorig AS",)
    assert target.github_org == target.handles["github"] == "velorig"
    assert target.handles["bluesky"] == "velorig.example"
    assert target.boards == {"greenhouse": "velorig"}
    assert all(row.provenance == "do_company_site" and 0 < row.confidence < 1 for row in rows)
    assert questions(rows) == {}


def test_several_candidates_are_asked_about_and_used_by_no_source(store: Store) -> None:
    read(
        store, "company_site", fact("identity_github_org", "velorig"), fact("identity_github_org", "velorig-community")
    )
    rows = resolve_stored(store, COMPANY)
    assert target_of(COMPANY, rows).github_org is None
    assert [row.value for row in questions(rows)["github_org"]] == ["velorig", "velorig-community"]


def test_one_spelling_in_two_cases_is_one_candidate(store: Store) -> None:
    read(store, "company_site", fact("identity_github_org", "Velorig"), fact("identity_github_org", "velorig"))
    assert questions(resolve_stored(store, COMPANY)) == {}


LISTED = fact("listed_company", "CIK 0009990001; Nasdaq", "VELORIG AS (VELO)")


def test_a_register_number_by_a_trade_name_is_a_question(store: Store) -> None:
    read(store, "sec_edgar_company_list", fact("listed_company", "CIK 0009990001", "Velorig Inc (VELO)"))
    rows = resolve_stored(store, COMPANY)
    assert target_of(COMPANY, rows).cik is None
    (asked,) = questions(rows)["cik"]
    assert asked.value == "0009990001" and asked.confidence < 0.5


def test_a_register_number_by_the_stated_legal_name_is_sure(store: Store) -> None:
    read(store, "company_site", fact("identity_legal_name", "Velorig AS"))
    read(store, "sec_edgar_company_list", LISTED)
    rows = resolve_stored(store, COMPANY)
    assert target_of(COMPANY, rows).cik == "0009990001"
    assert [row.confidence for row in named(rows, "cik")] == [REGISTER]


def test_a_persons_word_wins_and_is_kept(store: Store) -> None:
    read(store, "company_site", fact("identity_github_org", "velorig"), fact("identity_github_org", "other"))
    resolve_stored(store, COMPANY)
    override(store, COMPANY, "github_org", "other", "an analyst", TODAY)
    override(store, COMPANY, "cik", "9990001", "an analyst", TODAY)
    for _ in range(2):  # reading again does not overwrite it
        rows = resolve_stored(store, COMPANY)
        target = target_of(COMPANY, rows)
        assert (target.github_org, target.cik) == ("other", "0009990001")
        assert questions(rows) == {}
        assert {row.override_by for row in named(rows, "cik")} == {"an analyst"}


def test_only_fields_of_an_identity_can_be_decided(store: Store) -> None:
    with pytest.raises(UnknownField, match="shoe_size"):
        override(store, COMPANY, "shoe_size", "44", "an analyst", TODAY)


def claim(**held: object) -> Claim:
    return Claim(id="cl_1", company_id=COMPANY.id, document_id="do_1", **held)


def test_nobody_is_asked_where_the_user_side_is_unknown() -> None:
    target = target_of(COMPANY, ())
    unknown = claim(counterparty="A leading bank", user_side=Role.COUNTERPARTY)
    itself = claim(counterparty="OpenAI", counterparty_key="openai.com", user_side=Role.COMPANY)
    assert counterparty_of(target, unknown) is None
    assert counterparty_of(target, itself) is None, "its own channels were read in wave 1"


def test_the_user_side_is_asked_under_its_own_identity(store: Store) -> None:
    target = target_of(COMPANY, ())
    said = claim(counterparty="Harbour", counterparty_key="harbour.example", user_side=Role.COUNTERPARTY)
    harbour = counterparty_of(target, said)
    assert harbour is not None and harbour.domain == "harbour.example"
    override(store, harbour, "board:lever", "harbour", "an analyst", TODAY)
    with store.session() as session:
        asked = party_of(session, target, said)
    assert asked is not None
    assert (asked.asked_domain, asked.asked_name, asked.boards) == ("harbour.example", "Harbour", {"lever": "harbour"})
    assert asked.company_id == COMPANY.id, "the look stays about the company"
