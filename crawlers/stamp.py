"""Parsed documents as rows of the store: who wrote, hosts and answers for them, and who can prove them since when."""

import json
from collections.abc import Iterator
from datetime import UTC

from sqlmodel import Session, col, select

from crawlers.outcome import Outcome
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument
from data.ids import content_id, sha256_hex
from data.records import Document, Observation
from data.words import KnownBy, Role

#: Roles that depend on whose channel is read.
_PARTIES = frozenset({Role.COMPANY, Role.USER_SIDE, Role.COUNTERPARTY})


def document_row(
    doc_id: str, spec: SourceSpec, outcome: Outcome, parsed: ParsedDocument, sha256: str, place: str | None
) -> Document:
    """The row of one document. ``known_at`` is what an outsider can prove, and never later than our own fetch."""
    response, row = outcome.response, outcome.row
    assert response is not None
    fetched = response.retrieved_at.date()
    provable = parsed.known_at is not None and parsed.known_at < fetched
    writer = party(spec.writer, spec, row.request.wave) if parsed.writer is None else parsed.writer
    return Document(
        id=doc_id,
        company_id=None if spec.register else row.company_id,
        source=spec.name,
        url=parsed.url,
        final_url=response.url,
        status=response.status,
        headers=dict(response.headers),
        sha256=sha256,
        archived=place,
        title=parsed.title,
        text=parsed.text,
        writer=writer,
        host=parsed.host or party(spec.host, spec, row.request.wave),
        liable=parsed.liable or (party(spec.liable, spec, row.request.wave) if spec.liable else None),
        writer_org=parsed.writer_org or (row.asked if writer in _PARTIES else None),
        published_at=parsed.published_at,
        known_at=parsed.known_at if provable and parsed.known_at else fetched,
        known_by=proof(spec) if provable else KnownBy.OWN_FETCH,
        retrieved_at=response.retrieved_at.replace(tzinfo=UTC),
    )


def observation_rows(document: Document, parsed: ParsedDocument, company_id: str) -> Iterator[Observation]:
    """The facts of a document, each once. A fact's own proof (a capture, a log entry) may precede the page's.

    ``company_id`` is whom the look was about; a register, which is about nobody, gives each asker its own entries.
    """
    seen = set()
    for fact in parsed.facts:
        held = fact.value if fact.value is not None else fact.text
        row_id = content_id("observation", document.id, fact.metric, fact.subject, fact.observed_at, held)
        if row_id in seen:
            continue
        seen.add(row_id)
        yield Observation(
            id=row_id,
            company_id=company_id,
            document_id=document.id,
            metric=fact.metric,
            subject=fact.subject,
            value=fact.value,
            text=fact.text,
            unit=fact.unit,
            observed_at=fact.observed_at,
            known_at=min(fact.known_at, document.known_at) if fact.known_at else document.known_at,
        )


def party(role: Role, spec: SourceSpec, wave: int) -> Role:
    """A party's role by whose channel was read: its own in wave 1 is the company's, in wave 2 the user's side."""
    if role not in _PARTIES:
        return role
    if wave == 2:
        return Role.USER_SIDE
    return Role.COMPANY if "*" in spec.hosts else role


def proof(spec: SourceSpec) -> KnownBy:
    """Which outsider proves a ``known_at`` that a parser read off this source."""
    if spec.known_by is not None:
        return spec.known_by
    return KnownBy.FILING_ACCEPTANCE if spec.host is Role.REGULATOR else KnownBy.ARCHIVE_CAPTURE


def content_digest(parsed: ParsedDocument) -> str:
    """SHA-256 of what was read, for one of several documents in a body."""
    content = {"url": parsed.url, "title": parsed.title, "text": parsed.text, "published": parsed.published_at}
    return sha256_hex(json.dumps([content, [_fact(fact) for fact in parsed.facts]], default=str, ensure_ascii=False))


def same_reading(session: Session, spec: SourceSpec, company_id: str, parsed: ParsedDocument) -> str | None:
    """The id of the newest document that was read here for a company, if it reads the same.

    Then only bytes without meaning changed. A register's text holds every entry, its observations only some.
    """
    asked_for = None if spec.register else company_id
    newest = session.exec(
        select(Document)
        .where(Document.url == parsed.url, Document.source == spec.name, col(Document.company_id) == asked_for)
        .order_by(col(Document.retrieved_at).desc())
        .limit(1)
    ).first()
    if newest is None or (newest.title, newest.text) != (parsed.title, parsed.text):
        return None
    held = session.exec(select(Observation).where(Observation.document_id == newest.id))
    same = spec.register or {_fact(row) for row in held} == {_fact(fact) for fact in parsed.facts}
    return newest.id if same else None


def _fact(read: ObservedFact | Observation) -> tuple[object, ...]:
    return read.metric, read.subject, read.value, read.text, read.unit, read.observed_at
