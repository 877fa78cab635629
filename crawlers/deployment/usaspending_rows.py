"""What USAspending's replies have in common: pages of rows, and one spelling of a recipient."""

import re
from collections.abc import Iterator

from crawlers.facts import count, known
from crawlers.json_fields import Fields
from crawlers.spider import ObservedFact, ParsedDocument, StoredResponse

Facts = Iterator[ObservedFact | None]


def listing(
    response: StoredResponse, title: str, metric: str, rows: int, facts: list[ObservedFact], fields: Fields
) -> ParsedDocument:
    """One page of rows as a document; ``metric`` counts the rows listed, its ``_total`` those found in all."""
    total = fields.number("page_metadata.total")
    fields.ignore("page_metadata")
    head = known(
        count(metric, None, rows, unit="rows on this page"),
        count(metric.replace("_listed", "_total"), None, total, unit="rows in all"),
    )
    unique = tuple(dict.fromkeys(facts))
    return ParsedDocument(url=response.url, title=title, text="\n".join(map(line_of, unique)), facts=(*head, *unique))


def line_of(fact: ObservedFact) -> str:
    """A fact as a line of the document's text."""
    value = "" if fact.value is None else f"{fact.value:,.2f} {fact.unit or ''}".strip()
    words = "; ".join(part for part in (value, fact.text) if part)
    return f"{fact.subject}: {fact.metric.removesuffix('_usd').replace('_', ' ')} {words}"


def recipient_id(written: str | None) -> str | None:
    """One spelling of a recipient: some replies print its level as a list (``...-['C']``)."""
    return re.sub(r"\['(\w)'.*\]$", r"\1", written) if written else None
