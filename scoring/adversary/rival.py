"""A rival who wants a score lower: every record that money buys without a real outsider taking a risk."""

from collections.abc import Iterator

from data.as_of import Dossier
from data.records import Claim
from data.reference import record_kinds
from data.words import Role, Stance
from scoring.adversary.planting import OLD_DAYS, YOUNG_DAYS, added, firm_age, record
from scoring.adversary.search import LEAST_GAIN, ScoreOf
from scoring.signals.build import shown
from scoring.writers import purchasable

SHELL = "rival-shell.example"
MOST_CLAIMS = 3  #: claims of a company that are attacked; the next ones are attacked alike


#: Firms that can be paid to deny: their age, and since when others name them.
_FIRMS = {"young shell": (YOUNG_DAYS, None), "shelf firm": (OLD_DAYS, None), "small real firm": (OLD_DAYS, OLD_DAYS)}


def kinds() -> list[str]:
    """Kinds of record that a rival can buy: purchasable ones that the company itself does not write."""
    return [kind for kind, row in record_kinds().items() if purchasable(kind) and row.writer is not Role.COMPANY]


def attacks(claim: Claim, dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    """Named dossiers, each with one bought record against a claim: a purchasable one, or a paid firm's denial."""
    for stance in (Stance.REFUTES, Stance.ENDS):
        for kind in kinds():
            rows = record(dossier, claim, kind, SHELL, stance=stance, value=1.0 if claim.value else None)
            yield f"{kind} that {stance} {claim.id}", added(dossier, rows)
        denial = record(dossier, claim, "counterparty_denial", SHELL, stance=stance)
        for name, (days, named_days) in _FIRMS.items():
            firm = firm_age(dossier, SHELL, registered_days=days, domain_days=days, named_days=named_days)
            yield f"{name} that {stance} {claim.id}", added(dossier, [*firm, *denial])


def falls(dossier: Dossier, score: ScoreOf, claims: int = MOST_CLAIMS) -> Iterator[str]:
    """Names of the attacks that lowered the score or took it away; nothing where the rules hold."""
    before = score(dossier).score
    if before is None:
        return
    for claim in shown(dossier.claims)[:claims]:
        for name, other in attacks(claim, dossier):
            after = score(other).score
            if after is None or after < before - LEAST_GAIN:
                yield name
