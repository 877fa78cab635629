"""Admissible records: all that the score view reads in a company's favour.

No function here reads a field of the claim: adding, deleting, backdating or rewording what the company wrote cannot
reach these columns (the tests say so with random edits).
"""

from data.records import Evidence
from data.reference import record_kinds
from data.words import OTHER_SIDE, Role
from scoring.feature_groups.base import Feature, Group, SignalView, flag
from scoring.standing_rules import AUDITED, LIABLE_PUBLIC
from scoring.writers import admissible


def admitted(view: SignalView) -> list[Evidence]:
    """Supporting records that may count."""
    return [row for row in view.supporting if admissible(row, view.dossier)]


def audited(view: SignalView) -> float:
    """An audited filing, read at the regulator, stands behind it."""
    return flag(any(row.kind in AUDITED for row in admitted(view)))


def other_side(view: SignalView) -> float:
    """A counterparty that weighs something wrote a record."""
    return flag(any(row.writer in OTHER_SIDE for row in admitted(view)))


def operational(view: SignalView) -> float:
    """A record shows changed operations on the user's side."""
    return flag(any(record_kinds()[row.kind].operational for row in admitted(view)))


def liable(view: SignalView) -> float:
    """A counterparty's filing or a public body's record, for which its writer is liable."""
    kinds = LIABLE_PUBLIC | {"counterparty_filing"}
    return flag(any(row.kind in kinds for row in admitted(view)))


def measured(view: SignalView) -> float:
    """The owner of a measurement published the run."""
    return flag(any(row.writer is Role.METER for row in admitted(view)))


def grade(view: SignalView) -> float:
    """What its best admissible record is worth: 0 none, 1 a word, 2 audited or operational, 3 its writer is liable."""
    if liable(view):
        return 3.0
    if audited(view) or operational(view):
        return 2.0
    return flag(bool(admitted(view)))


def witnesses(view: SignalView) -> float:
    """Organisations beyond the first that wrote admissible records, at most three."""
    return float(min(3, max(0, len({row.writer_org or row.writer for row in admitted(view)}) - 1)))


FEATURES = (
    Feature("audited", Group.ADMISSIBLE, -1, audited, "an auditor is liable for the figure", True),
    Feature("other_side", Group.ADMISSIBLE, -1, other_side, "an independent counterparty wrote a record", True),
    Feature("operational", Group.ADMISSIBLE, -1, operational, "the user's side changed its operations", True),
    Feature("liable", Group.ADMISSIBLE, -1, liable, "the writer of a record is liable for it", True),
    Feature("measured", Group.ADMISSIBLE, -1, measured, "the owner of the measurement published the run", True),
    Feature("grade", Group.ADMISSIBLE, -1, grade, "worth of its best admissible record", True),
    Feature("witnesses", Group.ADMISSIBLE, -1, witnesses, "more than one independent organisation wrote", True),
)
