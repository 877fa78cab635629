"""Who wrote a record and what that writer weighs: domains, look-alikes, ages, official channels, the company itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from data.records import Claim, Evidence, Identity
from data.reference import cost_table, record_kinds
from data.words import Facet, Label, Role, Rung, Stance, Status
from scoring.held import Judged, Weight
from scoring.hosts import OPEN_PLATFORMS, looks_like
from scoring.writers import judge, purchasable
from tests.scoring import dossiers as make

KLARNA = "klarna.com"


def judged(about: Claim, record: list[SQLModel], *beside: SQLModel) -> Judged:
    row = next(row for row in record if isinstance(row, Evidence))
    return judge(row, make.dossier(about, record, *beside))


@pytest.mark.parametrize(
    ("host", "imitates"),
    [
        ("kiarna.com", True),
        ("k1arna.com", True),
        ("klarna-payments.com", True),
        ("klarrna.com", True),
        ("klarna.com", False),
        ("klarna.se", False),
        ("openai.com", False),
    ],
)
def test_a_look_alike_of_the_counterpartys_name_is_void(host: str, imitates: bool) -> None:
    assert looks_like(host, KLARNA) is imitates
    about = make.claim()
    record = make.records(about, "counterparty_statement", url=f"https://www.{host}/news/1")
    assert judged(about, record).weight.void is imitates


@given(st.sampled_from(["klarna.com", "walgreens.com", "capitalone.com"]), st.data())
def test_one_slip_of_the_pen_is_always_seen(true_host: str, data: st.DataObject) -> None:
    label = true_host.partition(".")[0]
    position = data.draw(st.integers(0, len(label) - 1))
    slip = data.draw(
        st.sampled_from([label[:position] + label[position + 1 :], f"{label[:position]}q{label[position:]}"])
    )
    assert looks_like(f"{slip}.com", true_host) or slip == label


def test_another_ending_of_the_name_speaks_for_itself() -> None:
    about = make.claim()
    elsewhere = make.records(about, "counterparty_statement", url="https://klarna.shop/news/1")
    assert judged(about, elsewhere).weight.q == 0
    aged = [
        make.observation(metric, "klarna.shop", day=date(2015, 1, 1)) for metric in ("registered_on", "certificate")
    ]
    assert judged(about, elsewhere, *aged, *make.named("klarna.shop")).weight.q == 1


@given(st.sampled_from(sorted(OPEN_PLATFORMS)), st.sampled_from([Stance.SUPPORTS, Stance.REFUTES]))
def test_an_account_that_anybody_can_open_speaks_for_nobody(platform: str, stance: Stance) -> None:
    about = make.claim()
    record = make.records(about, "counterparty_statement", stance=stance, url=f"https://klarna.{platform}/posts/1")
    assert judged(about, record).weight.void
    assert make.standing(about, record).status is Status.STANDING
    own = make.claim(counterparty=platform)
    assert not judged(
        own, make.records(own, "counterparty_statement", org=platform, url=f"https://{platform}/n")
    ).weight.void


def test_where_the_counterpartys_own_domain_leads_it_answers_for() -> None:
    about = make.claim()
    record = make.records(about, "counterparty_statement", url="https://www.klarna.com/news/1")
    record[0].final_url = "https://www.klarna.se/nyheter/1"
    assert judged(about, record).weight.q == 1


def test_a_name_that_is_a_word_weighs_nothing_until_something_shows_which_firm_it_is() -> None:
    about = make.claim(counterparty="Wiz")
    for org, q in (("Wiz", 0.0), ("wiz.io", 1.0), ("Wiz, Inc.", 1.0)):
        assert judged(about, make.records(about, "counterparty_statement", org=org)).weight.q == q


def test_a_redirect_to_the_company_is_the_company_speaking() -> None:
    about = make.claim()
    record = make.records(about, "counterparty_statement", url="https://www.klarna.com/customers")
    record[0].final_url = f"https://{make.COMPANY.domain}/customers/klarna"
    assert judged(about, record).weight.void
    assert make.standing(about, record).rungs[Facet.EXISTENCE] is Rung.CLAIMED


def test_the_company_under_another_name_is_the_company() -> None:
    about = make.claim(counterparty="Wharf Labs")
    alias = Identity(
        id="id_alias",
        company_id=make.COMPANY.id,
        field="alias",
        value="Wharf Labs",
        provenance="site",
        confidence=1.0,
        known_at=make.DAY,
    )
    record = make.records(about, "counterparty_release", org="Wharf Labs")
    assert judged(about, record, alias).weight.void


@pytest.mark.parametrize(
    ("registered", "seen", "q"),
    [
        (date(2015, 1, 1), date(2015, 1, 1), 1.0),
        (date(2023, 1, 1), date(2015, 1, 1), 0.0),  # a shell on a bought, old domain
        (date(2015, 1, 1), date(2023, 1, 1), 0.0),
        (None, date(2015, 1, 1), 0.0),
        (date(2015, 1, 1), None, 0.0),
    ],
)
def test_an_unlisted_writer_needs_age_of_registration_and_of_domain(
    registered: date | None, seen: date | None, q: float
) -> None:
    about = make.claim(counterparty="harborline.example")
    record = make.records(about, "subprocessor_entry", org="harborline.example")
    facts = [("registered_on", registered), ("domain_first_seen", seen)]
    beside = [make.observation(metric, "harborline.example", day=day) for metric, day in facts if day]
    found = judged(about, record, *beside, *make.named("harborline.example"))
    assert found.weight.q == q
    assert found.weight.reason and found.admissible is (q > 0)


@pytest.mark.parametrize("kind", ["own_audited_filing", "audit_opinion"])
@pytest.mark.parametrize("host", list(Role))
def test_audit_evidence_counts_only_from_an_official_channel(kind: str, host: Role) -> None:
    about = make.claim(counterparty=None)
    found = judged(about, make.records(about, kind, host=host))
    assert found.weight.void is (host not in (Role.REGULATOR, Role.AUDITOR))


def test_a_letter_that_the_company_hands_over_is_the_companys_word() -> None:
    about = make.claim(counterparty=None, value=100.0)
    letter = make.records(about, "audit_letter_supplied", value=100.0)
    assert make.standing(about, letter).rungs[Facet.EXISTENCE] is Rung.CLAIMED


def test_a_filing_that_names_a_big_firm_is_evidence_only_when_the_big_firm_filed_it() -> None:
    about = make.claim()
    own = make.standing(about, make.records(about, "company_filing"))
    theirs = make.standing(about, make.records(about, "counterparty_filing"))
    assert (own.rungs[Facet.EXISTENCE], own.label) == (Rung.CLAIMED, Label.INSUFFICIENT)
    assert theirs.rungs[Facet.EXISTENCE] is Rung.COUNTERPARTY_LIABLE


@given(st.sampled_from(sorted(record_kinds())))
def test_what_is_for_sale_is_never_admissible(kind: str) -> None:
    about = make.claim()
    signal = record_kinds()[kind].cost_signal
    assert purchasable(kind) is (signal is not None and cost_table()[signal].purchasable)
    if purchasable(kind):
        assert not judged(about, make.records(about, kind)).admissible


def test_a_rival_cannot_end_a_customer_for_the_price_of_a_shell() -> None:
    about = make.claim()
    held = make.records(about, "counterparty_filing")
    for kind, org in (("counterparty_denial", "Nobody Ever"), ("dns_txt", "klarna"), ("counterparty_denial", None)):
        against = make.records(about, kind, org=org, stance=Stance.REFUTES, days=30)
        assert make.standing(about, held, against).label is Label.VERIFIED
    said = make.records(about, "counterparty_denial", stance=Stance.REFUTES, days=30)
    assert make.standing(about, held, said).label is Label.CONTRADICTED


HARBORLINE = "harborline.example"


def aged(party: str = HARBORLINE) -> list[SQLModel]:
    return [make.observation(metric, party, day=date(2015, 1, 1)) for metric in ("registered_on", "domain_first_seen")]


def weighed(*beside: SQLModel) -> Weight:
    about = make.claim(counterparty=HARBORLINE)
    return judged(about, make.records(about, "subprocessor_entry", org=HARBORLINE), *aged(), *beside).weight


def register(*facts: tuple[str, str, date], known_at: date = date(2016, 3, 1)) -> list[SQLModel]:
    """The register's page about Harborline: its entry, and facts of a metric, a subject and a day."""
    page = make.document("register", Role.COMPANY, Role.REGULATOR, known_at=known_at)
    entry = ("registered_on", HARBORLINE, date(2015, 1, 1))
    return [page, *(make.fact(page, metric, subject, day=day) for metric, subject, day in (entry, *facts))]


