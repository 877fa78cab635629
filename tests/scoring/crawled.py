"""What a look at a company leaves in the store about one customer, and how a claim stands on it: for tests."""

from datetime import date, timedelta

from data.as_of import in_memory
from data.records import Claim, Document, Evidence, Identity, Observation
from data.words import ClaimKind, Commitment, Family, Role, Stance
from scoring.hold import evidence_rows
from scoring.standing import Standing, stand
from tests.scoring import dossiers as make

KLARNA = "klarna.com"
Row = Document | Observation | Claim | Evidence | Identity


def day(days: int) -> date:
    return make.DAY + timedelta(days=days)


def about(
    kind: ClaimKind = ClaimKind.DEPLOYMENT, family: Family = Family.DEPLOYMENT, of: Document | None = None
) -> Claim:
    made = make.claim(of, kind=kind, family=family)
    made.counterparty_key = KLARNA
    return made


def held(claim: Claim, *rows: Row, as_of: date = make.LATE) -> list[Evidence]:
    """The evidence that a look at a company holds against its claims."""
    return list(evidence_rows(in_memory(make.COMPANY, as_of, [make.release(), claim, *rows])))


def ends(claim: Claim, *rows: Row) -> set[str]:
    """What the records that end a claim say."""
    return {row.note or "" for row in held(claim, *rows) if row.stance is Stance.ENDS}


def judged(claim: Claim, *rows: Row, as_of: date = make.LATE) -> Standing:
    """The standing of a claim on what is stored and held."""
    found = [make.release(), claim, *rows, *held(claim, *rows, as_of=as_of)]
    return stand(claim, in_memory(make.COMPANY, as_of, found))


def page(
    key: str,
    days: int = 0,
    writer: Role = Role.USER_SIDE,
    source: str = "newsroom_html",
    text: str = "",
    url: str | None = None,
    org: str | None = KLARNA,
) -> Document:
    made = make.document(key, writer, text=text, known_at=day(days), org=org, source=source, url=url)
    made.title = "A page"
    return made


def told(of: Document, kind: ClaimKind, commitment: Commitment) -> Claim:
    said = make.claim(of, kind=kind, commitment=commitment)
    said.counterparty_key = KLARNA
    return said


def listing(days: int, name: str, metric: str = "subprocessor", path: str = "list") -> list[Row]:
    of = page(f"{path}{days}", days, source="subprocessors", url=f"https://klarna.com/{path}")
    return [of, make.fact(of, metric, name)]
