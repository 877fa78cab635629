"""Labels against outcomes over the case files: ``unfakeable evaluate standing``.

Two views of each resolved case: as of the claim's own date, without the outcome, and afterwards with it. A label
disagrees where it says VERIFIED of what was refuted or inflated, CONTRADICTED of what was so, or where the outcome
itself does not reach the standing. What was true and only CLAIMED at the time is listed beside: claimed is not
verified. Each line names the record that is missing. Outcomes that are only alleged judge nobody and are left out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from data.as_of import Dossier, in_memory
from data.case_files import FOLDER, CaseFile, read_cases
from data.records import Claim
from data.words import Family, Label, Status
from scoring.cases import case_rows, company_of
from scoring.next_evidence import most_telling
from scoring.signals.build import CASE_SCHEME
from scoring.standing import Standing, stand

#: Families whose claims are ties to somebody who can be asked.
TIES = frozenset({Family.PARTNERSHIP, Family.DEPLOYMENT, Family.CUSTOMERS})
MOST_DISAGREEMENTS = 15

#: Where no public check brings a stronger record: what would, by the rule that the claim stood on.
_BEYOND_CHECKS = {"S50": "the banks' and largest payers' own record of the money, read from them"}
_UNBACKED = frozenset({Label.CLAIMED, Label.INSUFFICIENT})
_NOT_SO = frozenset({"refuted", "inflated"})
_AGAINST = frozenset({Status.CONTRADICTED, Status.DISPUTED})


@dataclass(frozen=True, slots=True)
class Row:
    """One resolved case with its standing as of the claim and with the outcome."""

    signal: str
    family: Family
    outcome: str
    basis: str
    at_claim: Standing
    afterwards: Standing
    would_show: str | None  #: the record that would have moved the standing most at the claim's date


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A label that the outcome does not bear out, and the record for want of which it is so."""

    signal: str
    outcome: str
    when: str
    label: Label
    status: Status
    missing: str


def rows_of(cases: Iterable[CaseFile]) -> list[Row]:
    """Every case whose outcome is resolved and more than alleged, in the order of the files."""
    return [row for case in cases for row in _case(case)]


def _case(case: CaseFile) -> Iterable[Row]:
    company = company_of(case)
    early = list(case_rows([case], with_outcomes=False))
    late = in_memory(company, date.max, list(case_rows([case])))
    for signal in case.signals:
        if signal.outcome is None or signal.outcome.label == "unresolved" or signal.outcome.strength == "alleged":
            continue
        then = in_memory(company, signal.known_at, early)
        claim = _claim(then, signal.id)
        yield Row(
            signal=signal.id,
            family=signal.family,
            outcome=signal.outcome.label,
            basis=signal.outcome.basis,
            at_claim=stand(claim, then),
            afterwards=stand(claim, late),
            would_show=_would_show(claim, then),
        )


def _claim(dossier: Dossier, signal_id: str) -> Claim:
    url = f"{CASE_SCHEME}{signal_id}"
    return next(claim for claim in dossier.claims if dossier.document(claim.document_id).url == url)


def _would_show(claim: Claim, dossier: Dossier) -> str | None:
    found = most_telling(claim, dossier)
    if found is None:
        return None
    return f"{found.kind.replace('_', ' ')} ({found.check.where.format(party=claim.counterparty)})"


def disagreements(rows: Iterable[Row]) -> list[Disagreement]:
    """Where label and outcome do not agree."""
    return [item for row in rows for item in (_against(row), _unreached(row)) if item is not None]


def only_claimed(rows: Iterable[Row]) -> list[Disagreement]:
    """What was so and had no record of another hand at the claim's date."""
    return [
        _line(row, "at the claim", row.at_claim, row.would_show or "none that a check could bring")
        for row in rows
        if row.outcome not in _NOT_SO and row.at_claim.label in _UNBACKED
    ]


def _against(row: Row) -> Disagreement | None:
    """A verdict at the claim's date that the outcome turned around."""
    wrong = Label.VERIFIED if row.outcome in _NOT_SO else Label.CONTRADICTED
    return _line(row, "at the claim", row.at_claim, _stood_on(row)) if row.at_claim.label is wrong else None


def _unreached(row: Row) -> Disagreement | None:
    """An outcome whose own record is too weak to change the standing."""
    reached = {"ended": row.afterwards.status is Status.ENDED, "confirmed": row.afterwards.status not in _AGAINST}
    if reached.get(row.outcome, row.afterwards.status in _AGAINST):
        return None
    missing = f"a word of the counterparty, a regulator, a court or the company; the file has {row.basis}"
    return _line(row, "with the outcome", row.afterwards, missing)


def _line(row: Row, when: str, standing: Standing, missing: str) -> Disagreement:
    return Disagreement(row.signal, row.outcome, when, standing.label, standing.status, missing)


def _stood_on(row: Row) -> str:
    rule = row.at_claim.rule
    missing = row.would_show or _BEYOND_CHECKS.get(rule, "none that a check could bring")
    return f"{missing}; it stood on {rule} alone"


def main(folder: Path = FOLDER) -> None:
    """Print labels by outcome, refuted ties that read VERIFIED, and every disagreement with its missing record."""
    rows = rows_of(read_cases(folder))
    ties = [row for row in rows if row.family in TIES]
    console = Console(width=180)
    for title, part in (("partnership, deployment, customers", ties), ("all families", rows)):
        console.print(_counts(f"{title}: label at the claim's date by outcome", part))
    verified = [row.signal for row in ties if row.outcome == "refuted" and row.at_claim.label is Label.VERIFIED]
    console.print(
        f"refuted ties that read VERIFIED at the claim's date (target 0): {len(verified)} {' '.join(verified)}"
    )
    against, claimed = disagreements(rows), only_claimed(ties)
    console.print(f"disagreements (at most {MOST_DISAGREEMENTS}): {len(against)}; ties only claimed: {len(claimed)}")
    console.print(_list("label against outcome, all families", against))
    console.print(_list("so, and only claimed at the time, ties", claimed))


def _counts(title: str, rows: Sequence[Row]) -> Table:
    counts = Counter((row.outcome, row.at_claim.label) for row in rows)
    table = Table("outcome", *Label, title=title, title_justify="left")
    for outcome in sorted({row.outcome for row in rows}):
        table.add_row(outcome, *(str(counts[outcome, label]) for label in Label))
    return table


def _list(title: str, found: Sequence[Disagreement]) -> Table:
    table = Table(title=f"{title}: {len(found)}", title_justify="left")
    for heading in ("signal", "outcome", "when", "label", "status", "missing record"):
        table.add_column(heading)
    for item in found:
        table.add_row(item.signal, item.outcome, item.when, item.label, item.status, item.missing)
    return table
