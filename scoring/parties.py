"""Who is related to the company, read off the records: holdings, shared officers, parents, swaps, money that returns.

A tie halves what the party's records weigh, or voids them, and its reason is shown. A claim may create a tie, since a
tie can only lower a weight: a company that names its investor has told us who is not independent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.as_of import Dossier
from data.organisations import find_in, normalised, registrable
from data.records import Claim, Company, Identity, Observation
from data.words import AssertedBy, ClaimKind

LEAST_HOLDING = 5.0  #: percent of the shares that makes a party related (DESIGN, section 2)
LIKE_SIZE = 0.8  #: the smaller flow over the larger, from which two flows count as of like size
SAME_PERIOD_DAYS = 92  #: one quarter

#: Observations that a tie is read off. ``subject`` is the party, by name or domain.
HOLDING, OFFICER, PARENT = "holding_percent", "officer", "parent"
PAID_TO, PAID_BY = "paid_to_usd", "paid_by_usd"  #: by the company to the party, by the party to the company

_TIE_KINDS = {
    ClaimKind.INVESTMENT: "invested in the company",
    ClaimKind.FUNDING: "takes part in the company's funding",
    ClaimKind.JOINT_VENTURE: "shares a joint venture with the company",
    ClaimKind.EQUITY_SWAP: "swapped equity with the company",
    ClaimKind.ACQUISITION: "is bound to the company by an acquisition",
}
#: Who can establish a tie by a claim: never an outsider, or a rival could void a customer for the price of an article.
_TIE_SPEAKERS = frozenset({AssertedBy.SUBJECT, AssertedBy.BOTH, AssertedBy.COUNTERPARTY, AssertedBy.REGULATOR})
_SEVERAL = re.compile(r"\s*(?:[,;/]|\band\b|&)\s*")

#: Words in a claim, its specifics or a record's note that say the counterparty holds a part of the company or the
#: company a part of it.
_TIE_WORDS = (
    (re.compile(r"\b(customer|client|buyer|user|partner) is (also )?(an )?(investor|shareholder)\b"), "is an investor"),
    (re.compile(r"\binvestor is (also )?(a )?customer\b"), "is an investor"),
    (re.compile(r"\bequity (stake|link|percentage|issue|swap)\b|\bfor equity\b"), "holds equity"),
    (re.compile(r"\bstake (by|of) (the )?(customer|counterparty|partner)\b"), "holds a stake"),
    (re.compile(r"\bstake taken in\b.*\bin exchange\b"), "swapped equity with the company"),
    (re.compile(r"\b(take|takes|took|taking) (an? )?(\d+(\.\d+)? percent )?stake\b"), "takes a stake"),
    (re.compile(r"\b(and|also) invested\b|;\s*(\w+ )?invested\b"), "invested in the company"),
    (re.compile(r"\b(subsidiary|sister company|affiliate) of the (company|subject|customer)\b"), "is a group company"),
    (re.compile(r"\b(funded|paid) by the (subject|company)\b"), "is paid by the company"),
)
_SWAP_WORDS = re.compile(
    r"\b(buyer|customer) is (also )?(a )?(vendor|supplier)\b.*\b(equal|same|like) (amount|size|sum)"
    r"|\b(round[- ]trip|reciprocal|swap(ped)?) (billing|invoices?|sales?|contracts?|pilots?)\b"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a party is not independent of the company, and whether that voids its records or only halves them."""

    reason: str
    voids: bool = False


@lru_cache(maxsize=65_536)
def party_key(name: str | None) -> str | None:
    """One key for a party however it is named: its known domain, else its registrable domain, else its plain name.

    A name that is also a word ("Wiz", "Cursor") stays a plain name: it takes a domain, a legal form or a text beside it
    to say which firm is meant (``Named.key``).
    """
    if not name:
        return None
    known = find_in(name, name)
    if known is not None:
        return known.domain or normalised(known.name)
    host = registrable(name) if "." in name and " " not in name else None
    return host or normalised(name) or None


