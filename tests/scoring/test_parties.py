"""Related parties: each tie of the design halves or voids a weight, shows its reason, and is never made by a rival."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from data.records import Claim, Evidence
from data.words import AssertedBy, ClaimKind, Facet, Family, Rung
from scoring.parties import OFFICER, named_parties, party_key, ties
from scoring.writers import judge
from tests.scoring import dossiers as make

FORM_D = Path(__file__).parent.parent / "golden" / "sec_edgar_formd.json"


def q(about: Claim, *beside: SQLModel) -> tuple[float, str]:
    record = make.records(about, "subprocessor_entry")
    row = next(row for row in record if isinstance(row, Evidence))
    weight = judge(row, make.dossier(about, record, *beside)).weight
    return weight.q, weight.reason


@pytest.mark.parametrize(
    ("beside", "weight", "reason"),
    [
        ([make.observation("holding_percent", "Klarna", 5.0)], 0.5, "holds 5 percent"),
        ([make.observation("holding_percent", "Klarna", 4.9)], 1.0, "has existed since"),
        (
            [
                make.observation("officer", "Klarna", text="Mara Voss"),
                make.observation("officer", "Lumenwharf", text="Mara Voss"),
            ],
            0.5,
            "shares an officer",
        ),
        ([make.observation("parent", "Klarna", text="Lumenwharf")], 0.5, "is a subsidiary"),
        ([make.observation("parent", "Lumenwharf", text="Klarna")], 0.5, "is the company's parent"),
        (
            [make.observation("paid_to_usd", "Klarna", 1e6), make.observation("paid_by_usd", "klarna.com", 0.9e6)],
            0.0,
            "money returned in like size",
        ),
        (
            [make.observation("paid_to_usd", "Klarna", 1e6), make.observation("paid_by_usd", "klarna.com", 0.5e6)],
            1.0,
            "has existed since",
        ),
        (
            [
                make.observation("paid_to_usd", "Klarna", 1e6),
                make.observation("paid_by_usd", "Klarna", 1e6, day=date(2025, 1, 1)),
            ],
            1.0,
            "has existed since",
        ),
    ],
)
def test_each_tie_halves_or_voids(beside: list[SQLModel], weight: float, reason: str) -> None:
    found, why = q(make.claim(), *beside)
    assert found == weight
    assert reason in why


@pytest.mark.parametrize(
    ("specific", "weight"),
    [
        ("customer is also an investor", 0.5),
        ("stake by counterparty", 0.5),
        ("paid by the company", 0.5),
        ("round-trip invoices", 0.0),
        ("buyer is also vendor of like size", 0.0),
        ("three-year contract", 1.0),
    ],
)
def test_a_claims_own_words_may_tell_the_tie(specific: str, weight: float) -> None:
    assert q(make.claim(specifics=(specific,)))[0] == weight


@pytest.mark.parametrize(("by", "tied"), [(AssertedBy.SUBJECT, True), (AssertedBy.THIRD_PARTY, False)])
def test_an_equity_claim_ties_unless_a_stranger_made_it(by: AssertedBy, tied: bool) -> None:
    swap = make.claim(kind=ClaimKind.EQUITY_SWAP, family=Family.EQUITY)
    swap.asserted_by = by
    assert (party_key("Klarna") in ties(make.dossier(swap))) is tied


def test_mutual_money_of_like_size_leaves_nothing_standing() -> None:
    about = make.claim()
    swap = [make.observation("paid_to_usd", "Klarna", 1e6), make.observation("paid_by_usd", "Klarna", 1e6)]
    work = [make.records(about, kind) for kind in ("subprocessor_entry", "job_ad_naming_product")]
    assert make.standing(about, *work).rungs[Facet.EXISTENCE] is Rung.OPERATIONAL
    found = make.standing(about, *work, *swap)
    assert found.rungs[Facet.EXISTENCE] is Rung.CLAIMED
    assert found.related is not None and "money returned" in found.related


def test_a_claim_that_lists_several_parties_names_each_of_them() -> None:
    about = make.claim(counterparty="Ford; Wendy's")
    assert {"ford.com", "wendys.com"} <= set(named_parties(about))


def test_two_notices_with_a_person_in_common_make_a_tie() -> None:
    """Form D says who runs an issuer; what is stored of it is a key, the same on every notice."""
    notices = json.loads(FORM_D.read_text(encoding="utf-8"))
    keys = {fact["text"] for fact in _facts(notices) if fact["metric"] == OFFICER}
    assert len(keys) == 1, "both recorded notices name the same invented director"
    (key,) = keys
    assert not re.search("anna|invented", key, re.IGNORECASE)
    about = make.claim(counterparty="Klarna")
    officers = [make.observation(OFFICER, issuer, text=key) for issuer in ("KLARNA INC.", "LUMENWHARF, INC.")]
    assert "shares an officer" in q(about, *officers)[1]


def _facts(node: object) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if "metric" in node:
            yield node
        for value in node.values():
            yield from _facts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _facts(value)
