"""``unfakeable evaluate adversary``: dollars to ten points over all case companies, and the cheapest path of each."""

from collections import Counter
from datetime import date
from math import inf
from statistics import median

from rich.console import Console
from rich.table import Table

from data.as_of import Dossier, in_memory
from data.case_files import CaseFile, read_cases
from scoring.adversary import rival
from scoring.adversary.search import Attack, Bought, ScoreOf
from scoring.adversary.shop import OFFERS
from scoring.audit import audit
from scoring.cases import case_rows, company_of
from scoring.fakeability import FakeabilityModel

AS_OF = date(2026, 11, 1)
BUDGET = 250_000.0
TARGET = 100_000.0
STEPS = 2  #: two firms meet the floor and give ten points; where they do not, the price is more than these
TOURS = 6
CLAIMS = 1  #: of each company that a rival attacks


def main() -> None:
    """Print the table of companies, the named paths below the target, and what is left without them."""
    ranker = FakeabilityModel.load()

    def score_of(dossier: Dossier) -> ScoreOf:
        return lambda other: audit(other, ranker, with_questions=False).score

    console = Console(width=150)
    found: list[tuple[str, Bought | None, Bought | None]] = []
    falls: list[str] = []
    for case in read_cases():
        held = dossier_of(case)
        score = score_of(held)
        found.append((case.slug, cheapest(held, score), cheapest_unnamed(held, score)))
        falls += [f"{case.slug}: {name}" for name in rival.falls(held, score, CLAIMS)]
    console.print(_table(found))
    _summary(console, [path for _, path, _ in found], [path for _, _, path in found], falls)


def dossier_of(case: CaseFile) -> Dossier:
    """A case with its outcomes, as of one fixed day for all."""
    return in_memory(company_of(case), AS_OF, list(case_rows([case])))


def cheapest(dossier: Dossier, score: ScoreOf) -> Bought | None:
    """The cheapest way to ten points with the whole shop."""
    attack = Attack(dossier, score)
    attack.greedy(BUDGET, STEPS)
    return attack.cheapest


def cheapest_unnamed(dossier: Dossier, score: ScoreOf) -> Bought | None:
    """The same without the offers that are listed by name because they buy admissible records."""
    attack = Attack(dossier, score, [offer for offer in OFFERS if offer.admissible_because is None])
    attack.greedy(BUDGET, STEPS)
    attack.at_random(BUDGET, TOURS)
    return attack.cheapest


def _table(found: list[tuple[str, Bought | None, Bought | None]]) -> Table:
    table = Table(title="dollars to ten points, by company", title_justify="left")
    for heading in ("company", "USD, low prices", "USD, high prices", "cheapest path", "USD, named paths left out"):
        table.add_column(heading, justify="left" if heading in ("company", "cheapest path") else "right")
    for slug, path, unnamed in found:
        names = " + ".join(offer.name for offer in path.offers) if path else "none in the shop"
        table.add_row(
            slug,
            f"{path.usd:,.0f}" if path else "",
            f"{path.usd_high:,.0f}" if path else "",
            names,
            f"{unnamed.usd:,.0f}" if unnamed else f"over {BUDGET:,.0f}",
        )
    return table


def _summary(console: Console, paths: list[Bought | None], unnamed: list[Bought | None], falls: list[str]) -> None:
    dollars = [path.usd if path else inf for path in paths]
    below = sum(1 for usd in dollars if usd < TARGET)
    console.print(f"median {median(dollars):,.0f} USD at low prices; below {TARGET:,.0f}: {below} of {len(dollars)}")
    used = Counter(offer.name for path in paths if path and path.usd < TARGET for offer in set(path.offers))
    reasons = {offer.name: offer.admissible_because for offer in OFFERS}
    console.print("paths below the target, by name:")
    for name, times in used.most_common():
        console.print(f"  {name} ({times} companies): {reasons[name] or 'NOT admissible: a fault of the rules'}")
    reached = sum(1 for path in unnamed if path is not None and path.usd < TARGET)
    console.print(
        f"without the named paths, companies that gain ten points below {TARGET:,.0f} USD: {reached} (target 0)"
    )
    console.print(f"purchases by which a rival lowers a score: {len(falls)} (target 0)")
    for line in falls:
        console.print(f"  {line}")


if __name__ == "__main__":
    main()