def own_keys(company: Company, identities: Iterable[Identity] = ()) -> frozenset[str]:
    """Every key under which the company itself may appear as a writer."""
    names = [company.domain, company.name]
    names += [row.value for row in identities if row.field in ("legal_name", "alias", "domain")]
    return frozenset(key for key in map(party_key, names) if key)


def named_parties(claim: Claim) -> tuple[str, ...]:
    """Keys of the counterparties that a claim names, several of them where it lists several."""
    return _parties(claim.counterparty, claim.counterparty_key)


@lru_cache(maxsize=16_384)
def _parties(counterparty: str | None, key: str | None) -> tuple[str, ...]:
    whole = [party_key(counterparty), party_key(key)]
    parts = [party_key(part) for part in _SEVERAL.split(counterparty or "")]
    return tuple(dict.fromkeys(party for party in [*whole, *parts] if party))


def ties(dossier: Dossier) -> dict[str, Tie]:
    """Related parties of a company by key, from its observations first and its claims second."""
    found: dict[str, Tie] = {}
    for key, tie in [*_from_observations(dossier), *_from_claims(dossier)]:
        held = found.get(key)
        if held is None or (tie.voids and not held.voids):
            found[key] = tie
    return found


@lru_cache(maxsize=16_384)
def tie_in_words(words: str) -> Tie | None:
    """A tie that a claim's own words or a record's note states about the counterparty."""
    text = words.lower()
    if _SWAP_WORDS.search(text):
        return Tie("buys from the company about what it sells to it", voids=True)
    return next((Tie(reason) for cue, reason in _TIE_WORDS if cue.search(text)), None)


def _from_claims(dossier: Dossier) -> Iterator[tuple[str, Tie]]:
    for claim in dossier.claims:
        reason = _TIE_KINDS.get(claim.kind)
        if reason is None or claim.asserted_by not in _TIE_SPEAKERS:
            continue
        for party in named_parties(claim):
            yield party, Tie(f"{reason} ({claim.id})")


def _from_observations(dossier: Dossier) -> Iterator[tuple[str, Tie]]:
    own = own_keys(dossier.company, dossier.identities)
    by_metric: dict[str, list[tuple[str, Observation]]] = {}
    for row in dossier.observations:
        if row.metric in (HOLDING, OFFICER, PARENT, PAID_TO, PAID_BY):
            key = party_key(row.subject)
            if key:
                by_metric.setdefault(row.metric, []).append((key, row))
    for key, row in by_metric.get(HOLDING, ()):
        if row.value is not None and row.value >= LEAST_HOLDING:
            yield key, Tie(f"holds {row.value:g} percent ({row.id})")
    officers = by_metric.get(OFFICER, ())
    ours = {row.text for key, row in officers if key in own and row.text}
    for key, row in officers:
        if key not in own and row.text in ours:
            yield key, Tie(f"shares an officer with the company ({row.id})")
    for key, row in by_metric.get(PARENT, ()):
        parent = party_key(row.text)
        if key not in own and parent in own:
            yield key, Tie(f"is a subsidiary of the company ({row.id})")
        elif key in own and parent:
            yield parent, Tie(f"is the company's parent ({row.id})")
    yield from _returned_money(by_metric.get(PAID_TO, ()), by_metric.get(PAID_BY, ()))


def _returned_money(
    out: Sequence[tuple[str, Observation]], back: Sequence[tuple[str, Observation]]
) -> Iterator[tuple[str, Tie]]:
    """Flows both ways, of like size, in the same period: Kubient's pattern, which buys revenue for nothing."""
    for key, paid in out:
        for other, received in back:
            if key != other or not paid.value or not received.value:
                continue
            near = abs((_day(paid) - _day(received)).days) <= SAME_PERIOD_DAYS
            like = min(paid.value, received.value) / max(paid.value, received.value) >= LIKE_SIZE
            if near and like:
                yield key, Tie(f"money returned in like size ({paid.id}, {received.id})", voids=True)


def _day(row: Observation) -> date:
    return row.observed_at or row.known_at
