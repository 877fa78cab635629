"""The rule table of standing: what it takes for one facet of a claim to reach a rung (DESIGN, section 4).

Rules are read top to bottom and the first match wins. An id is for ever: a rule may be retired, its id never gets a
new meaning. Every rule is monotone in the supporting records: one more of them can make it match, never unmatch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.words import OTHER_SIDE, ClaimKind, Role, Rung
from scoring.held import Record

RULES_VERSION = "2026.11"

CAPTURES_APART_DAYS = 90

LIABLE_PUBLIC = frozenset({"government_award", "government_outlay", "public_record", "court_record", "registry_record"})
AUDITED = frozenset({"own_audited_filing", "audit_opinion"})
COUNTERS = frozenset({"platform_counter", "traffic_meter", "app_store_record", "leaderboard_entry", "independent_test"})
REPORTS = frozenset({"news_report", "third_party_report", "journalist_visit", "physical_site", "publication"})
#: Somebody outside speaks for itself and against the claim, and settles nothing.
DOUBTS = frozenset({"staff_account", "rival_statement"})
#: Claims that say no more than a trial does, so that a trial's traces are about them.
TRIAL_CLAIMS = frozenset({ClaimKind.PILOT, ClaimKind.CREDITS_PROGRAM})

_DECISIVE = OTHER_SIDE | {Role.REGULATOR, Role.METER}


@dataclass(frozen=True, slots=True)
class Held:
    """One supporting record of a claim, with the writing organisation that it counts for."""

    record: Record
    origin: str
    admissible: bool
    related: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule reads: one facet of one claim and the records that support it, void ones and copies left out."""

    claim_kind: ClaimKind
    names_counterparty: bool
    records: tuple[Held, ...]


