"""``unfakeable evaluate sensitivity``: how the case companies' order moves when a constant is halved or doubled.

The constants of the company score are judgements: P by rung, w by family, q of a related writer, the share of the
purse that private writers divide, half-lives by kind of record (``data/reference``, a reason each). None is fitted.
What can be shown is how much hangs on each: every one is halved and doubled, every term is reckoned again, and the two
orders of companies are compared. The rung that a record earns and its fakeability stay as they are: neither is made
from these constants.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rich.console import Console
from rich.table import Table
from scipy.stats import kendalltau

from data.as_of import in_memory
from data.case_files import CaseFile, read_cases
from data.reference import credit, record_kinds, relevance, writer_constants
from data.words import Family, Rung
from scoring.audit import audit, readings
from scoring.cases import case_rows, company_of
from scoring.company import LEAST_ORGANISATIONS, Term, candidates, score_points, settled
from scoring.fakeability import FakeabilityModel

AS_OF = date(2026, 11, 1)
FACTORS = (0.5, 2.0)
LARGEST_TERM = 0.95  #: a doubled constant stays below certainty
LARGEST_WEIGHT = 1.0

#: How a term's g changes: the term and the family of its claim -> g.
Reckon = Callable[[Term, Family], float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A case company with everything its score is made of."""

    name: str
    terms: tuple[tuple[Term, Family], ...]  #: every candidate with the family of its claim
    refuters: int
    has_number: bool  #: whether the rules print a number at all

    def points(self, reckon: Reckon, share: float | None = None) -> float:
        """The score with every term reckoned anew, and another share of the purse where one is given."""
        anew = (replace(term, g=min(reckon(term, family), LARGEST_TERM)) for term, family in self.terms)
        return score_points((term.g for term in settled(anew, share)), self.refuters)


@dataclass(frozen=True, slots=True)
class Moved:
    """What one change did to the order of the companies."""

    constant: str
    factor: float
    tau: float  #: Kendall's tau-b between the two orders
    most_places: int  #: how far the company that moved furthest moved
    who: str
    most_points: float


def main() -> None:
    """Print the table."""
    ranker = FakeabilityModel.load()
    scored = [company for case in read_cases() if (company := _scored(case, ranker)).has_number]
    table = Table(title=f"{len(scored)} case companies with a number, as of {AS_OF}", title_justify="left")
    for heading in ("constant", "times", "Kendall tau", "most places", "who", "most points"):
        table.add_column(heading, justify="left" if heading in ("constant", "who") else "right")
    for row in moves(scored):
        table.add_row(
            row.constant, f"{row.factor:g}", f"{row.tau:.3f}", str(row.most_places), row.who, f"{row.most_points:.1f}"
        )
    Console(width=120).print(table)


def moves(scored: Sequence[Scored]) -> list[Moved]:
    """Every constant halved and doubled, the one that disturbs the order most first."""
    before = [company.points(lambda term, family: term.g) for company in scored]
    names, found = [company.name for company in scored], []
    for constant, reckon_by in _constants().items():
        for factor in FACTORS:
            after = [company.points(reckon_by(factor)) for company in scored]
            found.append(_moved(constant, factor, names, before, after))
    for factor in FACTORS:
        share = min(factor * writer_constants()["private_share"], LARGEST_WEIGHT)
        after = [company.points(lambda term, family: term.g, share) for company in scored]
        found.append(_moved("share of the purse of private writers", factor, names, before, after))
    return sorted(found, key=lambda row: (row.tau, row.constant, row.factor))


def places(points: Sequence[float]) -> list[int]:
    """Place of each company, 1 for the most points; equal points share the better place."""
    ordered = sorted(points, reverse=True)
    return [ordered.index(value) + 1 for value in points]


def _moved(constant: str, factor: float, names: Sequence[str], before: list[float], after: list[float]) -> Moved:
    shifts = [abs(then - now) for now, then in zip(places(before), places(after), strict=True)]
    far = max(range(len(names)), key=lambda i: (shifts[i], names[i]))
    return Moved(
        constant=constant,
        factor=factor,
        tau=float(kendalltau(before, after).statistic),
        most_places=shifts[far],
        who=names[far] if shifts[far] else "",
        most_points=max(abs(then - now) for now, then in zip(before, after, strict=True)),
    )


def _constants() -> Mapping[str, Callable[[float], Reckon]]:
    """Name of each constant -> how terms are reckoned when it is multiplied by a factor."""
    held: dict[str, Callable[[float], Reckon]] = {}
    for rung, value in credit().items():
        if value > 0:
            held[f"P {rung.word}"] = _credit_of(rung)
    for family, weight in relevance().items():
        if weight > 0:
            held[f"w {family}"] = _relevance_of(family)
    held["q of a related writer"] = _related
    for years in sorted({row.half_life_years for row in record_kinds().values()}):
        held[f"half-life of {years:g} years"] = _half_life_of(years)
    held["every half-life"] = _half_life_of(None)
    return held


def _credit_of(rung: Rung) -> Callable[[float], Reckon]:
    return lambda factor: lambda term, family: term.g * (factor if term.credit == credit()[rung] else 1)


def _relevance_of(varied: Family) -> Callable[[float], Reckon]:
    return lambda factor: lambda term, family: term.g * (factor if family is varied else 1)


def _related(factor: float) -> Reckon:
    return lambda term, family: term.g * (min(factor * term.q, LARGEST_WEIGHT) / term.q if 0 < term.q < 1 else 1)


def _half_life_of(years: float | None) -> Callable[[float], Reckon]:
    def reckon(term: Term, factor: float) -> float:
        if years is not None and term.half_life_years != years:
            return term.g
        lived = term.age_years / term.half_life_years
        return float(term.g * 2 ** (lived - lived / factor))

    return lambda factor: lambda term, family: reckon(term, factor)


def _scored(case: CaseFile, ranker: FakeabilityModel) -> Scored:
    dossier = in_memory(company_of(case), AS_OF, list(case_rows([case])))
    result = audit(dossier, ranker, with_questions=False)
    families = {claim.id: claim.family for claim in dossier.claims}
    whole, answerable, _ = readings(dossier, result.signals, ranker)
    return Scored(
        name=case.slug,
        terms=tuple((term, families[term.claim_id]) for term in candidates(whole, answerable)),
        refuters=len(result.score.refuters),
        has_number=result.score.score is not None and len(result.score.terms) >= LEAST_ORGANISATIONS,
    )


if __name__ == "__main__":
    main()
