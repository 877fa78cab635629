"""Stamp, hash, archive, store: what becomes of each outcome.

Outcomes are written in small batches, bodies before the rows that name them and documents before the row of the plan
that asked for them. So a kill at any moment loses nothing and leaves nothing twice: what was not written is still
queued, and what is written again has the same id.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, SQLModel, col, func, select, update

from crawlers.archive import Archive
from crawlers.feed import StoredFeed
from crawlers.listing import names_of, own_entries
from crawlers.outcome import Event, Outcome, Row
from crawlers.plan import job_items
from crawlers.spec import SourceSpec
from crawlers.spider import EvidenceSource, ParsedDocument, PlannedRequest
from crawlers.stamp import content_digest, document_row, observation_rows, same_reading
from data.ids import content_id, sha256_hex
from data.records import Document, JobItem
from data.store import Store

#: Outcomes written at once; with the requests in flight, the most that a kill makes a second run repeat.
BATCH = 16


@dataclass(slots=True)
class Written:
    """What one outcome added: for the summary, and for the row of the plan."""

    outcome: Outcome
    new: list[str] = field(default_factory=list)  #: ids of documents that were not stored before
    unchanged: list[str] = field(default_factory=list)
    left_out: int = 0  #: entries of a register about others than the asking company, kept in its text alone
    archived: str | None = None


@dataclass(slots=True)
class _Stored:
    """What the store holds already of a batch; grows as the batch is written."""

    ids: set[str]
    urls: set[str]
    places: dict[str, str]  #: where a body stands in the archive, by its digest


class EvidencePipeline:
    """Takes outcomes of one job, in any order, and writes them batch by batch."""

    def __init__(
        self,
        feed: StoredFeed,
        archive: Archive | None,
        sources: Mapping[str, EvidenceSource],
        told: Callable[[Written], None],
    ) -> None:
        self._feed = feed
        self._store: Store = feed.store
        self._archive = archive
        self._sources = sources
        self._told = told
        self._waiting: list[Outcome] = []
        self._followed = _followed_before(self._store, feed.job_id)

    def take(self, outcome: Outcome) -> None:
        """Accept one outcome; writes when a batch is full, or when it leads to further pages."""
        self._waiting.append(outcome)
        if len(self._waiting) >= BATCH or any(doc.next_urls or doc.next_requests for doc in outcome.documents):
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        written = [Written(outcome) for outcome in batch]
        rows = list(self._rows(written))
        further = [row for outcome in batch for row in self._further(outcome)]
        if further:
            rows.extend(job_items(self._feed.job_id, further, self._feed.reserve(len(further))))
        if self._archive is not None:
            self._archive.flush()
        self._store.add(rows)
        with self._store.session() as session:
            session.execute(update(JobItem), [_state(entry) for entry in written])
        for entry in written:
            self._told(entry)

    def _rows(self, batch: Sequence[Written]) -> Iterator[SQLModel]:
        """Documents and observations that are new, with their bodies archived."""
        read = {id(entry): list(self._read(entry.outcome)) for entry in batch}
        with self._store.session() as session:
            stored = _Stored(
                ids=_known(session, [doc_id for pairs in read.values() for doc_id, _ in pairs]),
                urls=_stored_urls(session, [parsed.url for pairs in read.values() for _, parsed in pairs]),
                places=_places(session, [_body_digest(entry.outcome) for entry in batch]),
            )
            for entry in batch:
                for doc_id, parsed in read[id(entry)]:
                    yield from self._document(session, entry, doc_id, parsed, stored)
                if entry.outcome.event in (Event.SHAPE_CHANGED, Event.PARSER_FAULT):
                    entry.archived = self._place(entry.outcome, stored.places)

    def _document(
        self, session: Session, entry: Written, doc_id: str, parsed: ParsedDocument, stored: "_Stored"
    ) -> Iterator[SQLModel]:
        """One document with its observations, where it is new; of a register, the asking company's entries anyway."""
        spec, company_id = self._spec(entry.outcome), entry.outcome.row.company_id
        held = doc_id if doc_id in stored.ids else None
        if held is None and parsed.url in stored.urls:
            held = same_reading(session, spec, company_id, parsed)
        place = None
        if held is None:
            stored.ids.add(doc_id)
            entry.new.append(doc_id)
            place = entry.archived = self._place(entry.outcome, stored.places)
        else:
            entry.unchanged.append(held)
            if not spec.register:
                return
        document = document_row(held or doc_id, spec, entry.outcome, parsed, _body_digest(entry.outcome), place)
        if held is None:
            yield document
        own = own_entries(parsed, names_of(session, company_id)) if spec.register else parsed
        entry.left_out += len(parsed.facts) - len(own.facts)
        yield from observation_rows(document, own, company_id)

    def _spec(self, outcome: Outcome) -> SourceSpec:
        return self._sources[outcome.row.request.source].spec

    def _read(self, outcome: Outcome) -> Iterator[tuple[str, ParsedDocument]]:
        """Id and reading of each document. Of several in one body, each is identified by its own content.

        Two sources may read the same page for different things, and two companies may be looked at by the same page,
        so both are a part of the id; a register is kept once for all.
        """
        if outcome.response is None:
            return
        asked_for = None if self._spec(outcome).register else outcome.row.company_id
        alone = len(outcome.documents) == 1
        for parsed in outcome.documents:
            digest = _body_digest(outcome) if alone else content_digest(parsed)
            yield content_id("document", asked_for, outcome.row.request.source, parsed.url, digest), parsed

    def _place(self, outcome: Outcome, places: dict[str, str]) -> str | None:
        """Where the body stands in the archive; written now where it is not there yet."""
        if self._archive is None or outcome.response is None:
            return None
        sha = _body_digest(outcome)
        if sha not in places:
            places[sha] = self._archive.put(outcome.response, sha)
        return places[sha]

    def _further(self, outcome: Outcome) -> Iterator[Row]:
        """Rows for the pages that a parser found, as many as the spec follows from one planned request."""
        row, root = outcome.row, outcome.row.root or outcome.row.id
        limit = self._sources[row.request.source].spec.max_pages
        for request in _next_requests(row.request, outcome.documents):
            if self._followed[root] >= limit:
                return
            self._followed[root] += 1
            yield Row(
                id="",
                job_id=row.job_id,
                company_id=row.company_id,
                asked=row.asked,
                claims=row.claims,
                root=root,
                request=request,
            )


