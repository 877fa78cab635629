"""Quotations and whose they are."""

import pytest

from scoring.claims import base, quotes
from scoring.claims.parties import Context, mentions
from scoring.claims.sections import is_boilerplate

WORDS = "“We moved every depot to the new planner within a month,”"


def roles(text):
    parties = mentions(base.load()(text), Context("Quantrel", ("Quantrel",)))
    return [quote.role for quote in quotes.attribute(text, parties)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"{WORDS} said Ana Ruiz, chief operating officer of Norfolk Freight.", "other"),
        (f"{WORDS} said Tom Beck, chief executive of Quantrel.", "subject"),
        (f"{WORDS} a sign on the wall read.", "unknown"),
    ],
)
def test_a_quotation_belongs_to_its_speaker(text, role):
    assert roles(text) == [role]


def test_short_quoted_names_are_no_quotations():
    assert quotes.spans("The product, “Tideline”, is new.") == []


@pytest.mark.parametrize(
    ("sentence", "apart"),
    [
        ("This release contains forward-looking statements within the meaning of Section 27A of the Act.", True),
        ("There can be no assurance that Norfolk will renew its contract.", True),
        ("Norfolk Freight has deployed Quantrel in all depots.", False),
    ],
)
def test_boilerplate_is_set_apart(sentence, apart):
    assert is_boilerplate(sentence) is apart
