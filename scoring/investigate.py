"""Domains -> evidence: who each is, what it and the public say, what was claimed, and what the user's side says of it.

The crawlers ask and keep; between their waves the claims are read out of the stored prose, because they say whom to
ask, and what the audit so far wants to know most says whom to ask first. Everything is in the store when this returns,
so that any later audit reads it there.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlmodel import select

from crawlers.crawl import Summary, Watch, together
from crawlers.identity import party_of, target_of
from crawlers.outcome import Row
from crawlers.plan import Wanted, wave_one, wave_two, wave_zero
from crawlers.registry import SOURCES
from crawlers.settings import CrawlSettings
from crawlers.spider import EvidenceSource
from crawlers.waves import Claimed, first_wave, identify, read_articles, second_wave
from data.as_of import Dossier, dossier
from data.records import Claim, Company, Identity
from data.store import Store
from scoring.audit import audit
from scoring.checks import checks
from scoring.claim_rows import claim_rows
from scoring.claims.pipeline import ClaimExtractor
from scoring.fakeability import FakeabilityModel
from scoring.hold import evidence_rows


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at one company came to; the rows themselves are in the store."""

    company: Company
    claims: int
    evidence: int
    unread: int  #: places in the prose that looked like a claim and were not understood


@dataclass(frozen=True, slots=True)
class Investigation:
    """A look at one or more companies, with the requests of all waves together."""

    found: tuple[Found, ...]
    crawled: Summary


def investigate(
    companies: Sequence[Company],
    store: Store,
    settings: CrawlSettings,
    extractor: ClaimExtractor,
    model: FakeabilityModel,
    *,
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
) -> Investigation:
    """Look at companies, wave after wave, and hold what was found against what is claimed.

    They share the waves, so that no publisher waits for one company's slowest; each is read and judged alone. ``model``
    judges what wave 1 brought, which orders the requests of wave 2. ``watch`` is given the counts of all waves so far
    after each outcome. Raises what ``crawlers.crawl.crawl`` raises.
    """
    done: list[Summary] = []
    unread: dict[str, Counter[str]] = {company.id: Counter() for company in companies}
    known = partial(_known, store=store, settings=settings)

    def watching(wave: Summary) -> None:
        if watch is not None:
            watch(together([*done, wave]))

    store.add(companies)
    targets, identified = identify(companies, store, settings, sources=sources, watch=watching)
    done.append(identified)
    for wave in (first_wave, read_articles):
        done.append(wave(targets, store, settings, sources=sources, watch=watching))
    read, looks = {}, []
    for company, target in zip(companies, targets, strict=True):
        first = known(company)
        read[company.id] = {document.id for document in first.documents}
        store.add(claim_rows(first, extractor, unread=unread[company.id]))
        claimed = known(company)
        looks.append(Claimed(target, claimed.claims, wanted_records(claimed, model)))
    done.append(second_wave(looks, store, settings, sources=sources, watch=watching))
    for company in companies:
        store.add(claim_rows(known(company), extractor, read[company.id], unread[company.id]))
        store.add(evidence_rows(known(company)))
    return Investigation(tuple(_found(known(company), unread[company.id]) for company in companies), together(done))


def planned(
    company: Company,
    store: Store,
    model: FakeabilityModel,
    as_of: date,
    sources: Sequence[EvidenceSource] = SOURCES,
) -> list[Row]:
    """What a look on a day would ask, as far as it is known now; nothing is sent or written.

    Articles that a search names, and the user's side of claims that are not read yet, come on top.
    """
    with store.session() as session:
        identities = session.exec(select(Identity).where(Identity.company_id == company.id)).all()
        claims = session.exec(select(Claim).where(Claim.company_id == company.id).order_by(Claim.id)).all()
        target = target_of(company, identities)
        wanted = wanted_records(dossier(session, company, as_of), model)
        user_side = wave_two(target, claims, lambda claim: party_of(session, target, claim), sources, wanted)
    return [*wave_zero(target, sources), *wave_one(target, sources), *user_side]


def wanted_records(known: Dossier, model: FakeabilityModel) -> list[Wanted]:
    """The records that would move fakeability or score most, as ``next_evidence`` ranks them, for the plan of wave 2.

    What the dossier's own documents say of its claims is held first, so that nothing is wanted that is there already.
    """
    evidence = {row.id: row for row in (*evidence_rows(known), *known.evidence)}
    judged = audit(replace(known, evidence=[evidence[key] for key in sorted(evidence)]), model)
    return [Wanted(question.claim_id, question.text, checks()[question.check].sources) for question in judged.questions]


def _known(company: Company, store: Store, settings: CrawlSettings) -> Dossier:
    """All that is stored about the company by the crawl's own clock."""
    with store.session() as session:
        return dossier(session, company, settings.clock().date())


def _found(held: Dossier, unread: Counter[str]) -> Found:
    return Found(held.company, len(held.claims), len(held.evidence), unread.total())
