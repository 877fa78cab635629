"""Against: who contradicts the claim. Silence has columns of its own; to be contradicted is another thing."""

from data.records import Evidence
from data.words import Role, Stance, Status
from scoring.company import refutes
from scoring.feature_groups.base import Feature, Group, SignalView, flag
from scoring.standing_rules import DOUBTS


def counted_refuters(view: SignalView) -> list[Evidence]:
    """Refuting records that count: admissible ones, and the company's own admissions."""
    return [row for row in view.evidence if refutes(row, view.dossier)]


def refuted(view: SignalView) -> float:
    """Organisations whose record refutes the claim and counts, at most two."""
    return float(min(2, len({row.writer_org or row.writer for row in counted_refuters(view)})))


def disputed(view: SignalView) -> float:
    """A meter or a report disagrees about the size."""
    return flag(view.standing.status is Status.DISPUTED)


def doubted(view: SignalView) -> float:
    """Somebody outside speaks against it, in a record that does not settle the matter."""
    against = [row for row in view.evidence if row.stance is Stance.REFUTES or row.kind in DOUBTS]
    return flag(any(row.writer is not Role.COMPANY for row in against))


FEATURES = (
    Feature("refuted", Group.AGAINST, 1, refuted, "a record that counts refutes it", True),
    Feature("disputed", Group.AGAINST, 1, disputed, "a meter or a report disagrees about the size"),
    Feature("doubted", Group.AGAINST, 1, doubted, "somebody outside speaks against it"),
)
