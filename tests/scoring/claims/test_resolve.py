"""Identities: exact names and near names resolve, words and look-alikes do not."""

import pytest

from scoring.claims.resolve import NOT_RESOLVED, Named, Resolver, is_word, resolver

KNOWN = (
    Named("Norfolk General Hospital", "norfolkgeneral.example", ("Norfolk General",)),
    Named("Glean", "glean.example", ("Glean Technologies",)),
    Named("Quantrel Systems", "quantrel.example"),
    Named("Mercury Bank", "mercurybank.example", ("Mercury",)),
    Named("Mercury Insurance", "mercuryins.example", ("Mercury",)),
)


@pytest.fixture(scope="module")
def known():
    return Resolver(KNOWN)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Norfolk General Hospital", "exact"),
        ("the Norfolk General", "alias"),
        ("Quantrel Systems, Inc.", "exact"),
        ("quantrel.example", "domain"),
        ("Quantrell Systems", "near"),
        ("Mercury", "unresolved"),
        ("Norfolk", "unresolved"),
        ("Quantum Systems", "unresolved"),
        ("", "unresolved"),
    ],
)
def test_a_name_resolves_or_says_that_it_does_not(known, name, how):
    assert known.resolve(name).how == how


def test_a_word_needs_evidence_beside_it(known):
    assert known.resolve("Glean", "Staff can glean much from it.") == NOT_RESOLVED
    for context in ("See glean.example.", "Glean, Inc. said so.", "Glean Technologies said so. Glean is used."):
        assert known.resolve("Glean", context).domain == "glean.example"


def test_a_learned_name_never_takes_a_known_one():
    own = Resolver(KNOWN)
    own.learn("Tessaline", "www.tessaline.example")
    own.learn("Quantrel Systems", "impostor.example")
    assert own.resolve("Tessaline").domain == "tessaline.example"
    assert own.resolve("Quantrel Systems").domain == "quantrel.example"


def test_the_matcher_is_given_no_words(known):
    assert "Glean" not in known.names()
    assert {"Quantrel Systems", "Norfolk General"} <= set(known.names())


def test_the_reference_table_resolves_by_name_alias_and_domain():
    found = resolver()
    assert found.resolve("klarna.com").name == found.resolve("Klarna Bank").name == "Klarna"
    assert all(is_word(name) for name in ("Nate", "Wiz", "Cursor", "Glean"))
