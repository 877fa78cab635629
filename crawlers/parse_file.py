"""``unfakeable parse``: a stored body through the same parser as a live one, as JSON lines.

No network and no store. Typed errors (``SourceError``) go through to the caller, which prints one sentence and exits 3.
"""

import json
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.reading import read
from crawlers.registry import by_name
from crawlers.replies import unpacked
from crawlers.spec import SourceSpec
from crawlers.spider import ObservedFact, ParsedDocument, StoredResponse
from data.ids import sha256_hex

LARGEST = 256 * 1024 * 1024  #: bytes of a file that was saved packed


class BadHeaders(ValueError):
    """A file of headers is neither ``Name: value`` lines nor a JSON object."""


def parse_file(
    source: str,
    path: Path,
    url: str | None = None,
    status: int | None = None,
    headers: Path | None = None,
    *,
    now: datetime | None = None,
) -> Iterator[dict[str, Any]]:
    """Documents and their observations of one stored body, one dictionary per JSON line.

    ``headers`` is a file of ``Name: value`` lines or one JSON object. Without ``url`` the source's first host and the
    file's name stand in; without ``status`` the body alone decides. ``now`` (UTC, naive) is the time of reading.
    Raises ``UnknownSource``, ``OSError`` and ``BadHeaders`` for the files, and ``SourceError`` for a body that is not
    evidence.
    """
    reader = by_name(source)
    response = StoredResponse(
        url=url or _stand_in_url(reader.spec, path),
        status=status or 200,
        headers=_read_headers(headers) if headers else _guessed_headers(path),
        body=path.read_bytes(),
        retrieved_at=now or datetime.now(UTC).replace(tzinfo=None),
    )
    digest = sha256_hex(response.body)
    response = replace(response, body=unpacked(response, LARGEST))
    for document in read(reader, response):
        yield _document_line(reader.spec, document, response, digest)
        yield from (_observation_line(fact) for fact in document.facts)


def _document_line(spec: SourceSpec, document: ParsedDocument, response: StoredResponse, digest: str) -> dict[str, Any]:
    return {
        "type": "document",
        "source": spec.name,
        "url": document.url,
        "title": document.title,
        "text": document.text,
        "published_at": _iso(document.published_at),
        "known_at": _iso(document.known_at or response.retrieved_at.date()),
        "writer": document.writer or spec.writer,
        "host": document.host or spec.host,
        "liable": document.liable or spec.liable,
        "writer_org": document.writer_org,
        "sha256": digest,
        "status": response.status,
        "observations": len(document.facts),
        "next": [*document.next_urls, *(request.url for request in document.next_requests)],
        "unhandled": list(document.unhandled),
    }


def _observation_line(fact: ObservedFact) -> dict[str, Any]:
    return {
        "type": "observation",
        "metric": fact.metric,
        "subject": fact.subject,
        "value": fact.value,
        "text": fact.text,
        "unit": fact.unit,
        "observed_at": _iso(fact.observed_at),
    }


def _iso(day: Any) -> str | None:
    return None if day is None else str(day)


def _stand_in_url(spec: SourceSpec, path: Path) -> str:
    host = next((host for host in spec.hosts if "*" not in host), "file.invalid")
    return f"https://{host}/{path.name}"


def _guessed_headers(path: Path) -> dict[str, str]:
    guessed, _ = mimetypes.guess_type(path.name)
    return {"content-type": guessed} if guessed else {}


def _read_headers(path: Path) -> Mapping[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("{"):
            return {str(name).lower(): str(value) for name, value in json.loads(text).items()}
    except ValueError as error:
        raise BadHeaders(f"{path} holds neither 'Name: value' lines nor a JSON object: {error}") from error
    pairs = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
