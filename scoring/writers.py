"""Who wrote, hosts and is liable for a record, what that writer weighs, and whether the record may count at all.

Roles on a row are what its source declared. Here they meet facts about the writer: is it known, how old, on whose
domain does it speak, is it tied to the company? Nothing that can be bought enters the weight: not the record's
number, not its reach, not how many of them there are.
"""

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from data.as_of import Dossier
from data.organisations import Organisation, OrganisationKind, find_in
from data.records import Claim, Evidence
from data.reference import cost_table, record_kinds, writer_constants
from data.words import OTHER_SIDE, Role
from scoring.accounts import Account, Accounts, Owner, account_of
from scoring.held import Judged, Record, Weight, read
from scoring.hosts import host_of, is_open_platform, looks_like, other_ending
from scoring.parties import Tie, named_parties, own_keys, tie_in_words, ties
from scoring.pasts import Pasts, answers, is_old, pasts

_OUTSIDE = OTHER_SIDE | {Role.THIRD_PARTY, Role.METER}
_OFFICIAL_HOSTS = frozenset({Role.REGULATOR, Role.AUDITOR})
#: Kinds that the company causes to exist and that count only from the regulator's or the auditor's own channel.
_OFFICIAL_ONLY = frozenset({"own_audited_filing", "audit_opinion"})
_UNWEIGHED = frozenset({OrganisationKind.GOVERNMENT, OrganisationKind.STANDARDS})


class Acquaintance:
    """What one dossier says about the parties in it: own names, ties, ages. Built once for a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.own = own_keys(dossier.company, dossier.identities)
        self.ties = ties(dossier)
        self.pasts = pasts(dossier, self.own)
        self.accounts = Accounts(dossier)
        self._judged: dict[str, Judged] = {}
        self._words: dict[str, str] = {}

    def judge(self, evidence: Evidence, claim: Claim | None) -> Judged:
        """A record with its writer's weight and ties, reckoned once; ``claim`` is the one it is held against."""
        key = evidence.id
        held = self._judged.get(key)
        if held is None:
            record = read(evidence)
            tie = self._tie(record, claim) if record.writer in _OUTSIDE else None
            weighed = _weigh(record, claim, tie, self)
            counts = weighed.q > 0 and not purchasable(record.kind.kind)
            held = self._judged[key] = Judged(record, weighed, counts, tie)
        return held

    def counterparty_tie(self, claim: Claim) -> Tie | None:
        """Why the counterparty that a claim names is not independent of the company, as records beside it show."""
        known = (self.ties.get(party) for party in named_parties(claim))
        return next((tie for tie in known if tie is not None), None) or tie_in_words(self._said(claim))

    def account(self, record: Record) -> Account | None:
        """The account on an open platform that a record was read on; a platform's own counters are on none."""
        document = self.dossier.document(record.document_id)
        return account_of(document.final_url or document.url) if record.writer is not Role.METER else None

    def owner(self, record: Record) -> Owner | None:
        """Who stands behind that account, where a row shows it."""
        account = self.account(record)
        return self.accounts.owner(account) if account is not None else None

    def _tie(self, record: Record, claim: Claim | None) -> Tie | None:
        """Why a record's writer is not independent of the company; a tie that voids goes before one that halves."""
        marked = Tie(record.related) if record.related else None
        found = (
            tie_in_words(record.related or ""),
            self.ties.get(record.party) if record.party else None,
            tie_in_words(record.note),
            tie_in_words(self._said(claim)) if claim is not None and record.writer in OTHER_SIDE else None,
        )
        voiding = next((tie for tie in found if tie is not None and tie.voids), None)
        return voiding or marked or next((tie for tie in found if tie is not None), None)

    def _said(self, claim: Claim) -> str:
        key = claim.id
        if key not in self._words:
            self._words[key] = " | ".join((claim.span, *claim.specifics))
        return self._words[key]


def judge(evidence: Evidence, dossier: Dossier) -> Judged:
    """A record with what is found about its writer: weight, ties, whether it may count."""
    return acquaintance(dossier).judge(evidence, claim_of(evidence, dossier))


def weight(evidence: Evidence, dossier: Dossier) -> Weight:
    """Weight q of the writer of a record, between 0 and 1, with its reason."""
    return judge(evidence, dossier).weight


def admissible(evidence: Evidence, dossier: Dossier) -> bool:
    """Whether a record may count: written by an outsider who weighs something, of a kind that cannot be bought.

    An own audited filing read from the regulator counts through the auditor, who is liable for it.
    """
    return judge(evidence, dossier).admissible


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


def _weigh(record: Record, claim: Claim | None, tie: Tie | None, known: Acquaintance) -> Weight:
    barred = _barred(record, claim, known)
    if barred is not None:
        return barred
    if record.writer in (Role.COMPANY, Role.AUDITOR):
        return Weight(1.0, "the auditor is liable, and it was read from the official channel", answerable=True)
    base = _weight_of_writer(record, claim.known_at if claim is not None else record.known_at, known)
    owner = known.owner(record)
    reason = base.reason if owner is None else f"{base.reason}; the account is its own ({owner.row})"
    if tie is None:
        return replace(base, reason=reason)
    if tie.voids:
        return Weight(0.0, f"void: {tie.reason}", void=True)
    return replace(base, q=base.q * writer_constants()["related"], reason=f"{reason}; related: {tie.reason}")


