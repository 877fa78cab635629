"""Who wrote, hosts and is liable for a record, what that writer weighs, and whether the record may count at all.

Roles on a row are what its source declared. Here they meet facts about the writer: is it known, how old, on whose
domain does it speak, is it tied to the company? Nothing that can be bought enters the weight: not the record's
number, not its reach, not how many of them there are.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

from rapidfuzz.distance import OSA

from data.as_of import Dossier
from data.organisations import Organisation, OrganisationKind, find, registrable
from data.records import Claim, Document, Evidence
from data.reference import cost_table, record_kinds
from data.words import KnownBy, Role
from scoring.parties import Tie, named_parties, own_keys, party_key, tie_in_words, ties

LEAST_YEARS = 3  #: age of registration and of domain that an unlisted writer needs (DESIGN, section 2)
RELATED_FACTOR = 0.5
DAYS_A_YEAR = 365.25

REGISTERED = "registered_on"  #: observation metric: the day a register first shows the subject
#: Observation metrics that show a host name in use: the archive's captures and the certificate logs.
DOMAIN_SEEN = frozenset({"domain_first_seen", "archive_capture", "certificate", "certificate_host"})

_OUTSIDE = frozenset({Role.COUNTERPARTY, Role.USER_SIDE, Role.THIRD_PARTY, Role.METER})
_OFFICIAL_HOSTS = frozenset({Role.REGULATOR, Role.AUDITOR})
#: Kinds that the company causes to exist and that count only from the regulator's or the auditor's own channel.
_OFFICIAL_ONLY = frozenset({"own_audited_filing", "audit_opinion"})
_UNWEIGHED = frozenset({OrganisationKind.GOVERNMENT, OrganisationKind.STANDARDS})

#: Characters that are drawn alike, to the one they imitate.
_DRAWN_ALIKE = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "-": "", "_": ""})


@dataclass(frozen=True, slots=True)
class Weight:
    """What a writer weighs: q of 1, 0.5 or 0, why, and whether the record is void (as if the company wrote it)."""

    q: float
    reason: str
    void: bool = False


@dataclass(frozen=True, slots=True)
class Ages:
    """First proof, by party, that it was registered and that its domain was in use."""

    registered: dict[str, date]
    domain: dict[str, date]


class Acquaintance:
    """What one dossier says about the parties in it: own names, ties, ages. Built once for a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.own = own_keys(dossier.company, dossier.identities)
        self.ties = ties(dossier)
        self.ages = _ages(dossier)
        self._weights: dict[str, Weight] = {}

    def weight(self, evidence: Evidence) -> Weight:
        """The weight of a record's writer, reckoned once for each record."""
        held = self._weights.get(evidence.id)
        if held is None:
            held = self._weights[evidence.id] = _weigh(evidence, self)
        return held

    def counterparty_tie(self, claim: Claim) -> Tie | None:
        """Why the counterparty that a claim names is not independent of the company, as records beside it show."""
        known = (self.ties.get(party) for party in named_parties(claim))
        return next((tie for tie in known if tie is not None), None) or tie_in_words(_words(claim))

    def tie(self, evidence: Evidence, claim: Claim | None) -> Tie | None:
        """Why a record's writer is not independent of the company; the strongest reason first."""
        party = party_key(evidence.writer_org)
        known = self.ties.get(party) if party else None
        if known is not None and known.voids:
            return known
        told = tie_in_words([evidence.related or "", evidence.note or "", *_words(claim)])
        if told is not None and told.voids:
            return told
        return Tie(evidence.related) if evidence.related else known or told


def weight(evidence: Evidence, dossier: Dossier) -> Weight:
    """Weight q of the writer of a record, between 0 and 1, with its reason."""
    return acquaintance(dossier).weight(evidence)


def admissible(evidence: Evidence, dossier: Dossier) -> bool:
    """Whether a record may count: written by an outsider who weighs something, of a kind that cannot be bought.

    An own audited filing read from the regulator counts through the auditor, who is liable for it.
    """
    return not purchasable(evidence.kind) and weight(evidence, dossier).q > 0


@lru_cache(maxsize=1024)
def purchasable(kind: str) -> bool:
    """Whether the cost table says that this kind of record can be bought without a real outsider taking a risk.

    A kind without a price row has none that was found; it is then only as good as its writer.
    """
    signal = record_kinds()[kind].cost_signal
    return signal is not None and cost_table()[signal].purchasable


class _Same:
    """Wraps a dossier so that a cache compares it by identity: comparing by content would cost more than the answer."""

    __slots__ = ("dossier",)

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def __hash__(self) -> int:
        return id(self.dossier)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.dossier is other.dossier


def acquaintance(dossier: Dossier) -> Acquaintance:
    """The parties of a dossier; the last few dossiers are remembered."""
    return _acquaintance(_Same(dossier))


@lru_cache(maxsize=8)
def _acquaintance(same: _Same) -> Acquaintance:
    return Acquaintance(same.dossier)


def claim_of(evidence: Evidence, dossier: Dossier) -> Claim | None:
    """The claim that a record is held against; ``None`` where it is not in the dossier."""
    claims = dossier.claims
    position = bisect_left(claims, evidence.claim_id, key=attrgetter("id"))
    return claims[position] if position < len(claims) and claims[position].id == evidence.claim_id else None


