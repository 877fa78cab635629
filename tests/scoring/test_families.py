"""Every family has one file with its whole prose, costs that the table knows, and a check on the user's side."""

import re

import pytest

from data.reference import cost_table, family_of
from data.words import ClaimKind, Family
from scoring.signals import FAMILIES
from scoring.signals.family import SignalFamily


def test_every_family_has_one_file() -> None:
    assert sorted(family.family for family in FAMILIES) == sorted(Family)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.family)
def test_a_family_is_described_and_priced(family: SignalFamily) -> None:
    for prose in (family.title, family.says, family.measured, family.faked, family.cost):
        assert len(prose) >= 5
    assert family.costs, "no cost rule"
    for rule in family.costs:
        assert rule.cost_signal in cost_table()
        if rule.words:
            re.compile(rule.words)
    last = family.costs[-1]
    assert not last.words and not last.channels, "the last cost rule must take whatever is left"


def test_every_word_for_a_family_and_every_kind_of_claim_is_mapped_once() -> None:
    assert set(family_of("claim_kind")) >= {kind.value for kind in ClaimKind}
    assert set(family_of("cases").values()) == set(Family)