Match = Callable[[Facts], Sequence[Held]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. ``match`` gives the witnesses, none where the rule does not match."""

    id: str
    rung: Rung
    floor: str  #: the least evidence it takes
    witness: str  #: who wrote that evidence
    comment: str
    match: Match


def _of(kinds: frozenset[str]) -> Match:
    return lambda facts: [held for held in facts.records if held.record.kind.kind in kinds]


def _by_counterparty(facts: Facts) -> list[Held]:
    return [
        held for held in facts.records if held.record.writer in OTHER_SIDE and not held.record.kind.trial_compatible
    ]


def _operational(facts: Facts) -> list[Held]:
    return [
        held
        for held in facts.records
        if held.record.kind.operational
        and not held.record.kind.trial_compatible
        and held.record.writer in OTHER_SIDE
        and held.admissible
    ]


def _two_kinds(facts: Facts) -> Sequence[Held]:
    for records in _by_origin(_operational(facts)):
        if len({held.record.kind.kind for held in records}) >= 2:
            return records
    return ()


def _two_captures(facts: Facts) -> Sequence[Held]:
    for records in _by_origin(_operational(facts)):
        ordered = sorted(records, key=lambda held: held.record.kind.kind)
        for _, same in groupby(ordered, key=lambda held: held.record.kind.kind):
            captures = sorted(same, key=lambda held: (held.record.known_at, held.record.id))
            apart = (captures[-1].record.known_at - captures[0].record.known_at).days
            if apart >= CAPTURES_APART_DAYS:
                return [captures[0], captures[-1]]
    return ()


def _operational_and_audited(facts: Facts) -> Sequence[Held]:
    audited = _of(AUDITED)(facts)
    operational = _operational(facts)
    return operational if audited and operational and facts.names_counterparty else ()


def _meter_run(facts: Facts) -> Sequence[Held]:
    return [
        held
        for held in facts.records
        if held.record.kind.kind == "independent_test"
        and held.record.writer is Role.METER
        and held.admissible
        and not held.related
    ]


def _two_origins(facts: Facts) -> Sequence[Held]:
    free = [
        held
        for held in facts.records
        if held.admissible
        and not held.related
        and not held.record.kind.trial_compatible
        and held.record.kind.kind not in AUDITED
    ]
    if len({held.origin for held in free}) >= 2 and any(held.record.writer in _DECISIVE for held in free):
        return free
    return ()


def _public_word(facts: Facts) -> Sequence[Held]:
    return [held for held in facts.records if held.record.kind.kind == "government_statement"]


def _trial_of_a_trial(facts: Facts) -> Sequence[Held]:
    if facts.claim_kind not in TRIAL_CLAIMS:
        return ()
    return [held for held in facts.records if held.record.kind.trial_compatible and held.record.writer in OTHER_SIDE]


def _by_origin(records: Sequence[Held]) -> list[list[Held]]:
    ordered = sorted(records, key=lambda held: held.origin)
    return [list(group) for _, group in groupby(ordered, key=lambda held: held.origin)]


RULES: tuple[Rule, ...] = (
    Rule(
        id="S60",
        rung=Rung.COUNTERPARTY_LIABLE,
        floor="one filing of the counterparty, read where it filed it",
        witness="counterparty",
        comment="It answers for the sentence under its own securities or company law.",
        match=_of(frozenset({"counterparty_filing"})),
    ),
    Rule(
        id="S61",
        rung=Rung.COUNTERPARTY_LIABLE,
        floor="one record of a public body: money obligated or paid, a register, a court",
        witness="regulator",
        comment="A ceiling or an option is no money; a copy from the company is no public record.",
        match=_of(LIABLE_PUBLIC),
    ),
    Rule(
        id="S50",
        rung=Rung.OWN_AUDITED,
        floor="one audited filing of the company, read at the regulator",
        witness="company, auditor liable",
        comment="The auditor is liable for what the notes cover; Tingo shows how much that can be worth.",
        match=_of(AUDITED),
    ),
    Rule(
        id="S40",
        rung=Rung.OPERATIONAL,
        floor="two kinds of operational record by one user, who weighs something",
        witness="user side",
        comment="Two departments that did not write for us show a changed operation.",
        match=_two_kinds,
    ),
    Rule(
        id="S41",
        rung=Rung.OPERATIONAL,
        floor="one kind of operational record in two captures at least 90 days apart",
        witness="user side",
        comment="A trial does not outlive its quarter.",
        match=_two_captures,
    ),
    Rule(
        id="S42",
        rung=Rung.OPERATIONAL,
        floor="one operational record of the user, and audited notes of the company that name the user",
        witness="user side, beside the auditor",
        comment="Reached beside S50: it says that the relation, and not only the figure, has a record at the user.",
        match=_operational_and_audited,
    ),
    Rule(
        id="S30",
        rung=Rung.CORROBORATED,
        floor="one published run by the owner of the measurement, who weighs something",
        witness="meter",
        comment="For that measurement alone.",
        match=_meter_run,
    ),
    Rule(
        id="S31",
        rung=Rung.CORROBORATED,
        floor="two admissible origins of different organisations, none related, one of them no bystander",
        witness="counterparty, regulator or meter, and one other",
        comment="Related parties and purchasable records are not counted among the two.",
        match=_two_origins,
    ),
    Rule(
        id="S20",
        rung=Rung.ACKNOWLEDGED,
        floor="one record of the counterparty on its own channel, no trace that a trial leaves too",
        witness="counterparty or user side",
        comment="It lends its name; related parties stop here with their words.",
        match=_by_counterparty,
    ),
    Rule(
        id="S21",
        rung=Rung.ACKNOWLEDGED,
        floor="one statement of a public body",
        witness="regulator",
        comment="Words of an office, not yet its books.",
        match=_public_word,
    ),
    Rule(
        id="S22",
        rung=Rung.ACKNOWLEDGED,
        floor="one trace of a trial, where no more than a trial is claimed",
        witness="user side",
        comment="The same trace says nothing of a customer.",
        match=_trial_of_a_trial,
    ),
    Rule(
        id="S10",
        rung=Rung.REPORTED,
        floor="one reporter or visitor with facts of their own",
        witness="third party",
        comment="A text that holds only what the company's releases hold counts as the company.",
        match=_of(REPORTS),
    ),
    Rule(
        id="S11",
        rung=Rung.REPORTED,
        floor="one counter, ranking or test of a meter",
        witness="meter",
        comment="True of the counter, and mostly purchasable: it is shown and does not count.",
        match=_of(COUNTERS),
    ),
    Rule(
        id="S00",
        rung=Rung.CLAIMED,
        floor="nothing but what the company or copies of it say",
        witness="company",
        comment="A claim earns nothing; it tells us where to look.",
        match=lambda facts: (),
    ),
)


def matching(facts: Facts) -> list[tuple[Rule, tuple[Held, ...]]]:
    """Every rule that matches, in the order of the table, with its witnesses; the last row always matches."""
    if not facts.records:
        return [(RULES[-1], ())]
    found = [(rule, tuple(rule.match(facts))) for rule in RULES[:-1]]
    return [(rule, witnesses) for rule, witnesses in found if witnesses] + [(RULES[-1], ())]


def first_match(facts: Facts) -> tuple[Rule, tuple[Held, ...]]:
    """The rule that decides, with its witnesses."""
    if facts.records:
        for rule in RULES[:-1]:
            witnesses = tuple(rule.match(facts))
            if witnesses:
                return rule, witnesses
    return RULES[-1], ()
