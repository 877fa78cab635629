"""The waves of a look at companies: who they are, what they and the public say, and what the user's side says.

Between the waves stands work that is not ours: claims are read out of what wave 1 brought. The three functions are what
the command line, the batch and the demonstration call.
"""

from collections.abc import Iterable, Sequence

from crawlers.articles import named_articles
from crawlers.crawl import Summary, Watch, crawl
from crawlers.identity import counterparty_of, party_of, resolve_stored, target_of
from crawlers.plan import Wanted, most_wanted_first, save_plan, wave_one, wave_two, wave_zero
from crawlers.registry import SOURCES
from crawlers.settings import CrawlSettings
from crawlers.spider import EvidenceSource, Target
from data.records import Claim, Company
from data.store import Store


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
    rows = [row for target in bare for row in wave_zero(target, sources)]
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
    rows = [row for target in targets for row in wave_one(target, sources)]
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
        rows = [row for target in targets for row in named_articles(session, target)]
    return crawl(save_plan(store, targets, rows, settings.clock()), store, settings, sources=sources, watch=watch)


def second_wave(
    target: Target,
    claims: Iterable[Claim],
    store: Store,
    settings: CrawlSettings,
    *,
    wanted: Sequence[Wanted] = (),
    sources: Sequence[EvidenceSource] = SOURCES,
    watch: Watch | None = None,
) -> Summary:
    """Wave 2: identify the counterparties of the claims, then ask the user's side of each, most wanted first."""
    claims = most_wanted_first(claims, wanted)
    parties = {company.id: company for claim in claims if (company := counterparty_of(target, claim)) is not None}
    if parties:
        identify(list(parties.values()), store, settings, sources=sources, watch=watch)
    with store.session() as session:
        rows = wave_two(target, claims, lambda claim: party_of(session, target, claim), sources, wanted)
    return crawl(save_plan(store, [target], rows, settings.clock()), store, settings, sources=sources, watch=watch)
