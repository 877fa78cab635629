"""The nouns, one class per stage, top to bottom in the order things happen (DESIGN, section 3).

Every value keeps its origin: a row either *is* something retrieved (Document) or names the document it was read off.
Rows are append-only; a re-score writes new rows under a new rules version, feature signature and model hash. All times
are UTC. Money is in the unit beside it. ``None`` means unknown, never zero.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Dialect, Index, MetaData, String, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel

from data.words import (
    AssertedBy,
    ClaimKind,
    Commitment,
    Facet,
    Family,
    KnownBy,
    Label,
    Looked,
    Role,
    Stance,
    Status,
)

# Set before the first class: a constraint without a name cannot be dropped on SQLite (DEPENDENCIES.md).
SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Word(TypeDecorator[StrEnum]):
    """A word of ``data.words`` stored as plain text, so that a new word needs no migration and SQL stays readable."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(length=40)
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Refuse a word outside the list before it reaches the store."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        """Give the word back as its enumeration."""
        return None if value is None else self.words(value)


def _word(words: type[StrEnum], nullable: bool = False, index: bool = False) -> Any:
    return Column(Word(words), nullable=nullable, index=index)


def _json() -> Any:
    return Column(JSON, nullable=False)


class Company(SQLModel, table=True):
    """A company under audit. ``domain`` is its registrable domain, the key that people type."""

    id: str = Field(primary_key=True, description="co_ + hash(domain)")
    domain: str = Field(index=True, unique=True)
    name: str
    country: str | None = None
    sector: str | None = None
    founded: int | None = Field(default=None, description="year")
    origin: str = Field(default="crawl", description="crawl | case file | demonstration")


class Identity(SQLModel, table=True):
    """One mapping from a company to a name, register number, handle or board token, with where it was read."""

    id: str = Field(primary_key=True, description="id_ + hash(company, field, value)")
    company_id: str = Field(index=True, foreign_key="company.id")
    field: str = Field(description="legal_name | alias | cik | lei | github_org | handle:<network> | board:<system>")
    value: str
    provenance: str = Field(description="where it was read: an address, a document id, or 'override'")
    confidence: float = Field(description="0 to 1")
    ambiguous: bool = Field(default=False, description="several candidates: asked about, never guessed")
    override_by: str | None = Field(default=None, description="the person who decided; an override wins and is kept")
    known_at: date


class Document(SQLModel, table=True):
    """One retrieved body. Never edited: a changed page is a new row."""

    id: str = Field(primary_key=True, description="do_ + hash(company, source, url, sha256)")
    company_id: str | None = Field(
        default=None, index=True, foreign_key="company.id", description="whom the look was about; None: a register"
    )
    source: str = Field(index=True, description="name of the SourceSpec that asked")
    url: str = Field(index=True)
    final_url: str | None = Field(
        default=None, index=True, description="where it was read: after redirects, or in a listing"
    )
    status: int | None = Field(default=None, description="HTTP status; None where it came as a file")
    headers: dict[str, str] = Field(default_factory=dict, sa_column=_json(), description="only the ones that matter")
    sha256: str = Field(index=True, description="hex, of the raw body")
    archived: str | None = Field(default=None, description="WARC file and record id of the body")
    title: str | None = None
    text: str = Field(default="", sa_column=Column(Text, nullable=False), description="what claims point into")
    writer: Role = Field(sa_column=_word(Role))
    host: Role = Field(sa_column=_word(Role))
    liable: Role | None = Field(default=None, sa_column=_word(Role, nullable=True))
    writer_org: str | None = Field(
        default=None, description="organisation that wrote it: registrable domain or normalised name"
    )
    published_at: date | None = Field(default=None, description="a claim of the page, never trusted as proof")
    known_at: date = Field(index=True, description="earliest date that somebody other than the writer can prove")
    known_by: KnownBy = Field(sa_column=_word(KnownBy))
    retrieved_at: datetime | None = None


class Observation(SQLModel, table=True):
    """One number or fact read off a document."""

    __table_args__ = (Index("ix_observation_company_metric", "company_id", "metric"),)

    id: str = Field(primary_key=True, description="ob_ + hash(document, metric, subject, observed_at, value)")
    company_id: str | None = Field(default=None, foreign_key="company.id")
    document_id: str = Field(index=True, foreign_key="document.id")
    metric: str = Field(description="snake case, e.g. github_stars, obligated_usd, subprocessor")
    subject: str | None = Field(
        default=None, description="what was measured: a repository, a listed vendor, a job title"
    )
    value: float | None = None
    text: str | None = Field(default=None, description="where the fact is not a number")
    unit: str | None = None
    observed_at: date | None = Field(default=None, description="the date the value holds for, as the document says")
    known_at: date


class Claim(SQLModel, table=True):
    """Something someone asserted, with a character span into a stored document's text."""

    id: str = Field(primary_key=True, description="cl_ + hash(company, document sha, kind, counterparty key, value)")
    company_id: str = Field(index=True, foreign_key="company.id")
    document_id: str = Field(foreign_key="document.id")
    family: Family = Field(sa_column=_word(Family))
    kind: ClaimKind = Field(sa_column=_word(ClaimKind))
    commitment: Commitment = Field(sa_column=_word(Commitment))
    asserted_by: AssertedBy = Field(sa_column=_word(AssertedBy))
    subject: str
    counterparty: str | None = None
    counterparty_key: str | None = Field(
        default=None, description="resolved domain, else normalised name; None: not named"
    )
    user_side: Role | None = Field(
        default=None,
        sa_column=_word(Role, nullable=True),
        description="which of the two uses the product",
    )
    span: str = Field(sa_column=Column(Text, nullable=False))
    start: int
    end: int
    value: float | None = None
    unit: str | None = None
    specifics: list[str] = Field(default_factory=list, sa_column=_json())
    quote_from_counterparty: bool = False
    depth: list[str] = Field(
        default_factory=list, sa_column=_json(), description="deployment depth: workflow, systems, seats, renewal"
    )
    confidence: float = 1.0
    channel: str | None = Field(
        default=None, description="press_release, social_post, deck, website, filing, interview, leaderboard, news"
    )
    claimed_at: date | None = Field(default=None, description="the date the claim bears")
    known_at: date = Field(index=True)