def _body_digest(outcome: Outcome) -> str:
    return sha256_hex(outcome.response.body) if outcome.response else ""


def _next_requests(asked: PlannedRequest, documents: Sequence[ParsedDocument]) -> Iterator[PlannedRequest]:
    for document in documents:
        for url in document.next_urls:
            yield PlannedRequest(
                source=asked.source,
                url=url,
                purpose=asked.purpose,
                headers=asked.headers,
                wave=asked.wave,
                check=asked.check,
                claim_id=asked.claim_id,
            )
        for request in document.next_requests:
            yield PlannedRequest(
                source=request.source,  # a listing may lead to another source: submissions to their Form D
                url=request.url,
                purpose=request.purpose or asked.purpose,
                method=request.method,
                headers=request.headers,
                body=request.body,
                wave=asked.wave,
                check=request.check or asked.check,
                claim_id=asked.claim_id,
            )


def _state(entry: Written) -> dict[str, Any]:
    outcome = entry.outcome
    documents = entry.new or entry.unchanged
    parts = [f"{outcome.event}/{outcome.looked}", documents[0] if documents else "", outcome.detail]
    if entry.archived and not documents:
        parts.append(f"body kept at {entry.archived}")
    return {"id": outcome.row.id, "state": outcome.state, "detail": " ".join(part for part in parts if part)[:2_000]}


def _known(session: Session, ids: Iterable[str]) -> set[str]:
    return set(session.exec(select(Document.id).where(col(Document.id).in_(list(ids)))))


def _stored_urls(session: Session, urls: Iterable[str]) -> set[str]:
    return set(session.exec(select(Document.url).where(col(Document.url).in_(set(urls)))))


def _places(session: Session, digests: Iterable[str]) -> dict[str, str]:
    held = select(Document.sha256, Document.archived).where(
        col(Document.sha256).in_(set(digests)), col(Document.archived).is_not(None)
    )
    return {sha: place for sha, place in session.exec(held) if place is not None}


def _followed_before(store: Store, job_id: str) -> Counter[str]:
    """Pages followed per planned row, for a job that is taken up again."""
    followed: Counter[str] = Counter()
    with store.session() as session:
        root = col(JobItem.request)["root"].as_string()
        query = select(root, func.count()).where(JobItem.job_id == job_id, root.is_not(None)).group_by(root)
        for planned, pages in session.exec(query):
            followed[planned] = pages
    return followed
