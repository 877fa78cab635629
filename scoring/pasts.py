"""A party's past that cannot be bought afterwards: how old it is, since when it reports, and who else named it.

A firm and its domain are for sale with their age. What is not: annual reports that the firm filed under penalty, and
records in which somebody who answers for them named it, both dated by a register, an archive or our own reading. A
firm that changed its name in its register starts anew: so does a shell that is sold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from data.as_of import DAYS_A_YEAR, Dossier
from data.organisations import Organisation, OrganisationKind, find_in, normalised, registrable
from data.records import Document, Observation
from data.reference import writer_constants
from data.words import Role
from scoring.hosts import host_of, is_open_platform
from scoring.parties import party_key

REGISTERED = "registered_on"  #: observation metric: the day a register first shows the subject
FORMER_NAME = "former_name"  #: the same register's name of it before, observed on the day that it ended
FILING = "filing"  #: one filing in the same register, its form the subject
#: Forms by which a firm accounts to its shareholders once a year, under penalty and with an auditor.
ANNUAL_REPORTS = frozenset({"10-K", "10-K405", "10-KSB", "10-KT", "20-F", "40-F"})
#: Observation metrics that show a host name in use: the archive's captures and the certificate logs.
DOMAIN_SEEN = frozenset({"domain_first_seen", "archive_capture", "certificate", "certificate_host"})
_HTTP_STATUS, _FAILED = "http_status", 400  #: a capture of an error page shows no use

#: Facts in which a document names another party -> the field that holds its name or domain.
NAMING = {"subprocessor": "subject", "award_recipient": "text", "page_link": "text"}
_NAMERS = frozenset({Role.REGULATOR, Role.USER_SIDE, Role.COUNTERPARTY, Role.THIRD_PARTY})
#: Who answers for what it publishes: to an electorate, to members, to a supervisor; a listed firm, to its market.
_ANSWERABLE = frozenset(
    {
        OrganisationKind.GOVERNMENT,
        OrganisationKind.STANDARDS,
        OrganisationKind.UNIVERSITY,
        OrganisationKind.HOSPITAL,
        OrganisationKind.NONPROFIT,
        OrganisationKind.AUDITOR,
    }
)


@dataclass(frozen=True, slots=True)
class Pasts:
    """First proof of each thing, by the key of the party."""

    registered: dict[str, date] = field(default_factory=dict)
    domain: dict[str, date] = field(default_factory=dict)
    reports: dict[str, date] = field(default_factory=dict)  #: its first annual report under its present name
    named: dict[str, date] = field(default_factory=dict)  #: by somebody else who answers for it


def is_old(first: date, day: date) -> bool:
    """Whether what began on ``first`` had lasted for the years that a past takes, on ``day``."""
    return (day - first).days >= writer_constants()["past_years"] * DAYS_A_YEAR


def answers(organisation: Organisation | None, day: date) -> bool:
    """Whether an organisation of the table answers to somebody for what it publishes on a day."""
    return organisation is not None and (organisation.kind in _ANSWERABLE or organisation.listed_on(day))


def pasts(dossier: Dossier, own: frozenset[str]) -> Pasts:
    """The pasts of every party of a dossier; ``own`` are the company's keys, which lend nobody a past."""
    found = Pasts()
    _read_domains(dossier.observations, found)
    _read_registers(dossier.observations, found)
    for party, namer, document, day in _namings(dossier):
        if party not in own | {namer} and namer not in own and _may_name(document, namer, day, found):
            _earliest(found.named, party, day)
    return found


def _read_domains(rows: Iterable[Observation], found: Pasts) -> None:
    for row in rows:
        failed = row.unit == _HTTP_STATUS and row.value is not None and row.value >= _FAILED
        if row.metric in DOMAIN_SEEN and not failed:
            # A capture's subject may carry its timestamp before the address.
            address = (row.subject or "").rpartition(" ")[2]
            _earliest(found.domain, party_key(registrable(address)), row.observed_at or row.known_at)


def _read_registers(rows: Iterable[Observation], found: Pasts) -> None:
    """Each page of a register as a whole: whom it is about, since when it bears its name, what it filed."""
    pages: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        if row.metric in (REGISTERED, FORMER_NAME, FILING):
            pages[row.document_id].append(row)
    for page in pages.values():
        entries = [row for row in page if row.metric == REGISTERED]
        named = max(_renamings(page, entries), default=date.min)
        reports = [row.known_at for row in page if row.metric == FILING and _is_annual(row) and row.known_at >= named]
        for entry in entries:
            party = party_key(entry.subject)
            _earliest(found.registered, party, max(entry.observed_at or entry.known_at, named))
            if reports:
                _earliest(found.reports, party, min(reports))


def _renamings(page: Iterable[Observation], entries: Iterable[Observation]) -> Iterator[date]:
    today = {normalised(row.subject or "") for row in entries}
    for row in page:
        if row.metric == FORMER_NAME and normalised(row.subject or "") not in today:
            yield row.observed_at or row.known_at


def _is_annual(row: Observation) -> bool:
    return (row.subject or "").partition("/")[0] in ANNUAL_REPORTS


def _namings(dossier: Dossier) -> Iterator[tuple[str, str | None, Document, date]]:
    """Party, the key of who named it, the document, and since when the document is known to say so."""
    for row in dossier.observations:
        if row.metric in NAMING:
            party, document = party_key(getattr(row, NAMING[row.metric])), dossier.document(row.document_id)
            if party:
                yield party, party_key(document.writer_org), document, row.known_at


def _may_name(document: Document, namer: str | None, day: date, found: Pasts) -> bool:
    if document.writer is Role.REGULATOR:
        return True
    if document.writer not in _NAMERS or namer is None or is_open_platform(host_of(document)):
        return False
    reported = found.reports.get(namer)
    return answers(find_in(namer, namer), day) or (reported is not None and is_old(reported, day))


def _earliest(first: dict[str, date], party: str | None, day: date) -> None:
    if party and (party not in first or day < first[party]):
        first[party] = day
