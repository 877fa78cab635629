"""Claims -> signals: one row for each thing claimed, however many pages repeat it."""

import re
from collections.abc import Iterable

from data.as_of import Dossier
from data.ids import content_id
from data.records import Claim, Document, Signal
from data.words import ClaimKind
from scoring.claims.sentences import around

CASE_SCHEME = "case:"

#: A denial or a cancellation is evidence about another claim, not a thing an investor is shown as a signal of its own.
NOT_SIGNALS = frozenset({ClaimKind.DENIAL, ClaimKind.CANCELLATION})

#: Where and when a release was put out, before its first words: ``PORT CALDERA, July 22, 2026 -- ``.
_DATELINE = re.compile(r"\A[^.!?]{2,60}\b\d{4}\s*(?:\([^()]*\)\s*)?(?:--|–|—)\s*")


def signals_of(dossier: Dossier) -> list[Signal]:
    """Signals of a dossier, sorted by family and key; repeats of one claim collapse into its earliest telling."""
    first: dict[tuple[str, str], Claim] = {}
    for claim in sorted(shown(dossier.claims), key=lambda item: (item.known_at, item.id)):
        first.setdefault((claim.family, signal_key(claim, dossier.document(claim.document_id).url)), claim)
    return [
        _signal(claim, key, dossier.document(claim.document_id))
        for (_, key), claim in sorted(first.items(), key=lambda item: item[0])
    ]


def shown(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that become signals."""
    return [claim for claim in claims if claim.kind not in NOT_SIGNALS]


def signal_key(claim: Claim, url: str) -> str:
    """What tells a signal apart inside its family: kind, counterparty, unit and value; no span, no model version.

    A claim with neither counterparty nor value is told apart by its words. A case file names its signals itself.
    """
    if url.startswith(CASE_SCHEME):
        return url
    parts = [str(claim.kind), claim.counterparty_key or "-", _plain(claim.unit or "-"), _value(claim.value)]
    if claim.counterparty_key is None and claim.value is None:
        parts.append(_plain(claim.span)[:80])
    return "|".join(parts)


def _signal(claim: Claim, key: str, document: Document) -> Signal:
    return Signal(
        id=content_id("signal", claim.company_id, claim.family, key),
        company_id=claim.company_id,
        claim_id=claim.id,
        family=claim.family,
        key=key,
        statement=_statement(claim, document),
        value=claim.value,
        unit=claim.unit,
        claimed_at=claim.claimed_at,
    )


def _statement(claim: Claim, document: Document) -> str:
    """The sentences that a claim stands in, without a dateline: "$12 million" alone says nothing.

    A listed name is said to be one.
    """
    if claim.span == claim.counterparty:
        return f"{claim.counterparty}, listed as a customer"
    return _DATELINE.sub("", around(document.text, claim.start, claim.end)) or claim.span


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _value(value: float | None) -> str:
    return "-" if value is None else f"{value:.6g}"
