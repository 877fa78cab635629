"""What says that a relation is over: a list of the user's side that dropped the company, a page that it took down.

The record of the relation stays as it is: an end is a record of its own, with its own date.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from data.as_of import Dossier
from data.records import Document
from data.words import Role, Stance
from scoring.found import USER_SIDE_FACTS, Found, told
from scoring.naming import Named

#: Facts that are entries of a list which its writer keeps up to date.
LISTS = frozenset({"subprocessor"})
ARCHIVED_STATUS = "archived_status"  #: fact: the status with which an archive found the address ``subject``
GONE = frozenset({404, 410})  #: a server that is down or forbids the archive has not taken the page down


def left_lists(dossier: Dossier, named: Named) -> Iterator[Found]:
    """A list of the user's side that named the company once and names it no longer."""
    pages: dict[tuple[str, str], dict[date, tuple[Document, bool]]] = defaultdict(dict)
    for row in dossier.observations:
        document = dossier.document(row.document_id)
        if row.metric in LISTS and document.writer is Role.USER_SIDE and document.writer_org:
            captures = pages[(document.writer_org, row.metric)]
            held = captures.get(row.known_at, (document, False))[1]
            captures[row.known_at] = (document, held or named.is_company(row.subject))
    for (writer, metric), captures in pages.items():
        days = sorted(captures)
        newest, listed = captures[days[-1]]
        party = named.key(writer)
        if not listed and any(captures[day][1] for day in days) and party:
            yield Found(
                document=newest,
                kind=USER_SIDE_FACTS[metric],
                stance=Stance.ENDS,
                note=f"the company is no longer on {writer}'s list of {days[-1]}",
                known_at=days[-1],
                subject_key=f"left:{metric}",
                party=party,
            )


def withdrawn_pages(dossier: Dossier, named: Named) -> Iterator[Found]:
    """A page of the user's side that spoke of the company, and that an archive later found taken down."""
    newest: dict[str, tuple[date, Document, float]] = {}
    for row in sorted(dossier.observations, key=lambda row: (row.known_at, row.id)):
        if row.metric == ARCHIVED_STATUS and row.subject and row.value is not None:
            newest[_address(row.subject)] = (row.known_at, dossier.document(row.document_id), row.value)
    for claim in dossier.claims:
        page = dossier.document(claim.document_id)
        day, capture, status = newest.get(_address(page.url), (page.known_at, page, 0.0))
        spoken = told(claim, page)
        if (
            page.writer is Role.USER_SIDE
            and status in GONE
            and day > page.known_at
            and spoken.stance is Stance.SUPPORTS
        ):
            yield Found(
                document=capture,
                kind=spoken.kind,
                stance=Stance.ENDS,
                note=f"{page.url} said so and was found taken down on {day}",
                known_at=day,
                subject_key=f"withdrawn:{claim.id}",
                party=claim.counterparty_key,
            )


def _address(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()
