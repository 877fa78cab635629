"""Wayback CDX: every capture of an address, with the digest of what stood there.

The archive's clock, not the site's: it dates when a logo, claim or page first stood, when it changed and when it went.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar, NamedTuple
from urllib.parse import parse_qsl, unquote_plus, urlencode

from crawlers.addresses import parts_of
from crawlers.deployment.wayback import PUBLISHER, RATE, TERMS, cdx_url, instant, refuse_exclusion
from crawlers.replies import is_markup, json_value, raise_for_status
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    NotPublished,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
    Truncated,
    Unavailable,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="wayback_cdx",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.METER,
    host=Role.THIRD_PARTY,
    family="deployment",
    hosts=("web.archive.org",),
    rate=RATE,
    robots="a documented API, outside the pages that robots.txt speaks of",
    terms=TERMS,
    gamed="A site's owner can have its history hidden; nobody can add a capture in the past.",
    docs="https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server",
    floors=Floors(items=1),
)

PAGE = 1_000  #: captures asked for at a time
_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


class Capture(NamedTuple):
    """One row of the index. ``status`` and ``length`` are ``None`` where the index writes ``-``."""

    urlkey: str
    timestamp: str
    original: str
    mimetype: str
    status: int | None
    digest: str
    length: int | None


class WaybackCdx:
    """Captures of one address."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The front page's history in wave 1; in wave 2 the user side's pages that may list the company."""
        options = {"limit": str(PAGE), "showResumeKey": "true", "resolveRevisits": "true"}
        if target.counterparty_domain is None:
            yield PlannedRequest(
                source=SPEC.name,
                url=cdx_url(f"{target.domain}/", collapse="timestamp:6", **options),
                purpose="How long the site has stood, and when its front page changed",
                check="archive_history",
            )
            return
        for path in ("subprocessors", "legal/subprocessors"):
            yield PlannedRequest(
                source=SPEC.name,
                url=cdx_url(f"{target.counterparty_domain}/{path}", collapse="digest", **options),
                purpose=f"Since when {target.counterparty_domain} lists its sub-processors, and each change",
                wave=2,
                check="subprocessor_list",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page of the index. ``NotPublished`` where the archive holds no capture."""
        refuse_exclusion(response)
        raise_for_status(response)
        if is_markup(response.body):
            raise Unavailable(f"the archive answered {response.url} with a page instead of its index")
        captures, resume = _read(response)
        if not captures:
            raise NotPublished(f"the archive holds no capture for {response.url}")
        days = [moment for capture in captures if (moment := instant(capture.timestamp))]
        yield ParsedDocument(
            url=response.url,
            title=f"Captures of {captures[0].original}",
            text="\n".join(f"{row.timestamp} {row.status or '-'} {row.digest} {row.original}" for row in captures),
            known_at=max(days).date() if days else None,
            facts=tuple(_facts(captures, days)),
            next_urls=(_resumed(response.url, resume),) if resume else (),
        )


def _read(response: StoredResponse) -> tuple[list[Capture], str | None]:
    """Rows and resume key of the text form, or of ``output=json``."""
    text = response.body.decode("utf-8", errors="replace")
    if text.lstrip().startswith("["):
        rows = json_value(response)
        if not all(isinstance(row, list) for row in rows):
            raise ShapeChanged("the index in its JSON form should hold a list of rows")
        names = tuple(map(str, rows[0])) if rows and "timestamp" in rows[0] else _FIELDS
        split = rows.index([]) if [] in rows else len(rows)
        resume = str(rows[split + 1][0]) if split + 1 < len(rows) and rows[split + 1] else None
        cells = rows[1:split] if names is not _FIELDS else rows[:split]
        return [_capture(names, [str(cell) for cell in row]) for row in cells], resume
    lines = text.splitlines()
    blank = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    resume = next((line.strip() for line in lines[blank:] if line.strip()), None)
    captures = []
    for at, line in enumerate(lines[:blank]):
        cells = line.split(" ")
        if len(cells) < len(_FIELDS):
            if at == len(lines) - 1 and not text.endswith("\n"):
                raise Truncated(f"{response.url} ends within a row of the index")
            raise ShapeChanged(f"a row of the index holds {len(cells)} columns instead of {len(_FIELDS)}")
        captures.append(_capture(_FIELDS, cells))
    return captures, resume


def _capture(names: tuple[str, ...], cells: list[str]) -> Capture:
    row = dict(zip(names, cells, strict=False))
    if not row.get("timestamp", "").isdigit() or "original" not in row:
        raise ShapeChanged("a row of the index has no timestamp or no address")
    return Capture(
        row.get("urlkey", ""),
        row["timestamp"],
        row["original"],
        row.get("mimetype", ""),
        _number(row.get("statuscode")),
        row.get("digest", ""),
        _number(row.get("length")),
    )


def _facts(captures: list[Capture], days: list[datetime]) -> Iterator[ObservedFact]:
    """Totals first, then one fact a distinct capture; an index may print the same row several times."""
    distinct = list(dict.fromkeys(captures))
    yield ObservedFact(metric="archive_captures", value=len(captures), unit="rows")
    yield ObservedFact(metric="archive_distinct_contents", value=len({row.digest for row in distinct}), unit="digests")
    if days:
        for metric, edge in (("archive_first_capture", min(days)), ("archive_last_capture", max(days))):
            day = edge.date()
            yield ObservedFact(metric=metric, text=edge.isoformat(), observed_at=day, known_at=day)
    for row in distinct:
        taken = instant(row.timestamp)
        yield ObservedFact(
            metric="archive_capture",
            subject=f"{row.timestamp} {row.original}",
            value=row.status,
            text=f"{row.digest} {row.mimetype} {row.length if row.length is not None else '-'}",
            unit="http_status",
            observed_at=taken.date() if taken else None,
            known_at=taken.date() if taken else None,
        )


def _resumed(url: str, key: str) -> str:
    """The next page: the same question with the key that the index printed (already percent-encoded)."""
    parts = parts_of(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "resumeKey"]
    return parts._replace(query=urlencode([*query, ("resumeKey", unquote_plus(key))], safe="/,():!*")).geturl()


def _number(cell: str | None) -> int | None:
    return int(cell) if cell and cell.isdigit() else None
