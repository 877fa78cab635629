"""What was looked for beside a claim, and what looking gave: found, no, not published, not read, not applicable."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from data.as_of import Dossier
from data.organisations import OrganisationKind, find
from data.records import Claim, Evidence, Lookup
from data.reference import FOLDER, ReferenceTableError, record_kinds
from data.words import Family, Looked, Role, Stance

ANY_RECORD = "any_record"

#: Where several look-ups of one check disagree, the one that saw most is shown.
_MOST_FIRST = (Looked.NO, Looked.FOUND, Looked.NOT_PUBLISHED, Looked.NOT_READ, Looked.NOT_APPLICABLE)

_PUBLIC_WORDS = re.compile(
    r"\b(army|navy|air force|marines?|ministry|department of|government|agency|county|city of|state of|nhs|police"
    r"|municipal\w*|commission|federal|national guard|customs|dod|nasa|bundes\w*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def _is_public_body(name: str) -> bool:
    """Whether a named party is a public body: by the table of organisations, else by its name."""
    known = find(name)
    return known.kind is OrganisationKind.GOVERNMENT if known else bool(_PUBLIC_WORDS.search(name))


@dataclass(frozen=True, slots=True)
class Check:
    """One place to look for the other side of a claim."""

    check: str
    user_side: bool  #: made at the counterparty, so it applies only where one is named
    families: frozenset[Family]  #: families of claim that it can speak to
    kinds: frozenset[str]  #: kinds of record that answer it
    plausible: str | None  #: the kind that it would most likely bring
    sources: frozenset[str]  #: names of the sources whose look-ups are this check
    writer: Role
    likely: float  #: rough chance, 0 to 1, that a true claim of this sort leaves such a record in public
    where: str  #: ``{party}`` stands for the counterparty
    ask: str  #: whom; ``{party}`` as above
    question: str
    reason: str

    def applies(self, claim: Claim) -> bool:
        """Whether the check can be made for a claim: the counterparty is named, and is the one to look at."""
        if claim.family not in self.families:
            return False
        if not self.user_side:
            return True
        if self.writer is Role.REGULATOR and not _is_public_body(claim.counterparty or ""):
            return False
        # Where the company itself is the user, its counterparty keeps no operational record of the use.
        own_use = claim.user_side is Role.COMPANY and self.writer is Role.USER_SIDE
        return claim.counterparty_key is not None and not own_use


@cache
def checks() -> dict[str, Check]:
    """Checks by name, in the order of ``data/reference/user_side_checks.csv``."""
    path = FOLDER / "user_side_checks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_check(row) for row in csv.DictReader(file)]
    unknown = sorted({kind for row in rows for kind in row.kinds} - record_kinds().keys())
    if unknown:
        raise ReferenceTableError(f"{path}: kinds of record that record_kinds.csv does not list: {', '.join(unknown)}")
    return {row.check: row for row in rows}


def was_looked_at(looked: Mapping[str, Looked]) -> bool:
    """Whether anybody looked where a record of the user's side would stand, and could read there.

    Where no counterparty is named no such place exists, and every check counts.
    """
    read = {check for check, word in looked.items() if word not in (Looked.NOT_READ, Looked.NOT_APPLICABLE)}
    applicable = {check for check, word in looked.items() if word is not Looked.NOT_APPLICABLE}
    theirs = {check for check in applicable if check not in checks() or checks()[check].user_side}
    return bool(read & (theirs | {ANY_RECORD})) if theirs else bool(read)


@cache
def _check_of_source() -> dict[str, str]:
    return {source: name for name, check in checks().items() for source in check.sources}


@cache
def check_of(kind: str) -> str | None:
    """The check that a kind of record answers; ``None`` for what the company writes."""
    return next((name for name, check in checks().items() if kind in check.kinds), None)


def looked_at(claim: Claim, rows: Iterable[Evidence], dossier: Dossier) -> dict[str, Looked]:
    """Every check with what it gave for one claim; one that nobody made says ``not_read``, never ``no``.

    A look-up about the company as a whole answers the checks that are not made on the user's side.
    """
    looked = {
        name: Looked.NOT_READ if check.applies(claim) else Looked.NOT_APPLICABLE for name, check in checks().items()
    }
    for look in dossier.lookups_for(claim.id):
        name = _check_of_source().get(look.check, look.check)
        if name in looked:  # others say who the party is, not what it does
            looked[name] = _more(_of_claim(look, name), looked[name])
    for look in dossier.lookups_for(None):
        name = _check_of_source().get(look.check, look.check)
        if name in checks() and not checks()[name].user_side and looked[name] is not Looked.NOT_APPLICABLE:
            looked[name] = _more(look.looked, looked[name])
    for row in rows:
        answered = check_of(row.kind)
        if answered is not None:
            seen = Looked.NO if row.stance is Stance.REFUTES else Looked.FOUND
            looked[answered] = _more(seen, looked[answered])
    return looked


def _of_claim(look: Lookup, name: str) -> Looked:
    """What a look-up says of a claim: a page that was read names the company only where a record says so.

    A case file's own flag names no page: it has answered for the claim already.
    """
    page_read = look.looked is Looked.FOUND and (look.document_id is not None or look.check != name)
    return Looked.NOT_PUBLISHED if page_read and checks()[name].kinds else look.looked


def _more(one: Looked, other: Looked) -> Looked:
    return min(one, other, key=_MOST_FIRST.index)


def _check(row: dict[str, str]) -> Check:
    families = filter(None, row["families"].split("|"))
    return Check(
        check=row["check"],
        user_side=row["user_side"] == "1",
        families=frozenset(Family(word) for word in families) or frozenset(Family),
        kinds=frozenset(filter(None, row["kinds"].split("|"))),
        plausible=row["plausible"] or None,
        sources=frozenset(filter(None, row["sources"].split("|"))),
        writer=Role(row["writer"]),
        likely=float(row["likely"]),
        where=row["where"],
        ask=row["ask"],
        question=row["question"],
        reason=row["reason"],
    )
