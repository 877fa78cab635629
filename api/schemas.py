"""The shapes that ``/v1`` answers with. Every field says what it holds; enumerations are the words of DESIGN."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from data.words import AssertedBy, ClaimKind, Commitment, Family, Label, Looked, Status


class Wire(BaseModel):
    """A shape on the wire: unknown keys are a fault of ours and refused."""

    model_config = ConfigDict(extra="forbid")


class CompanyRef(Wire):
    """Whom an answer is about."""

    id: str = Field(examples=["co_1f0e..."])
    name: str = Field(examples=["Snowflake Inc."])
    domain: str = Field(examples=["snowflake.com"])
    origin: str = Field(description="crawl, case file or demonstration")


class CompanyList(Wire):
    """A page of companies."""

    companies: list[CompanyRef]
    next: str | None = Field(description="cursor of the next page; null on the last")


class Answer(Wire):
    """What every answer carries."""

    company: CompanyRef
    as_of: str = Field(description="everything known by this date counts, nothing later", examples=["2020-12-31"])
    model_version: str
    feature_signature: str
    rules_version: str
    evidence_digest: str = Field(description="sha256 over every row read; equal digests mean the same evidence")


class Interval(Wire):
    """Low and high end."""

    low: float
    high: float


class Cost(Wire):
    """What making this record say this would cost, in US dollars; null where no price was found."""

    low: float | None
    high: float | None
    signal: str | None = Field(description="row of the cost table")


class Reason(Wire):
    """One step from the prior to the score; the steps add up."""

    group: str
    log_odds: float
    points: float
    sentence: str
    evidence_id: str | None


class SignalView(Wire):
    """One signal: what is claimed, how it stands, how fakeable it is and why."""

    signal_id: str
    family: Family
    statement: str
    value: float | None
    unit: str | None
    claimed_on: str | None
    label: Label
    status: Status
    rungs: dict[str, str] = Field(description="existence, scale and liveness, each a rung")
    rule: str
    related: str | None
    witnesses: list[str]
    refuters: list[str]
    looked: dict[str, Looked]
    fakeability: float = Field(ge=0, le=1, description="a case-control index, not a rate of fraud")
    rank: int = Field(ge=1)
    interval: Interval
    cost_to_fake_usd: Cost
    reasons: list[Reason]


class Question(Wire):
    """A record to ask for next, and what it would move."""

    whom: str
    text: str
    where: str = Field(description="where such a record would stand")
    effect: str
    claim_id: str
    check: str = Field(description="row of the table of user-side checks")
    likely: float = Field(description="rough chance, 0 to 1, that a true claim of this sort leaves it in public")
    moves_score: float = Field(description="points of the company score")
    moves_fakeability: float = Field(description="change of the signal's index; below zero is less fakeable")
    settles: bool = Field(description="this record alone would settle the company")


class Checks(Wire):
    """Look-ups read, of those on the fixed list that apply."""

    read: int
    of: int


class ScoreResponse(Answer):
    """The company score with everything that made it."""

    score: float | Literal["insufficient"]
    low: float | None
    high: float | None
    hype: float
    hype_evidence_gap: float | None
    coverage: float | Literal["case file"]
    checks: Checks
    insufficient_reason: str | None
    refuters: list[str]
    terms: list[dict[str, Any]] = Field(
        description="one organisation each: rung, P, q, w, p, age, half-life and g; q is a share of one purse where "
        "`answerable` is false"
    )
    signals: list[SignalView]
    questions: list[Question]


class SignalList(Answer):
    """Signals, most fakeable first."""

    signals: list[SignalView]


class SignalItem(Answer):
    """One signal."""

    signal: SignalView


class RecordView(Wire):
    """One record held against a claim."""

    evidence_id: str
    kind: str
    stance: str
    facet: str
    writer: str
    organisation: str | None
    known_at: str
    half_life_years: float = Field(description="years after which a record of this kind counts half")
    url: str
    note: str | None


class ClaimView(Wire):
    """One claim as its document makes it, with what is held against it."""

    claim_id: str
    kind: ClaimKind
    commitment: Commitment
    asserted_by: AssertedBy
    counterparty: str | None
    text: str
    start: int
    end: int
    value: float | None
    unit: str | None
    claimed_on: str | None
    label: Label
    document_url: str
    document_sha256: str
    records: list[RecordView]


class ClaimList(Answer):
    """The claim ledger."""

    claims: list[ClaimView]


class LedgerEntry(Wire):
    """What the company says of a counterparty beside what the user's side shows."""

    counterparty: str
    says: str = Field(description="the claim, in its own words")
    shows: list[str] = Field(description="one line a record of another hand; what was looked for where there is none")
    label: Label
    related: str | None = Field(description="why the counterparty is not independent of the company")
    claim_id: str


class Ledger(Answer):
    """The partnership ledger, by counterparty, best backed first."""

    entries: list[LedgerEntry]