class Evidence(SQLModel, table=True):
    """A document or observation held against one claim."""

    __table_args__ = (UniqueConstraint("claim_id", "document_id", "kind", "facet", "stance", "subject_key"),)

    id: str = Field(primary_key=True, description="ev_ + hash(claim, document, kind, facet, stance, subject key)")
    company_id: str = Field(index=True, foreign_key="company.id")
    claim_id: str = Field(index=True, foreign_key="claim.id")
    document_id: str = Field(foreign_key="document.id")
    observation_id: str | None = Field(default=None, foreign_key="observation.id")
    stance: Stance = Field(sa_column=_word(Stance))
    facet: Facet = Field(sa_column=_word(Facet))
    kind: str = Field(description="a kind of data/reference/record_kinds.csv")
    writer: Role = Field(sa_column=_word(Role))
    host: Role = Field(sa_column=_word(Role))
    liable: Role | None = Field(default=None, sa_column=_word(Role, nullable=True))
    writer_org: str | None = Field(
        default=None, description="the writing organisation: registrable domain or normalised name"
    )
    related: str | None = Field(default=None, description="why writer and company are related; None: no tie known")
    subject_key: str = Field(default="", description="tells apart several records of one kind in one document")
    value: float | None = None
    unit: str | None = None
    commitment: Commitment | None = Field(default=None, sa_column=_word(Commitment, nullable=True))
    note: str | None = Field(default=None, description="what the record says, in our own words or as a short quotation")
    published_at: date | None = None
    known_at: date = Field(index=True)


class Lookup(SQLModel, table=True):
    """That we looked, and what looking gave; the difference between 'no' and 'not read'."""

    id: str = Field(primary_key=True, description="lk_ + hash(company, claim, check, known_at)")
    company_id: str = Field(index=True, foreign_key="company.id")
    claim_id: str | None = Field(default=None, foreign_key="claim.id", description="None: one of the fixed twelve")
    check: str = Field(description="a check of data/reference/lookups.csv, or a user-side check of a claim")
    looked: Looked = Field(sa_column=_word(Looked))
    reason: str | None = Field(default=None, description="why it could not be read, or what was seen")
    document_id: str | None = Field(default=None, foreign_key="document.id")
    known_at: date


class Signal(SQLModel, table=True):
    """What an investor is shown: one claim or metric of one company in one family, with how it stands."""

    id: str = Field(primary_key=True, description="sg_ + hash(company, family, key)")
    company_id: str = Field(index=True, foreign_key="company.id")
    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    family: Family = Field(sa_column=_word(Family))
    key: str = Field(description="what tells it apart inside its family; survives re-reading and retraining")
    statement: str = Field(sa_column=Column(Text, nullable=False))
    value: float | None = None
    unit: str | None = None
    claimed_at: date | None = None


