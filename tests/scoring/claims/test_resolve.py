"""Identities: exact names and near names resolve, words and look-alikes do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.organisations import find, is_word, organisations
from scoring.claims.resolve import NOT_RESOLVED, resolve, telling_names


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Klarna", "exact"),
        ("Klarna Bank", "alias"),
        ("Capital One, Inc.", "exact"),
        ("klarna.com", "domain"),
        ("Goldman Sacks", "near"),
        ("Norfolk", "unresolved"),
        ("Klarno", "unresolved"),
        ("Quantum Harbour Systems", "unresolved"),
        ("", "unresolved"),
    ],
)
def test_a_name_resolves_or_says_that_it_does_not(name, how):
    assert resolve(name).how == how


def test_a_word_needs_evidence_beside_it():
    assert resolve("Glean", "Staff can glean much from it.") == NOT_RESOLVED
    for context in ("See glean.com.", "Glean, Inc. said so.", "Glean Technologies said so. Glean is used."):
        assert resolve("Glean", context).domain == "glean.com"


def test_the_matcher_is_given_no_words():
    names = telling_names()
    assert {"Klarna", "Capital One", "Adobe"} <= set(names)
    assert not {"Nate", "Wiz", "Cursor", "Glean"} & set(names)


@given(st.sampled_from(organisations()), st.integers(min_value=0), st.sampled_from("bdfgkmpt"))
def test_a_slip_of_the_pen_names_the_same_organisation_or_none(organisation, place, letter):
    name = organisation.name
    slipped = name[: place % len(name)] + letter + name[place % len(name) + 1 :]
    if find(slipped) is None and not is_word(name):
        assert resolve(slipped).name in {None, name}
