"""Articles that a search named: one source gives the address, ``trade_press_html`` reads what the reporter wrote."""

from collections.abc import Iterator

from sqlmodel import Session, select

from crawlers.outcome import Row
from crawlers.spider import PlannedRequest, Target
from data.organisations import registrable
from data.records import Document, Observation

READER = "trade_press_html"
NAMED = "gdelt_article_seen_at"  #: fact whose subject is an article's address, dated by when the search saw it
MOST = 10  #: articles read for a company, the newest that the search lists


def named_articles(session: Session, target: Target) -> Iterator[Row]:
    """Requests for the articles about a company that wave 1 found; the company's own pages are read by others."""
    rows = session.exec(
        select(Observation)
        .join(Document, Observation.document_id == Document.id)  # type: ignore[arg-type]
        .where(Document.company_id == target.company_id, Observation.metric == NAMED)
    )
    seen = {row.subject: row.observed_at or row.known_at for row in rows if row.subject}
    outside = [url for url in seen if url.startswith("http") and registrable(url) != target.domain]
    for url in sorted(outside, key=lambda url: (-seen[url].toordinal(), url))[:MOST]:
        yield Row(
            id="",
            job_id="",
            company_id=target.company_id,
            request=PlannedRequest(
                source=READER,
                url=url,
                purpose=f"What a reporter wrote about {target.name}",
                wave=2,  # wave 1 led to it, and is over: its fixed look-ups are not asked again
                check=READER,
            ),
        )
