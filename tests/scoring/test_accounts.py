"""Accounts on open platforms: whose they are is read off records, and a borrowed name lends nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from data.ids import content_id
from data.records import Claim, Document, Evidence, Identity, Observation
from data.words import ClaimKind, Commitment, Facet, Family, Role, Rung, Stance, Status
from scoring.accounts import Account, Accounts, account_of
from scoring.hold import evidence_rows
from scoring.standing import stand
from scoring.writers import judge
from tests.scoring import dossiers as make

KLARNA = "klarna.com"
PYPI = ".".join(("pypi", "org"))  # in parts, since no file here names a registry


def linked(field: str, value: str, domain: str = KLARNA, ambiguous: bool = False) -> Identity:
    """What the site of a party calls its own, as a look at that party leaves it in the store."""
    return Identity(
        id=content_id("identity", domain, field, value),
        company_id=make.COMPANY.id if domain == make.COMPANY.domain else content_id("company", domain),
        field=field,
        value=value,
        provenance="do_site",
        confidence=0.7,
        ambiguous=ambiguous,
        known_at=make.DAY,
    )


def about() -> Claim:
    made = make.claim(kind=ClaimKind.DEPLOYMENT, family=Family.DEPLOYMENT)
    made.counterparty_key = KLARNA
    return made


def owner(address: str, *beside: SQLModel) -> str | None:
    account = account_of(address)
    assert account is not None
    found = Accounts(make.dossier(about(), *beside)).owner(account)
    return found.party if found else None


@pytest.mark.parametrize(
    ("address", "field", "name"),
    [
        ("https://github.com/Acme/core", "github_org", "acme"),
        ("https://api.github.com/repos/acme/core/contents/package.json", "github_org", "acme"),
        ("https://raw.githubusercontent.com/acme/core/main/go.mod", "github_org", "acme"),
        ("https://twitter.com/acme/status/1", "handle:x", "acme"),
        ("https://www.linkedin.com/company/acme/", "handle:linkedin", "acme"),
        ("https://www.youtube.com/@acme/videos", "handle:youtube", "@acme"),
        ("https://huggingface.co/acme/model-7b", "handle:huggingface", "acme"),
        ("https://hub.docker.com/r/acme/server", "handle:dockerhub", "acme"),
        ("https://www.npmjs.com/package/@acme/sdk", "package:npm", "@acme/sdk"),
        (f"https://{PYPI}/project/acme/", "package:pypi", "acme"),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "board:greenhouse", "acme"),
        ("https://acme.github.io/blog/1", "host", "acme.github.io"),
        ("https://medium.com/acme-engineering/post", "host", "medium.com/acme-engineering"),
    ],
)
def test_an_address_on_an_open_platform_belongs_to_an_account(address: str, field: str, name: str) -> None:
    assert account_of(address) == Account(field, name)


def test_an_address_elsewhere_belongs_to_its_domain() -> None:
    assert account_of("https://www.klarna.com/careers/1") is None


def test_an_account_is_whose_site_links_it_and_nobody_s_otherwise() -> None:
    address = "https://github.com/klarna/core"
    assert owner(address) is None
    assert owner(address, linked("github_org", "Klarna")) == KLARNA
    assert owner(address, linked("github_org", "klarna-official")) is None
    assert owner(address, linked("github_org", "klarna", ambiguous=True)) is None


def test_an_account_that_two_sites_link_is_nobody_s_and_the_company_s_link_gives_way() -> None:
    other = make.claim(counterparty="Ford")
    other.counterparty_key = "ford.com"
    address, theirs = "https://x.com/klarna", linked("handle:x", "klarna")
    assert owner(address, theirs, other, linked("handle:x", "klarna", "ford.com")) is None
    assert owner(address, theirs, linked("handle:x", "klarna", make.COMPANY.domain)) == KLARNA
    assert owner(address, linked("handle:x", "klarna", make.COMPANY.domain)) == make.COMPANY.domain


@pytest.mark.parametrize(("site", "party"), [("https://klarna.com/", KLARNA), ("https://ford.com/", None)])
def test_what_the_account_says_of_its_site_may_break_a_link(site: str, party: str | None) -> None:
    page = make.document("profile", Role.METER, org="bsky.app")
    stated = make.fact(page, "bluesky_website", "klarna.bsky.social", text=site)
    address = "https://bsky.app/profile/klarna.bsky.social"
    assert owner(address, linked("handle:bluesky", "klarna.bsky.social"), page, stated) == party
    assert owner(address, page, stated) is None, "by itself it proves nothing"


def test_a_checked_name_and_a_zone_prove_whose_an_account_is() -> None:
    zone = make.document("zone", Role.USER_SIDE, host=Role.THIRD_PARTY, org=KLARNA)
    pointer = make.fact(zone, "dns_cname", "engineering.klarna.com", text="klarna.github.io")
    assert owner("https://klarna.github.io/post", zone, pointer) == KLARNA
    profile = make.document("profile", Role.METER, org="bsky.app")
    checked = make.fact(profile, "bluesky_did", KLARNA, text="did:plc:1")
    assert owner(f"https://bsky.app/profile/{KLARNA}", profile, checked) == KLARNA
    unchecked = make.fact(profile, "bluesky_did", "klarna.bsky.social", text="did:plc:2")
    assert owner("https://bsky.app/profile/klarna.bsky.social", profile, unchecked) is None


@given(st.sampled_from(["klarna", "klarna-official", "klarnahq"]), st.sampled_from([Stance.SUPPORTS, Stance.REFUTES]))
def test_an_account_under_a_borrowed_name_lends_nothing_and_a_linked_one_is_the_party_s(
    name: str, stance: Stance
) -> None:
    claim = about()
    record = make.records(claim, "counterparty_statement", stance=stance, url=f"https://x.com/{name}/status/1")
    row = next(row for row in record if isinstance(row, Evidence))
    theirs = linked("handle:x", "klarna")
    held = make.dossier(claim, record, theirs)
    weight = judge(row, held).weight
    assert weight.q == (name == "klarna")
    assert (theirs.id in weight.reason) is (name == "klarna"), "an owner is shown with the row that proves it"
    found = stand(claim, held)
    assert found.rungs[Facet.EXISTENCE] is (
        Rung.ACKNOWLEDGED if name == "klarna" and stance is Stance.SUPPORTS else Rung.CLAIMED
    )
    assert (found.status is Status.CONTRADICTED) is (name == "klarna" and stance is Stance.REFUTES)


def test_the_company_s_own_account_is_the_company_speaking() -> None:
    claim = about()
    article = make.records(claim, "news_report", url="https://medium.com/wharf-notes/1", org="medium.com")
    row = next(row for row in article if isinstance(row, Evidence))
    weight = judge(row, make.dossier(claim, article)).weight
    assert (weight.q, weight.void) == (0, False), "an unknown author weighs nothing, though medium.com is old"
    own = linked("host", "medium.com/wharf-notes", make.COMPANY.domain)
    assert judge(row, make.dossier(claim, article, own)).weight.void


def held(*rows: Claim | Document | Observation | Identity) -> list[Evidence]:
    return list(evidence_rows(make.dossier(about(), *rows)))


def test_a_record_names_the_owner_of_the_account_that_it_was_read_on() -> None:
    job = make.document(
        "job",
        Role.USER_SIDE,
        text="You run Lumenwharf for our planners.",
        url="https://boards.greenhouse.io/klarnabank/jobs/7",
        org="Klarna",
        source="greenhouse",
    )
    posted = make.fact(job, "job", "Dispatch Lead")
    assert {row.writer_org for row in held(job, posted)} == {"account klarnabank (board:greenhouse)"}
    assert {row.writer_org for row in held(job, posted, linked("board:greenhouse", "KlarnaBank"))} == {KLARNA}


def test_a_platform_that_is_the_party_itself_answers_for_its_own_pages() -> None:
    claim = make.claim(counterparty="GitHub")
    claim.counterparty_key = "github.com"
    page = make.document("story", Role.USER_SIDE, org="github.com", url="https://github.com/customers/1")
    theirs = make.claim(of=page, counterparty="GitHub", commitment=Commitment.LIVE)
    theirs.counterparty_key = "github.com"
    rows = [row for row in evidence_rows(make.dossier(claim, page, theirs)) if row.document_id == page.id]
    assert {row.writer_org for row in rows} == {"github.com"}
    assert all(judge(row, make.dossier(claim, page, theirs, *rows)).weight.q == 1 for row in rows)
