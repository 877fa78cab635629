"""One page that two companies are looked at by: each look keeps its own document, the archive keeps the body once."""

import json
from pathlib import Path

from sqlmodel import select

from crawlers.crawl import Summary, crawl
from crawlers.identity import company_of
from crawlers.plan import save_plan, wave_one
from crawlers.spider import Target
from data.as_of import dossier
from data.records import Company, Document
from data.store import Store
from tests.crawlers.toy import NOW, Toy, settings
from tests.replica import Reply
from tests.replica.server import Replica, serving

PAGE = "https://bigbank.example/suppliers"
FIRST, SECOND = company_of("first.example", "First"), company_of("second.example", "Second")


def looked_at(company: Company, store: Store, folder: Path) -> tuple[Summary, list[dict[str, str]]]:
    """One look at a company by the page; the crawl's summary and the headers of its requests."""
    replica = Replica([Reply(case="page", url=PAGE, body=json.dumps({"stars": 7}), headers={"ETag": '"v1"'})])
    target = Target(company_id=company.id, domain=company.domain, name=company.name)
    source = Toy([PAGE])
    store.add([company])
    with serving(replica):
        job = save_plan(store, [target], wave_one(target, [source]), NOW)
        summary = crawl(job, store, settings(replica, folder), sources=[source])
    return summary, [headers for url, headers in replica.seen if url == "bigbank.example/suppliers"]


def test_the_second_company_has_the_page_too(store: Store, tmp_path: Path) -> None:
    counts = [looked_at(company, store, tmp_path)[0].total.new for company in (FIRST, SECOND)]
    assert counts == [1, 1]
    with store.session() as session:
        for company in (FIRST, SECOND):
            held = dossier(session, company, NOW.date())
            assert [row.company_id for row in held.documents] == [company.id]
            assert [held.document(row.document_id).url for row in held.observations] == [PAGE]
        assert len(set(session.exec(select(Document.archived)))) == 1, "the body stands in the archive once"


def test_not_modified_is_asked_only_for_what_this_company_has(store: Store, tmp_path: Path) -> None:
    (_, [first]) = looked_at(FIRST, store, tmp_path)
    (_, [second]) = looked_at(SECOND, store, tmp_path)
    (_, [again]) = looked_at(SECOND, store, tmp_path)
    assert "If-None-Match" not in first and "If-None-Match" not in second
    assert again["If-None-Match"] == '"v1"'