def test_age_alone_is_for_sale_and_weighs_nothing() -> None:
    assert weighed().q == 0
    assert "sold with its age" in weighed().reason


@pytest.mark.parametrize(
    ("naming", "q"),
    [
        (make.named(HARBORLINE), 1.0),
        (make.named(HARBORLINE, day=date(2023, 1, 1)), 0.0),  # not long enough before the claim
        (make.named(HARBORLINE, writer=Role.USER_SIDE, org="Walmart"), 1.0),
        (make.named(HARBORLINE, writer=Role.USER_SIDE, org="birch.example"), 0.0),  # of whom nobody knows anything
        (make.named(HARBORLINE, writer=Role.USER_SIDE, org="Walmart", url="https://github.com/walmart-fan"), 0.0),
        (make.named(HARBORLINE, writer=Role.COUNTERPARTY, org=HARBORLINE), 0.0),
        (make.named(HARBORLINE, writer=Role.COMPANY, org=make.COMPANY.domain), 0.0),
    ],
)
def test_a_past_is_what_others_who_answer_for_it_wrote_years_ago(naming: list[SQLModel], q: float) -> None:
    assert (weighed(*naming).q, weighed(*naming).answerable) == (q, False)


def test_a_firm_that_reports_every_year_answers_for_what_it_writes() -> None:
    assert weighed(*register(("filing", "10-K", date(2016, 3, 1)))).answerable
    assert weighed(*register(("filing", "10-K/A", date(2016, 3, 1)))).answerable
    assert weighed(*register(("filing", "D", date(2016, 3, 1)))).q == 0


