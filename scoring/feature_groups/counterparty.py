"""Counterparty: is the other side named, did it speak, and is it independent."""

from data.words import OTHER_SIDE, Looked
from scoring.feature_groups.base import Feature, Group, SignalView, flag
from scoring.signals import BY_WORD
from scoring.writers import weight

_CHECK = "counterparty_statement"


def named(view: SignalView) -> float:
    """The claim names its counterparty."""
    return flag(view.claim.counterparty_key is not None)


def unnamed(view: SignalView) -> float:
    """The claim is of a kind that normally names a counterparty, and names none."""
    return flag(BY_WORD[view.claim.family].counterparty_expected and view.claim.counterparty_key is None)


def spoke(view: SignalView) -> float:
    """The counterparty was seen to speak for the claim."""
    return flag(view.standing.looked.get(_CHECK) is Looked.FOUND)


def silent(view: SignalView) -> float:
    """The counterparty is named, was looked at, and wrote nothing: a denial or an end is a word too."""
    looked = view.standing.looked.get(_CHECK) in (Looked.NOT_PUBLISHED, Looked.NO)
    wrote = any(row.writer in OTHER_SIDE for row in view.evidence)
    return flag(view.claim.counterparty_key is not None and looked and not wrote)


def counterparty_weight(view: SignalView) -> float | None:
    """The most that a writer on the counterparty's side weighs, 0 to 1; missing where none wrote."""
    weights = [weight(row, view.dossier).q for row in view.supporting if row.writer in OTHER_SIDE]
    return max(weights, default=None)


def related(view: SignalView) -> float:
    """A witness or the counterparty is tied to the company."""
    return flag(view.standing.related is not None)


FEATURES = (
    Feature("counterparty_named", Group.COUNTERPARTY, 0, named, "the claim names its counterparty"),
    Feature("counterparty_unnamed", Group.COUNTERPARTY, 1, unnamed, "no counterparty is named where one is expected"),
    Feature("counterparty_spoke", Group.COUNTERPARTY, -1, spoke, "the counterparty itself spoke"),
    Feature("counterparty_silent", Group.COUNTERPARTY, 1, silent, "the named counterparty was looked at and is silent"),
    Feature("counterparty_weight", Group.COUNTERPARTY, -1, counterparty_weight, "what the counterparty's word weighs"),
    Feature("related", Group.COUNTERPARTY, 1, related, "the counterparty is tied to the company"),
)
