"""Family: how often signals of this family prove true at all; and what it costs to make one lie (DESIGN, section 5)."""

from math import log10

from data.reference import CostRow, cost_table
from data.words import Family
from scoring.feature_groups.base import Feature, Group, SignalView, flag
from scoring.signals import BY_WORD

#: Things that the company stages or counts by itself.
_STAGED = frozenset({Family.DEMO, Family.BENCHMARK, Family.VIRALITY})
_OWN_BOOKS = frozenset({Family.REVENUE, Family.HEADCOUNT, Family.SAVINGS})


def cost_row(view: SignalView) -> CostRow | None:
    """The row of the cost table that prices making this claim, None where the table has none."""
    return cost_table().get(BY_WORD[view.claim.family].cost_signal(view.claim))


def is_funding(view: SignalView) -> float:
    """Money raised: true in most cases, those of later-refuted firms included."""
    return flag(view.claim.family is Family.FUNDING)


def is_staged(view: SignalView) -> float:
    """A demonstration, a test or a counter: the company sets the scene itself."""
    return flag(view.claim.family in _STAGED)


def is_own_books(view: SignalView) -> float:
    """Revenue, savings or staff: read off books that only the company holds."""
    return flag(view.claim.family in _OWN_BOOKS)


def is_user_tie(view: SignalView) -> float:
    """A deployment or partnership: a second party exists that could deny it."""
    return flag(view.claim.family in (Family.DEPLOYMENT, Family.PARTNERSHIP))


def counts_against(view: SignalView) -> float:
    """The number is a liability by itself, such as cost per seat or a burned budget."""
    return flag(BY_WORD[view.claim.family].more_is_worse(view.claim))


def price(view: SignalView) -> float | None:
    """Least price of making the claim, in powers of ten of USD; missing where no price was found."""
    row = cost_row(view)
    return None if row is None or row.usd_low is None else log10(1 + row.usd_low)


def collusion(view: SignalView) -> float | None:
    """Who must collude: 0 nobody, 1 a vendor for hire, 2 the counterparty, 3 an auditor, 4 a public buyer."""
    row = cost_row(view)
    return None if row is None else float(row.collusion_level)


def penalty(view: SignalView) -> float | None:
    """What is risked: 0 nothing to 4 prison cases."""
    row = cost_row(view)
    return None if row is None else float(row.penalty_level)


FEATURES = (
    Feature("funding", Group.FAMILY, -1, is_funding, "funding news is true in most cases and says little of use"),
    Feature("staged", Group.FAMILY, 1, is_staged, "the company sets the scene of a demonstration, test or counter"),
    Feature("own_books", Group.FAMILY, 1, is_own_books, "the figure comes from books that only the company holds"),
    Feature("user_tie", Group.FAMILY, -1, is_user_tie, "a second party exists that could deny it"),
    Feature("counts_against", Group.FAMILY, 1, counts_against, "the number counts against the company by itself"),
    Feature("price", Group.COST, -1, price, "what it costs to make this claim"),
    Feature("collusion", Group.COST, -1, collusion, "who would have to take part in making it up"),
    Feature("penalty", Group.COST, -1, penalty, "what is risked by making it up"),
)
