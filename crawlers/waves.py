"""The waves of a look at companies: who they are, what they and the public say, and what the user's side says.

Between the waves stands work that is not ours: claims are read out of what wave 1 brought. The three functions are what
the command line, the batch and the demonstration call.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from crawlers.articles import named_articles
from crawlers.crawl import Summary, Watch, crawl
from crawlers.identity import counterparty_of, party_of, resolve_stored, target_of
from crawlers.outcome import Row
from crawlers.plan import Wanted, most_wanted_first, save_plan, take_turns, wave_one, wave_two, wave_zero
from crawlers.registry import SOURCES
from crawlers.settings import CrawlSettings
from crawlers.spider import EvidenceSource, Target
from data.records import Claim, Company
from data.store import Store


@dataclass(frozen=True, slots=True)
class Claimed:
    """A target, what is claimed of it, and the records that are wanted, the most telling first."""

    target: Target
    claims: Sequence[Claim]
    wanted: Sequence[Wanted] = ()


def identify(
    companies: Sequence[Company],
    store: Store,
    settings: CrawlSettings,
    *,
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
) -> tuple[list[Target], Summary]:
    """Wave 0: read who each company is, keep its identity rows, and give the targets of the next waves."""
    bare = [target_of(company, ()) for company in companies]
    rows = take_turns(row for target in bare for row in wave_zero(target, sources))
    job_id = save_plan(store, bare, rows, settings.clock())
    summary = crawl(job_id, store, settings, sources=sources, watch=watch)
    return [target_of(company, resolve_stored(store, company)) for company in companies], summary


def first_wave(
    targets: Sequence[Target],
    store: Store,
    settings: CrawlSettings,
    *,
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
) -> Summary:
    """Wave 1: the companies' own and public sources, with the fixed look-ups."""
    rows = take_turns(row for target in targets for row in wave_one(target, sources))
    return crawl(save_plan(store, targets, rows, settings.clock()), store, settings, sources=sources, watch=watch)


def read_articles(
    targets: Sequence[Target],
    store: Store,
    settings: CrawlSettings,
    *,
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
) -> Summary:
    """After wave 1: the articles that its searches named."""
    with store.session() as session:
        rows = take_turns(row for target in targets for row in named_articles(session, target))
    return crawl(save_plan(store, targets, rows, settings.clock()), store, settings, sources=sources, watch=watch)


def second_wave(
    looks: Sequence[Claimed],
    store: Store,
    settings: CrawlSettings,
    *,
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
) -> Summary:
    """Wave 2: identify the counterparties of all claims, then ask the user's side of each, most wanted first."""
    parties = {
        company.id: company
        for look in looks
        for claim in most_wanted_first(look.claims, look.wanted)
        if (company := counterparty_of(look.target, claim)) is not None
    }
    if parties:
        identify(list(parties.values()), store, settings, sources=sources, watch=watch)
    with store.session() as session:
        rows = take_turns(row for look in looks for row in _user_side(session, look, sources))
    targets = [look.target for look in looks]
    return crawl(save_plan(store, targets, rows, settings.clock()), store, settings, sources=sources, watch=watch)


def _user_side(session: Session, look: Claimed, sources: Sequence[EvidenceSource]) -> list[Row]:
    return wave_two(look.target, look.claims, lambda claim: party_of(session, look.target, claim), sources, look.wanted)
