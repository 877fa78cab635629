"""The five memo files, column by column: the data dictionary that ``datapackage.json`` is written from."""

from scoring.tables import Table

COMPANIES = Table.of(
    "companies",
    "one company as of one date",
    """
    company_id | string | stable id
    name | string | name as the source states it
    domain | string | registrable domain
    country | string | as the source states it
    as_of | date | everything known by this date counts, nothing later
    score | string | 0 to 100, or the word insufficient
    score_low | number | the score without its strongest organisation
    score_high | number | the score at the lower end of every fakeability interval
    hype | number | the same formula with every claim taken at its word
    hype_evidence_gap | number | hype minus score; empty where the score is insufficient
    coverage | string | share of the fixed twelve look-ups that were read; case file where there are none
    checks_done | integer | look-ups read
    checks_total | integer | look-ups of the fixed list that apply
    claim_checks | string | look-ups made for single claims: n of m read
    organisations | integer | organisations that wrote admissible records
    refuters | integer | distinct refuters, own admissions included: k of the formula
    insufficient_reason | string | why there is no number
    n_signals | integer | signals shown
    n_verified | integer | signals labelled VERIFIED
    n_partial | integer | signals labelled PARTIAL
    n_claimed | integer | signals labelled CLAIMED
    n_contradicted | integer | signals labelled CONTRADICTED
    n_ended | integer | signals labelled ENDED
    n_insufficient | integer | signals labelled INSUFFICIENT
    origin | string | crawl, case file or demonstration
    model_version | string | hash of the ranker's file
    rules_version | string | version of the standing rules
    evidence_digest | string | sha256 over every row read
    """,
)

SIGNALS = Table.of(
    "signals",
    "one claim or metric of one company in one family",
    """
    company_id | string | the company
    signal_id | string | stable id; survives re-reading and retraining
    family | string | one of thirteen families
    statement | string | what is claimed, in the words of the source
    value | number | where there is a number
    unit | string | unit of the value
    claimed_on | date | the date the claim bears
    label | string | VERIFIED, PARTIAL, CLAIMED, CONTRADICTED, ENDED or INSUFFICIENT
    rung_existence | string | strength of record that the thing exists
    rung_scale | string | strength of record for its size
    rung_liveness | string | strength of record that it is in operation
    status | string | standing, ended, disputed or contradicted
    rule | string | permanent id of the standing rule
    fakeability | number | 0 to 1, most fakeable first: a case-control index, not a rate of fraud
    rank | integer | 1 is most fakeable inside the company; equal evidence shares a rank
    interval_low | number | lower end of the fakeability interval
    interval_high | number | upper end
    cost_to_fake_low_usd | number | what making this record say this would cost at least
    cost_to_fake_high_usd | number | and at most
    cost_signal | string | row of the cost table
    cost_source | string | where the price was seen
    top_reason_1 | string | strongest reason with its record
    top_reason_2 | string | second
    top_reason_3 | string | third
    n_evidence | integer | records held against the claim
    n_origins | integer | independent origins among them
    log_term | number | ln(1 - g) summed over the organisations whose strongest relation this is
    """,
)

CLAIMS = Table.of(
    "claims",
    "one claim as a document makes it",
    """
    claim_id | string | stable id
    company_id | string | the company
    signal_id | string | the signal it is part of; empty for denials and cancellations
    kind | string | kind of claim
    commitment | string | live, announced, planned, hedged, ended or denied
    asserted_by | string | whose statement it is
    counterparty | string | as the text names it
    counterparty_key | string | resolved domain, else normalised name
    claim_text | string | the span
    span_start | integer | first character in the stored text
    span_end | integer | one past the last
    value | number | where there is a number
    unit | string | unit of the value
    specifics | string | what is concrete in it
    claimed_on | date | the date the claim bears
    known_at | date | earliest date that somebody else can prove
    label | string | as the signal's
    looked | string | each check and its word
    confidence | number | of the reading, 0 to 1
    document_id | string | the stored document
    document_url | string | where it was read
    document_sha256 | string | hash of the stored body, prefixed
    """,
)

EVIDENCE = Table.of(
    "evidence",
    "one record held against one claim",
    """
    evidence_id | string | stable id
    company_id | string | the company
    claim_id | string | the claim
    kind | string | kind of record
    stance | string | supports, refutes or ends
    facet | string | existence, scale or liveness
    writer | string | who wrote it
    host | string | who serves it
    liable | string | who is liable if it is false
    organisation | string | the writing organisation
    writer_weight | number | q: 1, 0.5 or 0
    weight_reason | string | why
    admissible | string | true where it may count in the score
    related | string | why writer and company are related
    value | number | where the record holds a number
    unit | string | unit of the value
    known_at | date | earliest date that somebody else can prove
    half_life_years | number | years after which a record of this kind counts half
    source_url | string | where it was read
    document_sha256 | string | hash of the stored body, prefixed
    note | string | what it says
    """,
)

MEMO = Table.of(
    "memo",
    "one line of a company's memo, in reading order",
    """
    company_id | string | the company
    section | string | summary, signal, contradiction, not seen, question, method
    order | integer | reading order inside the section
    item | string | what the line is about
    value | string | what it says
    status | string | label or word
    evidence_ids | string | records behind it
    note | string | what else to know
    """,
)

TABLES = (COMPANIES, SIGNALS, CLAIMS, EVIDENCE, MEMO)
