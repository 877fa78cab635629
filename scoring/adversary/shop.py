"""The attacker's shop: what can be bought to raise a score, priced by the rows of ``data/reference/cost_to_fake.csv``.

Prices are the low ends, so that the answer favours the attacker. An offer that buys *admissible* records is named with
the reason why the rules let it through; every other one is here to show that it buys nothing. What nobody was seen to
sell has no price, so no search can buy it: it is listed by name beside the shop.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sqlmodel import SQLModel

from data.as_of import Dossier
from data.organisations import OrganisationKind, organisations
from data.records import Claim
from data.reference import cost_table
from data.words import ClaimKind, Stance
from scoring.adversary.planting import OLD_DAYS, YOUNG_DAYS, added, announcement, firm_age, record
from scoring.parties import named_parties
from scoring.signals.build import shown

#: Sales packs of things that are counted: how many units an attacker buys at once.
PACK = 10_000


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing for sale. ``signals`` are rows of the cost table with how many of each; together they are the price."""

    name: str
    signals: tuple[tuple[str, int], ...]
    rows: Callable[[Dossier, str], Iterator[SQLModel]]
    admissible_because: str | None = None

    @property
    def usd_low(self) -> float:
        """Lowest price in USD; the cost table gives a price for every row that a shop sells."""
        return sum((cost_table()[signal].usd_low or 0.0) * units for signal, units in self.signals)

    @property
    def usd_high(self) -> float:
        """Highest price in USD."""
        return sum((cost_table()[signal].usd_high or 0.0) * units for signal, units in self.signals)

    @property
    def days(self) -> int:
        """How long the slowest part takes."""
        return max(cost_table()[signal].days_to_fake for signal, _ in self.signals)

    def bought(self, dossier: Dossier, place: int) -> Dossier:
        """The dossier after the purchase; ``place`` tells the firms of several purchases apart."""
        return added(dossier, self.rows(dossier, f"{self.name.replace(' ', '-')}-{place}.example"))


def _customer(dossier: Dossier, org: str) -> tuple[list[SQLModel], Claim]:
    document, claim = announcement(dossier, ClaimKind.CUSTOMER, org, f"customers/{org}")
    return [document, claim], claim


