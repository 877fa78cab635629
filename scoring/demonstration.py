"""The demonstration: an invented company goes the whole way, from pages crawled over loopback to an audit.

Its pages are served on this machine and crawled like any other company's, on a fixed clock and in a store of its own:
so its invented registers never stand beside real ones while anything is looked up, and it gives the same rows every
time. Only the rows that came of it are then kept.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import SQLModel, select

from crawlers.crawl import Watch
from crawlers.identity import company_of
from crawlers.replica import Replica, serving
from crawlers.settings import CrawlSettings
from data.as_of import dossier
from data.demonstration import DOMAIN, NAME, NOW, Part, pages
from data.records import Claim, Company, Document, Evidence, Identity, Lookup, Observation
from data.store import Store
from scoring.audit import Audit, audit
from scoring.batch import judged_rows
from scoring.claims.pipeline import ClaimExtractor
from scoring.fakeability import FakeabilityModel
from scoring.investigate import investigate

#: What is kept of the crawl, in the order that foreign keys ask for. Its plan and its budgets end with it.
_KEPT: tuple[type[SQLModel], ...] = (Company, Identity, Document, Observation, Claim, Evidence, Lookup)


def demonstrate(
    store: Store,
    model: FakeabilityModel,
    without: Collection[Part] = frozenset(),
    *,
    extractor: ClaimExtractor | None = None,
    watch: Watch | None = None,
) -> Audit:
    """Crawl, read and audit the demonstration company as of its fixed date, and keep the rows in ``store``.

    ``without`` leaves parts of its pages out, to see what they carry; ``extractor`` saves loading a second one.
    """
    company = company_of(DOMAIN, NAME)
    company.origin = "demonstration"
    with TemporaryDirectory(prefix="unfakeable-") as folder, serving(Replica(pages(without))) as replica:
        scratch = Store.open(f"sqlite:///{folder}/demonstration.sqlite")
        try:
            settings = _settings(replica, Path(folder))
            investigate([company], scratch, settings, extractor or ClaimExtractor.load(), model, watch=watch)
            with scratch.session() as session:
                found = dossier(session, company, NOW.date())
            store.add(_kept(scratch))
        finally:
            scratch.close()
    judged = audit(found, model)
    store.add(judged_rows(judged))
    return judged


def _settings(replica: Replica, folder: Path) -> CrawlSettings:
    """A crawl that cannot leave the machine: every host is the replica."""
    return CrawlSettings(
        archive=folder / "archive",
        allow_loopback=True,
        host_map=replica.host_map,
        clock=lambda: NOW,
        hurried=True,
        retries=0,
    )


def _kept(scratch: Store) -> Iterator[SQLModel]:
    with scratch.session() as session:
        for noun in _KEPT:
            yield from session.exec(select(noun))