class Assessment(SQLModel, table=True):
    """Standing and fakeability of one signal under one rules version, feature signature and model, as of one date."""

    id: str = Field(primary_key=True, description="as_ + hash(signal, as_of, rules, features, model, evidence digest)")
    signal_id: str = Field(index=True, foreign_key="signal.id")
    company_id: str = Field(index=True, foreign_key="company.id")
    as_of: date
    rung_existence: int
    rung_scale: int
    rung_liveness: int
    status: Status = Field(sa_column=_word(Status))
    label: Label = Field(sa_column=_word(Label))
    rule: str = Field(description="permanent id of the standing rule that matched")
    witnesses: list[str] = Field(
        default_factory=list, sa_column=_json(), description="evidence ids behind the rung and status"
    )
    fakeability: float = Field(description="0 to 1 in the rank view; 1 is most fakeable")
    fakeability_score_view: float = Field(description="the same from admissible and refuting records only")
    rank: int = Field(description="1 is most fakeable inside the company; equal features share a rank")
    interval_low: float
    interval_high: float
    contributions: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=_json(), description="group, log_odds, points, sentence, evidence id"
    )
    cost_low_usd: float | None = None
    cost_high_usd: float | None = None
    cost_signal: str | None = Field(default=None, description="row of data/reference/cost_to_fake.csv")
    rules_version: str
    feature_signature: str
    model_hash: str
    evidence_digest: str


class CompanyScore(SQLModel, table=True):
    """The company score as of one date. ``score`` None means the word ``insufficient``."""

    id: str = Field(primary_key=True, description="cs_ + hash(company, as_of, rules, model, evidence digest)")
    company_id: str = Field(index=True, foreign_key="company.id")
    as_of: date
    score: float | None = Field(default=None, description="0 to 100")
    low: float | None = None
    high: float | None = None
    hype: float | None = Field(default=None, description="H: the same formula with every claim taken at its word")
    gap: float | None = Field(default=None, description="H - S; None where S is insufficient")
    coverage: float | None = Field(default=None, description="0 to 1; None prints 'case file'")
    checks_done: int = 0
    checks_total: int = 0
    organisations: int = 0
    refuters: int = 0
    reason: str | None = Field(default=None, description="why the answer is insufficient")
    witnesses: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=_json(), description="one term per organisation"
    )
    rules_version: str
    model_hash: str
    evidence_digest: str


class Job(SQLModel, table=True):
    """A batch or a crawl asked for through the API; durable state lives here and nowhere else."""

    id: str = Field(primary_key=True)
    kind: str
    state: str = Field(default="queued", description="queued | running | done | failed")
    idempotency_key: str | None = Field(default=None, unique=True)
    body_sha256: str
    created_at: datetime
    finished_at: datetime | None = None


class JobItem(SQLModel, table=True):
    """One row of a job; a bad row fails alone."""

    id: str = Field(primary_key=True, description="ji_ + hash(job, position)")
    job_id: str = Field(index=True, foreign_key="job.id")
    position: int
    request: dict[str, Any] = Field(default_factory=dict, sa_column=_json(), description="what was asked for, as given")
    purpose: str = Field(default="", description="what the request is for, in words")
    state: str = Field(default="queued", description="queued | done | failed | refused")
    detail: str | None = None


class HostBudget(SQLModel, table=True):
    """Requests made to one host on one UTC day, so that a daily budget survives restarts."""

    id: str = Field(primary_key=True, description="hb_ + hash(host, day)")
    host: str
    day: date
    spent: int = Field(default=0, description="requests granted, in leases: at most one lease more than were sent")


class ApiKey(SQLModel, table=True):
    """A key's HMAC-SHA256 under the server's secret; the key itself is shown once and never stored."""

    id: str = Field(primary_key=True)
    prefix: str = Field(index=True, description="first characters, to tell keys apart in lists")
    digest: str = Field(unique=True)
    scopes: list[str] = Field(default_factory=list, sa_column=_json(), description="read, batch, admin")
    tenant: str
    created_at: datetime
    revoked_at: datetime | None = None


class Dispute(SQLModel, table=True):
    """A company's right of reply. Shown beside the score, never scored."""

    id: str = Field(primary_key=True)
    company_id: str = Field(index=True, foreign_key="company.id")
    signal_id: str | None = None
    ground: str = Field(description="not_us | wrong | outdated")
    statement: str = Field(sa_column=Column(Text, nullable=False))
    state: str = Field(default="open", description="open | corrected | rejected | appealed")
    created_at: datetime


class Annotation(SQLModel, table=True):
    """A note by an owner or an analyst; private to its tenant unless published; never scored."""

    id: str = Field(primary_key=True)
    company_id: str = Field(index=True, foreign_key="company.id")
    signal_id: str | None = None
    tenant: str
    public: bool = False
    note: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime


class AuditEntry(SQLModel, table=True):
    """Who was served what, when, under which model and data."""

    id: str = Field(primary_key=True)
    at: datetime = Field(index=True)
    actor: str
    action: str
    target: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=_json())
