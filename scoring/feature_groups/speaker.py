"""Speaker: whose statement the claim is, and before whom it was made."""

from data.words import AssertedBy
from scoring.feature_groups.base import Feature, Group, SignalView, flag

#: Where an uninvolved reader never sees the claim, so that nobody can contradict it.
_PRIVATE = frozenset({"deck"})
_OWN = frozenset({"website", "social_post"})
_OUTSIDERS = frozenset({AssertedBy.COUNTERPARTY, AssertedBy.REGULATOR})


def said_alone(view: SignalView) -> float:
    """The company alone says so."""
    return flag(view.claim.asserted_by is AssertedBy.SUBJECT)


def said_together(view: SignalView) -> float:
    """Company and counterparty say so together."""
    return flag(view.claim.asserted_by is AssertedBy.BOTH)


def said_by_other_side(view: SignalView) -> float:
    """The counterparty or a regulator says so."""
    return flag(view.claim.asserted_by in _OUTSIDERS)


def said_by_third_party(view: SignalView) -> float:
    """A third party says so."""
    return flag(view.claim.asserted_by is AssertedBy.THIRD_PARTY)


def in_private(view: SignalView) -> float | None:
    """Shown only to investors, lenders or clients; missing where the channel is not known."""
    return None if view.claim.channel is None else flag(view.claim.channel in _PRIVATE)


def on_own_channel(view: SignalView) -> float | None:
    """Told on the company's own site or account."""
    return None if view.claim.channel is None else flag(view.claim.channel in _OWN)


def in_interview(view: SignalView) -> float | None:
    """Spoken to a reporter or on a stage, without paper."""
    return None if view.claim.channel is None else flag(view.claim.channel == "interview")


def in_filing(view: SignalView) -> float | None:
    """Stated in a filing, under liability."""
    return None if view.claim.channel is None else flag(view.claim.channel == "filing")


def in_release(view: SignalView) -> float | None:
    """Told in a dated release that names those it speaks of."""
    return None if view.claim.channel is None else flag(view.claim.channel == "press_release")


FEATURES = (
    Feature("said_alone", Group.SPEAKER, 1, said_alone, "the company alone says so"),
    Feature("said_together", Group.SPEAKER, -1, said_together, "the counterparty says so too"),
    Feature("said_by_other_side", Group.SPEAKER, -1, said_by_other_side, "the other side says so"),
    Feature("said_by_third_party", Group.SPEAKER, 0, said_by_third_party, "a third party says so"),
    Feature("in_private", Group.SPEAKER, 1, in_private, "shown in private, where nobody can contradict it"),
    Feature("on_own_channel", Group.SPEAKER, 1, on_own_channel, "told on the company's own channel"),
    Feature("in_interview", Group.SPEAKER, 1, in_interview, "spoken, without paper"),
    Feature("in_filing", Group.SPEAKER, 0, in_filing, "stated in a filing, under liability"),
    Feature("in_release", Group.SPEAKER, -1, in_release, "told in a dated public release"),
)