def _barred(record: Record, claim: Claim | None, known: Acquaintance) -> Weight | None:
    """Reasons for which nothing that is known about the writer can help."""
    if record.writer is Role.CROWD:
        return Weight(0.0, "anybody can write it")
    if record.kind.kind in _OFFICIAL_ONLY:
        if record.host in _OFFICIAL_HOSTS:
            return None
        return Weight(0.0, "an audit record counts only from the auditor, a register or the regulator", void=True)
    if record.writer is Role.COMPANY or record.kind.writer is Role.COMPANY:
        return Weight(0.0, "the company wrote it", void=True)
    if record.host is Role.COMPANY:
        return Weight(0.0, "a copy that the company supplies", void=True)
    if record.writer in _OUTSIDE and record.party in known.own:
        return Weight(0.0, "the writer is the company under another name", void=True)
    return _wrong_host(record, claim, known) if record.writer in _OUTSIDE else None


def _wrong_host(record: Record, claim: Claim | None, known: Acquaintance) -> Weight | None:
    """An outsider's text that the company serves, or a party's on a host that is not known to be its own."""
    host = host_of(known.dossier.document(record.document_id))
    if is_open_platform(host) and record.writer is not Role.METER:
        its_own = claim is not None and host == record.party and host in named_parties(claim)
        return None if its_own else _borrowed_name(record, known)
    if host is None or host == record.party:
        return None
    if host in known.own:
        return Weight(0.0, f"served by the company, from {host}", void=True)
    if record.writer in OTHER_SIDE and record.party and "." in record.party and looks_like(host, record.party):
        return Weight(0.0, f"{host} looks like {record.party} and is not", void=True)
    return None


def _borrowed_name(record: Record, known: Acquaintance) -> Weight | None:
    """A text on a platform where anybody opens an account: whose it is decides, never the name that it bears."""
    account, owner = known.account(record), known.owner(record)
    if owner is None:
        return Weight(0.0, f"nobody known stands behind the {account}", void=record.writer in OTHER_SIDE)
    if owner.party in known.own:
        return Weight(0.0, f"the {account} is the company's own ({owner.row})", void=True)
    if owner.party != record.party:
        return Weight(0.0, f"the {account} is {owner.party}'s ({owner.row})", void=True)
    return None


def _weight_of_writer(record: Record, day: date, known: Acquaintance) -> Weight:
    """Weight by what is known of the writer on the day of the claim, ties left aside."""
    if record.writer is Role.REGULATOR:
        return Weight(1.0, "a public body", answerable=True)
    if record.writer in OTHER_SIDE and record.party and "." in record.party:
        ending = other_ending(known.dossier.document(record.document_id), record.party)
        if ending is not None:
            return _by_records(ending, day, known.pasts)
    organisation = find_in(record.org, record.org) if record.org else None
    by_table = _by_table(organisation, day, known.dossier.as_of) if organisation is not None else None
    if by_table is not None:
        return by_table
    if record.party is None:
        return Weight(0.0, "the writer is not named")
    return _by_records(record.party, day, known.pasts)


def _by_table(organisation: Organisation, day: date, as_of: date) -> Weight | None:
    """Age is taken on the day of the claim; who was listed since then answers today for what it left standing."""
    answerable = answers(organisation, as_of)
    if organisation.kind in _UNWEIGHED:
        return Weight(1.0, f"{organisation.name} is a {organisation.kind.value} body", answerable=answerable)
    if organisation.listed_on(day):
        return Weight(1.0, f"{organisation.name} is listed", answerable=answerable)
    if organisation.domain and organisation.registered_years_before(day, int(writer_constants()["past_years"])):
        return Weight(1.0, f"{organisation.name} has existed since {organisation.founded}", answerable=answerable)
    return None


def _by_records(party: str, day: date, past: Pasts) -> Weight:
    """A firm that is in no table: both ages, and then a past that is not for sale with them."""
    registered, seen = past.registered.get(party), past.domain.get(party)
    if registered is None or seen is None:
        lacking = "registration" if registered is None else "domain"
        return Weight(0.0, f"{party} is not known: no record of its {lacking}")
    for word, first in (("registration", registered), ("domain", seen)):
        if not is_old(first, day):
            return Weight(0.0, f"{party} is young: its {word} is first seen on {first.isoformat()}")
    ages = f"{party} is registered since {registered.isoformat()}, its domain seen {seen.isoformat()}"
    reported, named = past.reports.get(party), past.named.get(party)
    if reported is not None and is_old(reported, day):
        return Weight(1.0, f"{ages}; it files annual reports since {reported.isoformat()}", answerable=True)
    if named is not None and is_old(named, day):
        return Weight(1.0, f"{ages}; others name it since {named.isoformat()}")
    return Weight(0.0, f"{ages}, and nobody else shows a past of it: a firm is sold with its age")
