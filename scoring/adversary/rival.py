"""A rival who wants a score lower: every record that money buys without a real outsider taking a risk."""

from collections.abc import Iterator

from data.as_of import Dossier
from data.records import Claim
from data.reference import record_kinds
from data.words import Role, Stance
from scoring.adversary.planting import YOUNG_DAYS, added, firm_age, record
from scoring.adversary.search import LEAST_GAIN, ScoreOf
from scoring.signals.build import shown
from scoring.writers import purchasable

SHELL = "rival-shell.example"
MOST_CLAIMS = 3  #: claims of a company that are attacked; the next ones are attacked alike


def kinds() -> list[str]:
    """Kinds of record that a rival can buy: purchasable ones that the company itself does not write."""
    return [kind for kind, row in record_kinds().items() if purchasable(kind) and row.writer is not Role.COMPANY]


def attacks(claim: Claim, dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    """Named dossiers, each with one bought record against a claim: a purchasable one, or a young shell's denial."""
    for stance in (Stance.REFUTES, Stance.ENDS):
        for kind in kinds():
            rows = record(dossier, claim, kind, SHELL, stance=stance, value=1.0 if claim.value else None)
            yield f"{kind} that {stance} {claim.id}", added(dossier, rows)
        shell = firm_age(dossier, SHELL, registered_days=YOUNG_DAYS, domain_days=YOUNG_DAYS)
        denial = record(dossier, claim, "counterparty_denial", SHELL, stance=stance)
        yield f"young shell that {stance} {claim.id}", added(dossier, [*shell, *denial])


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