def test_a_new_name_in_the_register_is_a_new_past() -> None:
    report = ("filing", "10-K", date(2016, 3, 1))
    assert weighed(*register(report, ("former_name", "Dormant Mining", date(2015, 6, 1)))).answerable
    sold = register(report, ("former_name", "Dormant Mining", date(2023, 9, 1)))
    about = make.claim(counterparty=HARBORLINE)
    record = make.records(about, "subprocessor_entry", org=HARBORLINE)
    assert judged(about, record, aged()[1], *sold, *make.named(HARBORLINE)).weight.q == 0


def test_a_capture_of_an_error_page_shows_no_use() -> None:
    about = make.claim(counterparty=HARBORLINE)
    record = make.records(about, "subprocessor_entry", org=HARBORLINE)
    capture = make.observation("archive_capture", HARBORLINE, value=404.0, day=date(2015, 1, 1))
    capture.unit = "http_status"
    assert judged(about, record, aged()[0], capture, *make.named(HARBORLINE)).weight.q == 0
    capture.value = 200.0
    assert judged(about, record, aged()[0], capture, *make.named(HARBORLINE)).weight.q == 1


@pytest.mark.parametrize(
    ("org", "answerable"), [("Walmart", True), ("Yale University", True), ("OpenAI", False), ("Y Combinator", False)]
)
def test_a_private_firm_answers_to_nobody_however_well_known(org: str, answerable: bool) -> None:
    about = make.claim(counterparty=org)
    weight = judged(about, make.records(about, "counterparty_statement", org=org)).weight
    assert (weight.q, weight.answerable) == (1.0, answerable)
