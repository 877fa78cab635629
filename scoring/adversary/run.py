"""``unfakeable adversary DOMAIN --budget USD``: what a budget buys of one company's score, and how a rival fares."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from data.as_of import Dossier
from scoring.adversary import rival
from scoring.adversary.search import GOAL, Attack, Bought, ScoreOf
from scoring.adversary.shop import NAMED

RANDOM_TOURS = 30
LIST = 2  #: offers on the shopping lists that are tried in full


@dataclass(frozen=True, slots=True)
class Result:
    """What the attack found."""

    company: str
    start: float | None  #: the score before, ``None`` where insufficient
    budget: float
    curve: tuple[Bought, ...]  #: greedy, one purchase a step
    best_random: Bought
    cheapest: Bought | None  #: to ten points, within the budget
    tried: int
    rival_falls: tuple[str, ...]  #: purchases by a rival that lowered the score


def adversary(dossier: Dossier, score: ScoreOf, budget: float) -> Result:
    """Attack one company's score with a budget in USD. ``score`` scores a dossier and must be pure."""
    attack = Attack(dossier, score)
    curve = attack.greedy(budget)
    best = attack.at_random(budget, RANDOM_TOURS)
    attack.together([offer for offer in NAMED if offer.usd_low <= budget], LIST)
    return Result(
        company=dossier.company.name,
        start=score(dossier).score,
        budget=budget,
        curve=tuple(curve),
        best_random=best,
        cheapest=attack.cheapest,
        tried=attack.tried,
        rival_falls=tuple(rival.falls(dossier, score)),
    )


def show(result: Result, console: Console) -> None:
    """Print the score-for-money curve, the dollars to ten points with the cheapest path, and the rival's result."""
    start = "insufficient" if result.start is None else f"{result.start:.1f}"
    table = Table(title=f"{result.company}: {start}, budget {result.budget:,.0f} USD", title_justify="left")
    for heading in ("USD, low prices", "USD, high prices", "points", "bought last"):
        table.add_column(heading, justify="left" if heading == "bought last" else "right")
    for step in result.curve:
        last = step.offers[-1].name if step.offers else "nothing"
        table.add_row(f"{step.usd:,.0f}", f"{step.usd_high:,.0f}", f"{step.points:.1f}", last)
    console.print(table)
    console.print(f"best of {RANDOM_TOURS} random tours: {_told(result.best_random)}")
    if result.cheapest is None:
        console.print(f"+{GOAL:g} points: not within the budget ({result.tried} purchases tried)")
    else:
        console.print(f"+{GOAL:g} points: {_told(result.cheapest)} ({result.tried} purchases tried)")
        for offer in dict.fromkeys(result.cheapest.offers):
            console.print(f"  {offer.name}: {offer.admissible_because or 'not admissible, and without effect'}")
    falls = ", ".join(result.rival_falls) or "none"
    console.print(f"purchases by which a rival lowers the score: {falls}")


def _told(tour: Bought) -> str:
    names = " + ".join(offer.name for offer in tour.offers) or "nothing"
    return f"{tour.points:.1f} points for {tour.usd:,.0f} to {tour.usd_high:,.0f} USD: {names}"
