"""The plan: what is asked of whom and why, before anything is sent."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from io import StringIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from sqlmodel import select

from crawlers.outcome import Row
from crawlers.plan import (
    Wanted,
    fixed_lookups,
    row_of,
    save_plan,
    stored_rows,
    take_turns,
    wave_one,
    wave_two,
    wave_zero,
)
from crawlers.progress import plan_table
from crawlers.registry import SOURCES, by_name
from crawlers.spec import SourceStatus
from crawlers.spider import PlannedRequest, Target
from data.records import Claim, Job, JobItem
from data.store import Store
from data.words import Role
from tests.crawlers.toy import NOW, TARGET

KNOWN = replace(
    TARGET,
    cik="0009990001",
    github_org="velorig",
    handles={"bluesky": "velorig.example", "mastodon": "@velorig@social.example", "huggingface": "velorig"},
    boards={"greenhouse": "velorig", "lever": "velorig", "ashby": "velorig", "statuspage": "status.velorig.example"},
    packages={"pypi": "velorig", "npm": "velorig", "github": "velorig/relay", "docker": "velorig/relay"},
)
PARTY = replace(KNOWN, counterparty_domain="harbour.example", counterparty_name="Harbour", cik="0009990002")


def claim(number: int, counterparty: str | None = "Harbour") -> Claim:
    return Claim(
        id=f"cl_{number}",
        company_id=TARGET.company_id,
        document_id="do_1",
        counterparty=counterparty,
        user_side=Role.COUNTERPARTY,
    )


def party(claim: Claim) -> Target | None:
    return PARTY if claim.counterparty == "Harbour" else None


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}")


def test_every_row_says_what_it_is_for() -> None:
    rows = [*wave_zero(KNOWN), *wave_one(KNOWN), *wave_two(KNOWN, [claim(1)], party)]
    assert rows
    for row in rows:
        assert row.request.purpose.strip() and urlsplit(row.request.url).scheme == "https"
        assert (row.request.check is None) == (row.request.wave == 0)
        hosts = by_name(row.request.source).spec.hosts
        assert any(fnmatchcase(urlsplit(row.request.url).hostname or "", host) for host in hosts), row.request
        sent_as = by_name(row.request.source).spec.auth_as.partition(":")[0]
        assert sent_as not in row.request.headers, "keys are added at the door, never in a plan"


def test_the_fixed_look_ups_name_known_sources_and_are_asked_of_everybody() -> None:
    assert len(fixed_lookups()) == 12
    for lookup in fixed_lookups():
        assert lookup.question and lookup.reason
        assert all(by_name(name).spec.status is SourceStatus.READY for name in lookup.sources), lookup
    asked = {row.request.check for row in wave_one(KNOWN)}
    assert asked >= {lookup.check for lookup in fixed_lookups()}


def test_sources_that_are_off_or_not_used_are_never_planned() -> None:
    idle = {s.spec.name for s in SOURCES if s.spec.status in (SourceStatus.OFF, SourceStatus.NOT_USED)}
    rows = [*wave_zero(KNOWN), *wave_one(KNOWN), *wave_two(KNOWN, [claim(1)], party)]
    assert idle and not idle & {row.request.source for row in rows}


def test_wave_two_asks_the_user_side_once_for_all_its_claims() -> None:
    rows = wave_two(KNOWN, [claim(1), claim(2), claim(3, None), claim(4, "Unknown")], party)
    assert rows
    assert {row.claims for row in rows} == {("cl_1", "cl_2")}
    assert {row.request.wave for row in rows} == {2}
    assert any("harbour.example" in row.request.url for row in rows)
    first = {(row.request.source, row.request.url) for row in wave_one(KNOWN)}
    assert not first & {(row.request.source, row.request.url) for row in rows}, "wave 1 has asked that already"


BOTH = {"Harbour": PARTY, "Quay": replace(PARTY, counterparty_domain="quay.example", counterparty_name="Quay")}
TIES = [claim(1), claim(2, "Quay"), claim(3)]


@given(st.permutations(TIES).flatmap(lambda claims: st.integers(0, 3).map(lambda wanted: claims[:wanted])))
def test_what_is_wanted_most_is_asked_first_and_nothing_else_is_asked(first: list[Claim]) -> None:
    wanted = [Wanted(about.id, f"Is {about.id} so?", frozenset({"subprocessors"})) for about in first]
    plain = wave_two(KNOWN, TIES, lambda about: BOTH[about.counterparty or ""])
    rows = wave_two(KNOWN, TIES, lambda about: BOTH[about.counterparty or ""], wanted=wanted)
    assert sorted(row.request.url for row in rows) == sorted(row.request.url for row in plain)
    order = [about.id for about in first] + [about.id for about in TIES if about not in first]
    by_host: dict[str, list[int]] = {}
    for row in rows:
        assert row.request.claim_id == row.claims[0] == min(row.claims, key=order.index)
        by_host.setdefault(urlsplit(row.request.url).hostname or "", []).append(order.index(row.claims[0]))
    assert all(places == sorted(places) for places in by_host.values())


def test_a_request_that_may_bring_the_wanted_record_says_so() -> None:
    wanted = [Wanted("cl_2", "Since when?", frozenset({"subprocessors"}))]
    rows = wave_two(KNOWN, [claim(1), claim(2)], party, wanted=wanted)
    assert {row.request.source for row in rows if row.request.purpose.endswith("Since when?")} == {"subprocessors"}


def test_a_plan_is_printed_before_anything_is_sent() -> None:
    rows = wave_one(KNOWN)
    paper = StringIO()
    Console(width=400, file=paper).print(plan_table(rows))
    printed = paper.getvalue()
    for row in rows:
        assert row.request.url in printed and row.request.source in printed


def test_rows_come_back_from_the_store_as_they_were_planned(store: Store) -> None:
    rows = wave_two(KNOWN, [claim(1)], party)
    job = save_plan(store, [KNOWN], rows, NOW)
    with store.session() as session:
        kept = [row for row, _, _ in stored_rows(session, job)]
    assert [(row.request, row.claims, row.asked) for row in kept] == [
        (row.request, row.claims, row.asked) for row in rows
    ]
    assert {row.job_id for row in kept} == {job}


def test_an_unfinished_plan_is_taken_up_and_a_finished_one_planned_anew(store: Store) -> None:
    rows = wave_one(KNOWN)
    job = save_plan(store, [KNOWN], rows, NOW)
    assert save_plan(store, [KNOWN], rows, datetime(2026, 6, 2)) == job
    with store.session() as session:
        assert len(session.exec(select(JobItem)).all()) == len(rows), "nothing twice"
        session.get_one(Job, job).state = "done"
    assert save_plan(store, [KNOWN], rows, datetime(2026, 6, 2)) != job
    with store.session() as session:
        ids = Counter(row_of(item).id for item in session.exec(select(JobItem)))
    assert set(ids.values()) == {1}


hosts = st.lists(st.sampled_from("abc"), max_size=30)


@given(hosts)
def test_hosts_take_turns(named: list[str]) -> None:
    rows = [
        Row(
            id=str(at),
            job_id="",
            company_id="",
            request=PlannedRequest(source=host, url=f"https://{host}.example/{at}", purpose="x"),
        )
        for at, host in enumerate(named)
    ]
    turns = take_turns(rows)
    assert sorted(turns, key=lambda row: int(row.id)) == rows
    for host in "abc":
        own = [int(row.id) for row in turns if row.request.source == host]
        assert own == sorted(own), "the order within a host is kept"
    left = Counter(named)
    for row, following in pairwise(turns):
        left[row.request.source] -= 1
        waiting = {host for host, number in left.items() if number and host != row.request.source}
        assert following.request.source != row.request.source or not waiting
