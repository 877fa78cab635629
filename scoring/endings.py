"""What says by falling silent that a relation is over: a list that dropped a name, a page taken down or edited.

The record of the relation stays as it is: an end is a record of its own, with its own date, and names the two looks
that it lies between. Ends that somebody states are told like any claim; terms that run out stand in ``scoring.terms``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data.as_of import Dossier
from data.records import Document
from data.words import Role, Stance
from scoring.found import USER_SIDE_FACTS, Found, told
from scoring.naming import Named

#: Facts that are entries of a list which the user's side keeps up to date.
LISTS = frozenset({"subprocessor", "dependency"})
WALL = "listed_customer"  #: fact: the company's own page shows the mark of ``subject`` as its customer's
ARCHIVED_STATUS = "archived_status"  #: fact: the status with which an archive found the address ``subject``
OK = 200
GONE = frozenset({404, 410})  #: a server that is down or forbids the archive has not taken the page down
LEAST_DEPTH = 2  #: parts of a path from which a page is one article and not a section


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it stood on one day, with the status that it answered."""

    day: date
    document: Document
    status: float


def left_lists(dossier: Dossier, named: Named) -> Iterator[Found]:
    """A list of the user's side that named the company once and names it no longer, on no page of that sort."""
    lists: dict[tuple[str, str], dict[str, dict[date, tuple[Document, bool]]]] = defaultdict(lambda: defaultdict(dict))
    for row in dossier.observations:
        document = dossier.document(row.document_id)
        if row.metric in LISTS and document.writer is Role.USER_SIDE and document.writer_org:
            # A vendor list moves, and has another address in the archive; of manifests there are many.
            place = document.url if row.metric == "dependency" else ""
            looks = lists[document.writer_org, row.metric][place]
            held = looks.get(row.known_at, (document, False))[1]
            looks[row.known_at] = (document, held or named.is_company(row.subject))
    for (writer, metric), places in lists.items():
        ends = [end for looks in places.values() if (end := _dropped(looks)) is not None]
        still = any(looks[max(looks)][1] for looks in places.values())
        party = named.key(writer)
        if ends and not still and party:
            before, after, document = max(ends, key=lambda end: (end[1], end[2].id))
            yield Found(
                document=document,
                kind=USER_SIDE_FACTS[metric],
                stance=Stance.ENDS,
                note=f"{writer} named the company on {before} and no longer on {after}: {metric}",
                known_at=after,
                subject_key=f"left:{metric}",
                party=party,
                silent=True,
            )


def _dropped(looks: Mapping[date, tuple[Document, bool]]) -> tuple[date, date, Document] | None:
    """The last day with the name on a list, and the newest look without it."""
    days, newest = [day for day, (_, listed) in looks.items() if listed], max(looks)
    document, listed = looks[newest]
    return (max(days), newest, document) if days and not listed else None


def left_walls(dossier: Dossier, named: Named) -> Iterator[Found]:
    """A mark that the company's own pages showed and show no longer, while they still show others.

    It ends what the wall said and nothing else: a mark may go because a page was redrawn, and whoever wrote for itself
    has not taken its word back.
    """
    originals = _originals(dossier)
    walls: dict[str, dict[date, dict[str, Document]]] = defaultdict(lambda: defaultdict(dict))
    for row in dossier.observations:
        document = dossier.document(row.document_id)
        if row.metric != WALL or document.writer is not Role.COMPANY:
            continue
        key = named.key(row.subject, document.text)
        if key:
            walls[_address(originals.get(document.id) or document.url)][row.known_at][key] = document
    shown_now = {key for looks in walls.values() for key in looks[max(looks)]}
    for claim in dossier.claims:
        page, key = dossier.document(claim.document_id), claim.counterparty_key or ""
        address = _address(originals.get(page.id) or page.url)
        looks = walls.get(address, {})
        days = [day for day, shown in looks.items() if key in shown]
        if page.writer is Role.COMPANY and days and key not in shown_now:
            newest = max(looks)
            yield Found(
                document=min(looks[newest].values(), key=lambda row: row.id),
                kind="company_page",
                stance=Stance.ENDS,
                note=f"{address} showed {claim.counterparty} on {max(days)} and no longer on {newest}",
                known_at=newest,
                subject_key=f"dropped:{claim.id}",
                party=key,
                claim_id=claim.id,
            )


def changed_pages(dossier: Dossier, named: Named) -> Iterator[Found]:
    """A page of the user's side that spoke of the company, and that was taken down or speaks of it no longer."""
    originals = _originals(dossier)
    versions = _versions(dossier, originals)
    for claim in dossier.claims:
        page = dossier.document(claim.document_id)
        spoken = told(claim, page)
        address = _address(originals.get(page.id) or page.url)
        newest = max(versions.get(address, ()), key=lambda row: (row.day, row.document.id), default=None)
        if page.writer is not Role.USER_SIDE or spoken.stance is not Stance.SUPPORTS or newest is None:
            continue
        how = _how_it_ended(newest, page, named)
        if how is not None and newest.day > page.known_at:
            yield Found(
                document=newest.document,
                kind=spoken.kind,
                stance=Stance.ENDS,
                note=f"{address} said so on {page.known_at} and {how} on {newest.day}",
                known_at=newest.day,
                subject_key=f"withdrawn:{claim.id}",
                party=claim.counterparty_key,
                silent=True,
            )


def _originals(dossier: Dossier) -> Mapping[str, str | None]:
    """Addresses at which archived copies stood, by document."""
    return {row.document_id: row.subject for row in dossier.observations if row.metric == ARCHIVED_STATUS}


def _versions(dossier: Dossier, originals: Mapping[str, str | None]) -> Mapping[str, list[Version]]:
    """Every look at a page of the user's side, by its address, live or archived."""
    found: dict[str, list[Version]] = defaultdict(list)
    for document in dossier.documents:
        if document.writer is Role.USER_SIDE and document.id not in originals:
            found[_address(document.url)].append(Version(document.known_at, document, OK))
    for row in dossier.observations:
        if row.metric == ARCHIVED_STATUS and row.subject and row.value is not None:
            document = dossier.document(row.document_id)
            found[_address(row.subject)].append(Version(row.known_at, document, row.value))
    return found


def _how_it_ended(newest: Version, page: Document, named: Named) -> str | None:
    """How the newest look at a page shows that it takes its words back; ``None`` where it does not.

    A section's front page drops what is old by itself, and a page under another title is another page: a wall for
    consent, or wherever the address leads now.
    """
    if newest.status in GONE:
        return "was found taken down"
    is_article = _address(page.url).count("/") >= LEAST_DEPTH
    same = newest.status == OK and newest.document.title == page.title and bool(newest.document.text)
    if same and is_article and named.sentence_naming_company(newest.document.text) is None:
        return "spoke of the company no longer"
    return None


def _address(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()