def _counter(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    document, claim = announcement(dossier, ClaimKind.STARS, None, f"counts/{org}")
    yield from (document, claim, *record(dossier, claim, "platform_counter", "platform.example"))


def _installs(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    document, claim = announcement(dossier, ClaimKind.USERS, None, f"users/{org}")
    yield from (document, claim, *record(dossier, claim, "app_store_record", "apple.com"))


def _leaderboard(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    document, claim = announcement(dossier, ClaimKind.BENCHMARK, None, f"benchmarks/{org}")
    yield from (document, claim, *record(dossier, claim, "leaderboard_entry", "lmarena.ai"))


def _held(
    *kinds: str, old: bool = True, old_domain: bool = True, named: bool = True, related: str | None = None
) -> Callable[..., Iterator[SQLModel]]:
    """A customer is announced, and the firm leaves records of these kinds."""

    def rows(dossier: Dossier, org: str) -> Iterator[SQLModel]:
        head, claim = _customer(dossier, org)
        yield from (*head, *_firm(dossier, org, old, old_domain, named))
        for kind in kinds:
            yield from record(dossier, claim, kind, org, related=related)

    return rows


def _firm(dossier: Dossier, org: str, old: bool = True, old_domain: bool = True, named: bool = True) -> list[SQLModel]:
    ages = {True: OLD_DAYS, False: YOUNG_DAYS}
    named_days = OLD_DAYS if named else None
    return firm_age(dossier, org, registered_days=ages[old], domain_days=ages[old_domain], named_days=named_days)


def _denial(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    """A customer is announced, and the firm is paid to deny it: a refutation prints a number where none was."""
    head, claim = _customer(dossier, org)
    denial = record(dossier, claim, "counterparty_denial", org, stance=Stance.REFUTES)
    yield from (*head, *_firm(dossier, org), *denial)


def _vouching(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    """One firm vouches for everything that the company claims already, beside whoever spoke for it."""
    yield from _firm(dossier, org)
    for claim in shown(dossier.claims):
        yield from record(dossier, claim, "counterparty_statement", org)
        yield from record(dossier, claim, "subprocessor_entry", org)


def _listed(*kinds: str) -> Callable[..., Iterator[SQLModel]]:
    """A firm that is listed since long, and that nobody has named beside the company yet, leaves such records."""

    def rows(dossier: Dossier, org: str) -> Iterator[SQLModel]:
        named = {party for claim in dossier.claims for party in named_parties(claim)}
        firm = next(domain for domain in _listed_domains() if domain not in named)
        head, claim = _customer(dossier, firm)
        yield from head
        for kind in kinds:
            yield from record(dossier, claim, kind, firm)

    return rows


@cache
def _listed_domains() -> tuple[str, ...]:
    since = (row.domain for row in organisations() if row.kind is OrganisationKind.LISTED and row.listed_since)
    return tuple(domain for domain in since if domain)


def _article(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    head, claim = _customer(dossier, org)
    yield from (*head, *record(dossier, claim, "news_report", "techcrunch.com"))


def _release_on_a_wire(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    head, claim = _customer(dossier, org)
    yield from (
        *head,
        *record(dossier, claim, "joint_release", None),
        *record(dossier, claim, "news_copy", "wire.example"),
    )


def _forged_confirmation(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    """A listed firm confirms, from a host that only looks like its own."""
    head, claim = _customer(dossier, "microsoft.com")
    host = f"https://micros0ft.com/{org}"
    yield from (*head, *record(dossier, claim, "counterparty_statement", "microsoft.com", url=host))


def _forged_audit(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    document, claim = announcement(dossier, ClaimKind.REVENUE, None, f"revenue/{org}")
    yield from (document, claim, *record(dossier, claim, "audit_letter_supplied", None))


def _audited_revenue(dossier: Dossier, org: str) -> Iterator[SQLModel]:
    document, claim = announcement(dossier, ClaimKind.REVENUE, None, f"revenue/{org}")
    name = dossier.company.name
    yield from (document, claim, *record(dossier, claim, "own_audited_filing", name, url=f"https://sec.gov/{org}"))


#: No price was found for a firm that is sold with its age; twice the shell's is our guess (inferred).
_SHELF_FIRM = ("shell_customer", 2)

OFFERS: tuple[Offer, ...] = (
    Offer("stars", (("github_star", PACK),), _counter),
    Offer("installs", (("app_install", PACK),), _installs),
    Offer("leaderboard place", (("arena_rank", 1),), _leaderboard),
    Offer("newswire release", (("newswire_release", 1),), _release_on_a_wire),
    Offer("article as seen in", (("as_seen_in_article", 1),), _article),
    Offer("free trial TXT", (("dns_txt_trial", 1),), _held("dns_txt")),
    Offer("pull request", (("pull_request_dependency", 1),), _held("pull_request")),
    Offer("tenant certificate", (("tenant_host_certificate", 1),), _held("tenant_certificate")),
    Offer("forged confirmation", (("audit_letter_forged", 1),), _forged_confirmation),
    Offer("forged audit letter", (("audit_letter_forged", 1),), _forged_audit),
    Offer(
        "young shell customer",
        (("shell_customer", 1),),
        _held("subprocessor_entry", "job_ad_naming_product", "counterparty_statement", old=False, old_domain=False),
    ),
    Offer(
        "young shell with an aged domain",
        (("shell_customer", 1), ("aged_domain", 1)),
        _held("subprocessor_entry", "job_ad_naming_product", "counterparty_statement", old=False),
    ),
    Offer(
        "shelf firm with an aged domain",
        (_SHELF_FIRM, ("aged_domain", 1)),
        _held("subprocessor_entry", "job_ad_naming_product", "counterparty_statement", named=False),
    ),
    Offer("small real firm denies us", (("subprocessor_entry", 1),), _denial),
    Offer(
        "small real firm lists us",
        (("subprocessor_entry", 1),),
        _held("subprocessor_entry"),
        "a real firm that writes a legal page for a fee is a real writer; nothing public shows the fee",
    ),
    Offer(
        "small real firm lists us and hires for us",
        (("subprocessor_entry", 1), ("job_ad_naming_product", 1)),
        _held("subprocessor_entry", "job_ad_naming_product"),
        "two kinds of record by one paid firm look like a changed operation; nothing public shows the fee",
    ),
    Offer(
        "small real firm vouches for what stands already",
        (("subprocessor_entry", 1),),
        _vouching,
        "it is a real writer on those claims too; nobody else's record weighs more for it",
    ),
    Offer(
        "fellow portfolio company, tie seen",
        (("portfolio_friend_customer", 1),),
        _held("counterparty_case_study", "production_dependency", related="same investor"),
        "it does deploy, as a favour; related counts half",
    ),
    Offer(
        "fellow portfolio company, tie unseen",
        (("portfolio_friend_customer", 1),),
        _held("counterparty_case_study", "production_dependency"),
        "it does deploy, as a favour, and no public record names the common investor",
    ),
    Offer(
        "swapped pilot with a small firm, payments unseen",
        (("swapped_pilot", 1),),
        _held("counterparty_statement", "counterparty_document"),
        "the counterparty does pay and says so; that the money came back stands in no public record",
    ),
    Offer(
        "swapped pilot with a listed firm, payments unseen",
        (("swapped_pilot", 1),),
        _listed("counterparty_statement", "counterparty_document"),
        "as with a small firm, and a listed one answers for its word: Kubient's pattern, which ended in prison",
    ),
    Offer(
        "weak auditor",
        (("audited_revenue", 1),),
        _audited_revenue,
        "an auditor is liable, and some sign anyway",
    ),
    Offer(
        "staffed deployment at a listed firm",
        (("production_deployment", 1),),
        _listed("subprocessor_entry", "job_ad_naming_product", "counterparty_case_study", "engineering_post"),
        "a deployment with people behind it is a deployment to everybody but the one who pays them",
    ),
)

#: What the rules let through, the cheapest first, and what is worth nothing.
NAMED = tuple(sorted((offer for offer in OFFERS if offer.admissible_because), key=lambda offer: offer.usd_low))
WORTHLESS = tuple(offer for offer in OFFERS if offer.admissible_because is None)

#: Ways that no row of the cost table prices: name -> why the rules would let them through.
UNPRICED = {
    "somebody inside a listed firm or a public body is bribed": "the firm answers for a record that it did not mean; "
    "commercial bribery, and no price was seen",
    "listed shell bought with its annual reports": "a firm that reports for years under its present name is what it "
    "looks like; a rename starts its past anew, a sale alone is not on record here",
    "public body awards or lists for a favour": "the cost table found no price for a government contract",
}
