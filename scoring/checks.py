"""What was looked for beside a claim, and what looking gave: found, no, not published, not read, not applicable."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from data.records import Claim, Evidence, Lookup
from data.reference import FOLDER, ReferenceError, record_kinds
from data.words import Looked, Role, Stance

ANY_RECORD = "any_record"

#: Where several look-ups of one check disagree, the one that saw most is shown.
_MOST_FIRST = (Looked.NO, Looked.FOUND, Looked.NOT_PUBLISHED, Looked.NOT_READ, Looked.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Check:
    """One place to look for the other side of a claim."""

    check: str
    user_side: bool  #: made at the counterparty, so it applies only where one is named
    kinds: frozenset[str]  #: kinds of record that answer it
    plausible: str | None  #: the kind that it would most likely bring
    writer: Role
    likely: float  #: rough chance, 0 to 1, that a true claim of this sort leaves such a record in public
    where: str
    ask: str
    reason: str


@cache
def checks() -> dict[str, Check]:
    """Checks by name, in the order of ``data/reference/user_side_checks.csv``."""
    path = FOLDER / "user_side_checks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_check(row) for row in csv.DictReader(file)]
    unknown = sorted({kind for row in rows for kind in row.kinds} - record_kinds().keys())
    if unknown:
        raise ReferenceError(f"{path}: kinds of record that record_kinds.csv does not list: {', '.join(unknown)}")
    return {row.check: row for row in rows}


@cache
def user_side_checks() -> tuple[str, ...]:
    """Names of the checks made on the user's side."""
    return tuple(name for name, check in checks().items() if check.user_side)


@cache
def check_of(kind: str) -> str | None:
    """The check that a kind of record answers; ``None`` for what the company writes."""
    return next((name for name, check in checks().items() if kind in check.kinds), None)


def looked_at(claim: Claim, rows: Iterable[Evidence], lookups: Sequence[Lookup]) -> dict[str, Looked]:
    """Every check with what it gave for one claim; one that nobody made says ``not_read``, never ``no``."""
    named = claim.counterparty_key is not None
    looked = {
        name: Looked.NOT_READ if named or not check.user_side else Looked.NOT_APPLICABLE
        for name, check in checks().items()
    }
    for look in lookups:
        looked[look.check] = _more(look.looked, looked.get(look.check, Looked.NOT_APPLICABLE))
    for row in rows:
        name = check_of(row.kind)
        if name is not None:
            seen = Looked.NO if row.stance is Stance.REFUTES else Looked.FOUND
            looked[name] = _more(seen, looked[name])
    return looked


def _more(one: Looked, other: Looked) -> Looked:
    return min(one, other, key=_MOST_FIRST.index)


def _check(row: dict[str, str]) -> Check:
    return Check(
        check=row["check"],
        user_side=row["user_side"] == "1",
        kinds=frozenset(filter(None, row["kinds"].split("|"))),
        plausible=row["plausible"] or None,
        writer=Role(row["writer"]),
        likely=float(row["likely"]),
        where=row["where"],
        ask=row["ask"],
        reason=row["reason"],
    )