def _weigh(evidence: Evidence, known: Acquaintance) -> Weight:
    barred = _barred(evidence, known)
    if barred is not None:
        return barred
    claim = claim_of(evidence, known.dossier)
    if evidence.writer in (Role.COMPANY, Role.AUDITOR):
        return Weight(1.0, "the auditor is liable, and it was read from the official channel")
    base = _standing_of_writer(evidence, claim, known)
    tie = known.tie(evidence, claim)
    if tie is None or evidence.writer not in _OUTSIDE:
        return base
    if tie.voids:
        return Weight(0.0, f"void: {tie.reason}", void=True)
    return Weight(base.q * RELATED_FACTOR, f"{base.reason}; related: {tie.reason}", base.void)


def _barred(evidence: Evidence, known: Acquaintance) -> Weight | None:
    """Reasons for which nothing that is known about the writer can help."""
    if evidence.writer is Role.CROWD:
        return Weight(0.0, "anybody can write it")
    if evidence.kind in _OFFICIAL_ONLY:
        if evidence.host in _OFFICIAL_HOSTS:
            return None
        return Weight(0.0, "an audit record counts only from the auditor, a register or the regulator", void=True)
    if evidence.writer is Role.COMPANY or record_kinds()[evidence.kind].writer is Role.COMPANY:
        return Weight(0.0, "the company wrote it", void=True)
    if evidence.host is Role.COMPANY:
        return Weight(0.0, "a copy that the company supplies", void=True)
    if evidence.writer in _OUTSIDE and party_key(evidence.writer_org) in known.own:
        return Weight(0.0, "the writer is the company under another name", void=True)
    if evidence.writer in (Role.COUNTERPARTY, Role.USER_SIDE):
        return _imitation(evidence, known)
    return None


def _imitation(evidence: Evidence, known: Acquaintance) -> Weight | None:
    """A counterparty that speaks from a host which only looks like its own, as forged confirmations do."""
    host = host_of(known.dossier.document(evidence.document_id))
    party = party_key(evidence.writer_org)
    organisation = find(evidence.writer_org)
    true_host = organisation.domain if organisation else party
    if host and true_host and "." in true_host and looks_like(host, true_host):
        return Weight(0.0, f"{host} looks like {true_host} and is not", void=True)
    return None


def host_of(document: Document) -> str | None:
    """Registrable domain that served a document after redirects; ``None`` for a case file's hearsay address."""
    if document.known_by is KnownBy.CASE_FILE:
        return None
    address = document.final_url or document.url
    return registrable(address) if "://" in address else None


@lru_cache(maxsize=16_384)
def looks_like(host: str, true_host: str) -> bool:
    """Whether a host imitates another: drawn alike, one slip apart, or the other's name with something added."""
    if host == true_host:
        return False
    label, true_label = host.partition(".")[0], true_host.partition(".")[0]
    if label == true_label or len(true_label) < 4:
        return False  # another ending of the same name is often the firm's own; a short name is near too many
    plain, true_plain = label.translate(_DRAWN_ALIKE), true_label.translate(_DRAWN_ALIKE)
    if plain == true_plain or plain.replace("rn", "m") == true_plain or plain.replace("vv", "w") == true_plain:
        return True
    if "-" in label and true_label in label.split("-"):
        return True
    return OSA.distance(plain, true_plain, score_cutoff=1) <= 1


def _standing_of_writer(evidence: Evidence, claim: Claim | None, known: Acquaintance) -> Weight:
    if evidence.writer is Role.REGULATOR:
        return Weight(1.0, "a public body")
    day = claim.known_at if claim is not None else evidence.known_at
    organisation = find(evidence.writer_org)
    if organisation is not None:
        listed = _by_table(organisation, day)
        if listed is not None:
            return listed
    party = party_key(evidence.writer_org)
    if party is None:
        return Weight(0.0, "the writer is not named")
    return _by_records(party, day, known.ages)


def _by_table(organisation: Organisation, day: date) -> Weight | None:
    if organisation.kind in _UNWEIGHED:
        return Weight(1.0, f"{organisation.name} is a {organisation.kind.value} body")
    if organisation.listed_on(day):
        return Weight(1.0, f"{organisation.name} is listed")
    if organisation.domain and organisation.registered_years_before(day, LEAST_YEARS):
        return Weight(1.0, f"{organisation.name} has existed since {organisation.founded}")
    return None


def _by_records(party: str, day: date, ages: Ages) -> Weight:
    registered, seen = ages.registered.get(party), ages.domain.get(party)
    if registered is None or seen is None:
        lacking = "registration" if registered is None else "domain"
        return Weight(0.0, f"{party} is not known: no record of its {lacking}")
    for word, first in (("registration", registered), ("domain", seen)):
        if (day - first).days < LEAST_YEARS * DAYS_A_YEAR:
            return Weight(0.0, f"{party} is young: its {word} is first seen on {first.isoformat()}")
    return Weight(1.0, f"{party} is registered since {registered.isoformat()}, its domain seen {seen.isoformat()}")


def _ages(dossier: Dossier) -> Ages:
    ages = Ages({}, {})
    for row in dossier.observations:
        if row.metric == REGISTERED:
            first, key = ages.registered, party_key(row.subject)
        elif row.metric in DOMAIN_SEEN:
            # A capture's subject may carry its timestamp before the address.
            first, key = ages.domain, party_key(registrable((row.subject or "").rpartition(" ")[2]))
        else:
            continue
        day = row.observed_at or row.known_at
        if key and (key not in first or day < first[key]):
            first[key] = day
    return ages


def _words(claim: Claim | None) -> Iterable[str]:
    return () if claim is None else (claim.span, *claim.specifics)
