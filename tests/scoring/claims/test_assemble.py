"""One claim per tie: what repeats another telling, and what only says in general what another says in particular."""

import pytest

from scoring.claims.assemble import unique
from scoring.claims.counterparty import options
from scoring.claims.gate import Gate
from scoring.claims.kind import Proposal
from scoring.claims.nlp import nameless_pipeline
from scoring.claims.read import Source, read
from scoring.claims.reading import Anchor

TEXT = "Lumenwharf announced a partnership with Norfolk Bank. Norfolk Bank has selected Lumenwharf for its branches."


@pytest.fixture(scope="module")
def readings():
    ((_, found),) = read(nameless_pipeline(), Gate(), [Source("p", TEXT, "newswire", "", "Lumenwharf")])
    return found


def proposal(reading, word, kind, probability, name="Norfolk"):
    start = reading.doc.text.index(word)
    option = next((o for o in options(reading) if any(name in n for n in o.names)), options(reading)[-1])
    anchor = Anchor(start, start + len(word), "relation", (word,))
    return Proposal(reading, anchor, kind, probability, option, 1.0, "announced", "subject")


@pytest.mark.parametrize(
    ("kind", "probability", "kept"),
    [
        ("customer", 0.9, {"customer"}),
        ("customer", 0.3, {"integration", "customer"}),  # too unlikely to speak for the partnership
        ("cancellation", 0.9, {"integration", "cancellation"}),  # the end of a tie is not what it consists of
        ("integration", 0.9, {"integration"}),
    ],
)
def test_a_partnership_gives_way_to_what_it_consists_of(readings, kind, probability, kept):
    first, second = readings
    found = unique(
        [proposal(first, "partnership", "integration", 0.97), proposal(second, "selected", kind, probability)]
    )
    assert {p.kind for p in found} == kept and len(found) == len(kept)


def test_a_partnership_with_somebody_else_or_with_nobody_named_stays(readings):
    first, second = readings
    customer = proposal(second, "selected", "customer", 0.9)
    unnamed = proposal(first, "partnership", "integration", 0.9, name="nobody at all")
    assert {p.kind for p in unique([unnamed, customer])} == {"integration", "customer"}
