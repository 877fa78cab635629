"""Standing by invariant, and the rule table by its own columns."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from data.as_of import Dossier, in_memory
from data.records import Claim, Evidence
from data.reference import record_kinds
from data.words import ClaimKind, Commitment, Facet, Family, Label, Looked, Role, Rung, Stance, Status
from scoring.checks import check_of
from scoring.independence import COMPANY_ORIGIN, origins
from scoring.rewrites import REWRITES
from scoring.standing import RULES, Standing, stand, stand_all
from tests.scoring import dossiers as make

USER_SIDE = sorted(kind for kind, row in record_kinds().items() if row.writer in (Role.USER_SIDE, Role.COUNTERPARTY))
COMPANY_KINDS = sorted(
    kind for kind, row in record_kinds().items() if row.writer is Role.COMPANY and kind != "own_audited_filing"
)
TRIAL_KINDS = sorted(kind for kind, row in record_kinds().items() if row.trial_compatible)
GOODNESS = {Status.CONTRADICTED: 0, Status.ENDED: 1, Status.DISPUTED: 2, Status.STANDING: 3}

claims = st.builds(
    make.claim,
    kind=st.sampled_from(
        [ClaimKind.CUSTOMER, ClaimKind.DEPLOYMENT, ClaimKind.PILOT, ClaimKind.ARR, ClaimKind.BENCHMARK]
    ),
    family=st.sampled_from([Family.CUSTOMERS, Family.DEPLOYMENT, Family.BENCHMARK, Family.FUNDING]),
    counterparty=st.sampled_from(["Klarna", "Walgreens", None]),
    value=st.sampled_from([None, 100.0]),
    commitment=st.sampled_from(Commitment),
    specifics=st.sampled_from([(), ("customer is investor",), ("logo only",)]),
)


@st.composite
def record_lists(
    draw: st.DrawFn, about: Claim, kinds: list[str], stances: list[Stance], most: int = 5
) -> list[list[SQLModel]]:
    """Up to ``most`` records of some kinds, of several writers, at several dates."""
    found = []
    for position in range(draw(st.integers(0, most))):
        found.append(
            make.records(
                about,
                draw(st.sampled_from(kinds)),
                key=str(position),
                org=draw(st.sampled_from(["klarna", "walgreens", "nobody-ever-heard-of"])),
                stance=draw(st.sampled_from(stances)),
                days=draw(st.sampled_from([0, 10, 95, 400])),
                value=draw(st.sampled_from([None, 10.0, 90.0, 100.0])),
                related=draw(st.sampled_from([None, None, "is an investor"])),
                commitment=draw(st.sampled_from([None, Commitment.LIVE, Commitment.HEDGED])),
                host=draw(st.sampled_from([None, None, None, Role.COMPANY])),
            )
        )
    return found


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Claim, list[list[SQLModel]]]:
    about = draw(claims)
    return about, draw(record_lists(about, sorted(record_kinds()), list(Stance)))


def verdict(found: Standing) -> Standing:
    """A standing without the count of what the company wrote, which a copy of its release may add to."""
    others = {role: count for role, count in found.origins.items() if role is not Role.COMPANY}
    return replace(found, origins=others)


@given(worlds(), st.sampled_from(sorted(REWRITES)), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_copies_of_a_release_never_change_a_standing(
    world: tuple[Claim, list[list[SQLModel]]], making: str, seed: int
) -> None:
    about, rows = world
    text = REWRITES[making](make.RELEASE, seed)
    copy = make.records(about, "news_report", key="copy", org="ledgerwire.example", text=text, days=1)
    before, after = make.standing(about, *rows), make.standing(about, *rows, copy)
    if len(text.split()) >= 40:
        assert verdict(before) == verdict(after)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_record_on_the_users_side_never_lowers_a_rung(data: st.DataObject) -> None:
    about, rows = data.draw(worlds())
    added = data.draw(record_lists(about, USER_SIDE, list(Stance), most=3))
    for position, record in enumerate(added):
        for row in record:
            row.id = f"{row.id}+{position}"
        for row in record[1:]:
            assert isinstance(row, Evidence)
            row.document_id = record[0].id
    before, after = make.standing(about, *rows), make.standing(about, *rows, *added)
    for facet in Facet:
        assert after.rungs[facet] >= before.rungs[facet]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_removing_a_source_never_raises_a_rung_and_never_hides_a_refutation(data: st.DataObject) -> None:
    about, rows = data.draw(worlds())
    held = make.dossier(about, *rows)
    sources = sorted({document.source for document in held.documents} - {"release"})
    if not sources:
        return
    gone = data.draw(st.sampled_from(sources))
    kept = [record for record in rows if record[0].source != gone]
    removed = [row for record in rows if record[0].source == gone for row in record if isinstance(row, Evidence)]
    before, after = stand(about, held), make.standing(about, *kept)
    for facet in Facet:
        assert after.rungs[facet] <= before.rungs[facet]
    if GOODNESS[after.status] > GOODNESS[before.status]:
        spoke_against = [row for row in removed if row.stance is not Stance.SUPPORTS or row.value == 10.0]
        assert spoke_against
        left = {check_of(row.kind) for record in kept for row in record if isinstance(row, Evidence)}
        for check in {check_of(row.kind) for row in spoke_against} - left - {None}:
            assert after.looked[check] in (Looked.NOT_READ, Looked.NOT_APPLICABLE)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_what_the_company_writes_never_passes_claimed(data: st.DataObject) -> None:
    about = data.draw(claims)
    rows = data.draw(record_lists(about, COMPANY_KINDS, [Stance.SUPPORTS]))
    assert set(make.standing(about, *rows).rungs.values()) == {Rung.CLAIMED}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_what_a_trial_leaves_never_passes_acknowledged(data: st.DataObject) -> None:
    about = data.draw(claims)
    rows = data.draw(record_lists(about, TRIAL_KINDS, [Stance.SUPPORTS]))
    assert max(make.standing(about, *rows).rungs.values()) <= Rung.ACKNOWLEDGED


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_arrival_never_matters(world: tuple[Claim, list[list[SQLModel]]], chance: object) -> None:
    about, rows = world
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert make.standing(about, *rows) == make.standing(about, *shuffled)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_hedged_language_never_passes_acknowledged_on_liveness(data: st.DataObject) -> None:
    about = data.draw(claims.filter(lambda item: item.commitment in (Commitment.HEDGED, Commitment.PLANNED)))
    rows = data.draw(record_lists(about, sorted(record_kinds()), list(Stance)))
    assert make.standing(about, *rows).rungs[Facet.LIVENESS] <= Rung.ACKNOWLEDGED


@given(worlds())
@settings(max_examples=200, deadline=None)
def test_labels_say_what_they_mean(world: tuple[Claim, list[list[SQLModel]]]) -> None:
    about, rows = world
    found = make.standing(about, *rows)
    if found.label is Label.VERIFIED:
        assert found.rungs[Facet.EXISTENCE] >= Rung.CORROBORATED
        assert found.status is Status.STANDING
        assert about.value is None or (found.backed is not None and abs(found.backed - 1) <= 0.25)
    if found.status is Status.CONTRADICTED:
        assert found.label is Label.CONTRADICTED and found.refuters
    if found.label is Label.INSUFFICIENT:
        assert found.rungs[Facet.EXISTENCE] is Rung.CLAIMED
    assert set(found.rungs) == set(Facet)


def test_ids_of_rules_are_unique_and_the_table_falls_by_rung() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule.rung for rule in RULES] == sorted((rule.rung for rule in RULES), reverse=True)
    assert {rule.rung for rule in RULES} == set(Rung)
    assert all(rule.comment and rule.floor and rule.witness for rule in RULES)


@pytest.mark.parametrize(
    ("kinds", "rung"),
    [
        ([], Rung.CLAIMED),
        (["company_page"], Rung.CLAIMED),
        (["news_report"], Rung.REPORTED),
        (["platform_counter"], Rung.REPORTED),
        (["dns_txt"], Rung.CLAIMED),
        (["counterparty_release"], Rung.ACKNOWLEDGED),
        (["subprocessor_entry"], Rung.ACKNOWLEDGED),
        (["counterparty_release", "government_statement"], Rung.CORROBORATED),
        (["subprocessor_entry", "job_ad_naming_product"], Rung.OPERATIONAL),
        (["own_audited_filing"], Rung.OWN_AUDITED),
        (["counterparty_filing"], Rung.COUNTERPARTY_LIABLE),
        (["government_outlay"], Rung.COUNTERPARTY_LIABLE),
    ],
)
def test_each_rung_has_its_floor(kinds: list[str], rung: Rung) -> None:
    about = make.claim()
    rows = [make.records(about, kind) for kind in kinds]
    assert make.standing(about, *rows).rungs[Facet.EXISTENCE] is rung


def test_one_operational_kind_counts_when_seen_again_a_quarter_later() -> None:
    about = make.claim()
    first = make.records(about, "subprocessor_entry", days=0)
    assert make.standing(about, first).rungs[Facet.EXISTENCE] is Rung.ACKNOWLEDGED
    near, far = (make.records(about, "subprocessor_entry", days=days) for days in (60, 95))
    assert make.standing(about, first, near).rungs[Facet.EXISTENCE] is Rung.ACKNOWLEDGED
    assert make.standing(about, first, far).rungs[Facet.EXISTENCE] is Rung.OPERATIONAL


def test_an_unknown_user_reaches_no_further_than_acknowledged() -> None:
    about = make.claim(counterparty="Nobody Ever")
    rows = [make.records(about, kind, org="nobody ever") for kind in ("subprocessor_entry", "job_ad_naming_product")]
    assert make.standing(about, *rows).rungs[Facet.EXISTENCE] is Rung.ACKNOWLEDGED


def test_related_words_stop_at_acknowledged_and_related_operations_are_marked() -> None:
    about = make.claim(specifics=("customer is investor",))
    words = [make.records(about, "counterparty_release"), make.records(about, "government_statement")]
    assert make.standing(about, *words).rungs[Facet.EXISTENCE] is Rung.ACKNOWLEDGED
    work = [make.records(about, kind) for kind in ("subprocessor_entry", "job_ad_naming_product")]
    found = make.standing(about, *work)
    assert found.rungs[Facet.EXISTENCE] is Rung.OPERATIONAL
    assert found.related == "is an investor"


def test_an_end_keeps_the_rung_and_a_denial_keeps_both_sides() -> None:
    about = make.claim()
    filing = make.records(about, "counterparty_filing")
    ended = make.standing(about, filing, make.records(about, "counterparty_statement", stance=Stance.ENDS, days=300))
    assert (ended.label, ended.rungs[Facet.EXISTENCE]) == (Label.ENDED, Rung.COUNTERPARTY_LIABLE)
    denial = make.records(about, "counterparty_denial", stance=Stance.REFUTES, days=400)
    denied = make.standing(about, filing, denial)
    assert denied.label is Label.CONTRADICTED
    assert denied.witnesses and set(denied.refuters).isdisjoint(denied.witnesses)


@pytest.mark.parametrize("kind", ["news_report", "rival_statement", "staff_account", "platform_counter"])
def test_a_reporter_or_a_rival_cannot_contradict_or_end(kind: str) -> None:
    about = make.claim(value=100.0)
    filing = make.records(about, "counterparty_filing", value=100.0)
    for stance in (Stance.REFUTES, Stance.ENDS):
        against = make.records(about, kind, stance=stance, facets=(Facet.EXISTENCE,), days=50)
        assert make.standing(about, filing, against).status is Status.STANDING
    on_scale = make.records(about, kind, stance=Stance.REFUTES, facets=(Facet.SCALE,), days=50)
    assert make.standing(about, filing, on_scale).status is Status.DISPUTED


def test_a_meter_far_below_disputes_the_scale_and_leaves_existence() -> None:
    about = make.claim(value=100.0, family=Family.BENCHMARK, kind=ClaimKind.BENCHMARK)
    run = make.records(about, "independent_test", org="MLCommons", value=40.0)
    found = make.standing(about, run)
    assert (found.status, found.label) == (Status.DISPUTED, Label.PARTIAL)
    assert found.rungs[Facet.EXISTENCE] is Rung.CORROBORATED
    assert found.rungs[Facet.SCALE] is Rung.CLAIMED


@pytest.mark.parametrize(("value", "label"), [(76.0, Label.VERIFIED), (124.0, Label.VERIFIED), (74.0, Label.PARTIAL)])
def test_a_number_is_backed_within_a_quarter(value: float, label: Label) -> None:
    about = make.claim(value=100.0)
    assert make.standing(about, make.records(about, "counterparty_filing", value=value)).label is label


def test_a_claim_nobody_looked_into_is_insufficient_and_not_false() -> None:
    about = make.claim()
    assert make.standing(about).label is Label.INSUFFICIENT
    assert make.standing(about, make.looked(about, "subprocessor_list", Looked.NOT_READ)).label is Label.INSUFFICIENT
    assert make.standing(about, make.looked(about, "subprocessor_list")).label is Label.CLAIMED
    assert make.standing(about, make.looked(about, "subprocessors")).looked["subprocessor_list"] is Looked.NOT_PUBLISHED


def test_a_counterpartys_own_text_is_never_merged_away() -> None:
    about = make.claim()
    own = make.records(about, "counterparty_release", text=make.RELEASE)
    held = make.dossier(about, own)
    assert COMPANY_ORIGIN not in origins(about, held).values()
    assert stand(about, held).rungs[Facet.EXISTENCE] is Rung.ACKNOWLEDGED


def test_standing_reads_the_past_only() -> None:
    about = make.claim()
    rows = make.records(about, "counterparty_denial", stance=Stance.REFUTES, days=365)
    before = make.dossier(about, rows, as_of=date(2024, 12, 31))
    assert stand(about, before).status is Status.STANDING
    assert stand(about, make.dossier(about, rows)).status is Status.CONTRADICTED


def test_stand_all_stands_every_claim_in_order() -> None:
    about, other = make.claim(), make.claim(counterparty="Walgreens")
    held: Dossier = in_memory(make.COMPANY, make.LATE, [make.release(), about, other])
    assert [found.claim_id for found in stand_all(held)] == [row.id for row in held.claims]
