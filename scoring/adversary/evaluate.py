"""``unfakeable evaluate adversary``: dollars to ten points over all case companies, and the cheapest path of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from statistics import median

from rich.console import Console
from rich.table import Table

from data.as_of import Dossier, in_memory
from data.case_files import CaseFile, read_cases
from scoring.adversary import rival
from scoring.adversary.search import LEAST_GAIN, Attack, Bought, ScoreOf
from scoring.adversary.shop import NAMED, UNPRICED, WORTHLESS, Offer
from scoring.audit import audit
from scoring.cases import case_rows, company_of
from scoring.company import Score
from scoring.fakeability import FakeabilityModel

AS_OF = date(2026, 11, 1)
BUDGET = 250_000.0
TARGET = 100_000.0
STEPS = 2  #: of the greedy search among what is worth nothing
TOURS = 6
TIMES = 3  #: that one offer is bought when it is tried alone
LIST = 3  #: offers on a shopping list; more of the cheap ones share a purse that three leave an eighth of
CLAIMS = 1  #: of each company that a rival attacks


@dataclass(frozen=True, slots=True)
class Attacked:
    """One case company after every attack."""

    company: str
    start: float | None  #: the score before, ``None`` where insufficient
    cheapest: Bought | None  #: way to ten points with the whole shop
    unnamed: Bought | None  #: the same without the offers that are listed by name
    alone: tuple[Bought | None, ...]  #: with each named offer alone, in the shop's order
    falls: tuple[str, ...]  #: purchases by which a rival lowers the score


def main() -> None:
    """Print the table of companies, the named paths with their prices, and what is left without them."""
    ranker = FakeabilityModel.load()

    def score(dossier: Dossier) -> Score:
        return audit(dossier, ranker, with_questions=False).score

    found = [attacked(case, score) for case in read_cases()]
    console = Console(width=150)
    console.print(_companies(found))
    console.print(_paths(found))
    dollars = [row.cheapest.usd if row.cheapest else inf for row in found]
    below = sum(usd < TARGET for usd in dollars)
    high = median(row.cheapest.usd_high if row.cheapest else inf for row in found)
    console.print(
        f"median {median(dollars):,.0f} USD at low prices, {high:,.0f} at high; the least {min(dollars):,.0f}; "
        f"below {TARGET:,.0f}: {below} of {len(dollars)}"
    )
    reached = [row.company for row in found if row.unnamed is not None and row.unnamed.usd < TARGET]
    console.print(f"ten points below {TARGET:,.0f} USD without the named paths: {len(reached)} companies (target 0)")
    falls = [f"{row.company}: {name}" for row in found for name in row.falls]
    console.print(f"purchases by which a rival lowers a score: {len(falls)} (target 0)")
    for line in [*reached, *falls]:
        console.print(f"  {line}")


def attacked(case: CaseFile, score: ScoreOf) -> Attacked:
    """Attack a case with its outcomes, as of one fixed day for all."""
    dossier = in_memory(company_of(case), AS_OF, list(case_rows([case])))
    whole, barren = Attack(dossier, score), Attack(dossier, score, WORTHLESS)
    moving = [offer for offer in NAMED if whole.buy(whole.start, offer).worth > whole.start.worth + LEAST_GAIN]
    whole.together(moving, LIST)
    alone = tuple(whole.alone(offer, TIMES) for offer in NAMED)
    barren.greedy(BUDGET, STEPS)
    barren.at_random(BUDGET, TOURS)
    falls = tuple(rival.falls(dossier, score, CLAIMS))
    return Attacked(case.slug, score(dossier).score, whole.cheapest, barren.cheapest, alone, falls)


def _companies(found: Sequence[Attacked]) -> Table:
    table = Table(title="dollars to ten points, by company", title_justify="left")
    for heading in ("company", "score", "cheapest path", "USD, low prices", "USD, high prices", "no named path"):
        table.add_column(heading, justify="left" if heading in ("company", "cheapest path") else "right")
    for row in found:
        path, unnamed = row.cheapest, row.unnamed
        table.add_row(
            row.company,
            "" if row.start is None else f"{row.start:.1f}",
            " + ".join(offer.name for offer in path.offers) if path else "none in the shop",
            f"{path.usd:,.0f}" if path else "",
            f"{path.usd_high:,.0f}" if path else "",
            f"{unnamed.usd:,.0f}" if unnamed else f"over {BUDGET:,.0f}",
        )
    return table


def _paths(found: Sequence[Attacked]) -> Table:
    title = f"paths by name: each alone, at most {TIMES} times"
    table = Table("path", "companies", "median USD, low", "high", "days", "why it is let through", title=title)
    for place, offer in enumerate(NAMED):
        table.add_row(*_path(offer, [path for row in found if (path := row.alone[place]) is not None]))
    for name, reason in UNPRICED.items():
        table.add_row(name, "not tried", "not found", "not found", "", reason)
    return table


def _path(offer: Offer, reached: Sequence[Bought]) -> list[str]:
    low = f"{median(path.usd for path in reached):,.0f}" if reached else ""
    high = f"{median(path.usd_high for path in reached):,.0f}" if reached else ""
    return [offer.name, str(len(reached)), low, high, str(offer.days), offer.admissible_because or ""]


if __name__ == "__main__":
    main()
