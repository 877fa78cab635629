"""Whose word a claim is: what the text must bear out before two parties count as asserting together."""

import pytest

from scoring.claims import attribution
from scoring.claims.counterparty import options
from scoring.claims.gate import Gate
from scoring.claims.nlp import nameless_pipeline
from scoring.claims.read import Source, read
from scoring.claims.reading import anchors


@pytest.fixture(scope="module")
def nlp():
    return nameless_pipeline()


def reading_of(nlp, text, subject, title=""):
    ((_, found),) = read(nlp, Gate(), [Source("p", text, "newswire", title, subject)])
    return found[-1]


def naming(reading, name):
    return next(option for option in options(reading) if any(name in other for other in option.names))


@pytest.mark.parametrize(
    ("text", "asserter"),
    [
        (
            "Halden Insurance Software announced that Morvane Insurance Group has gone live with its platform.",
            "subject",
        ),
        ("Halden Insurance Software and Morvane Insurance Group announced that the platform has gone live.", "both"),
        (
            "Morvane Insurance Group, a U.S. insurer of ships, and Halden Insurance Software, Inc., a U.S. vendor of "
            "its systems, announced that the platform has gone live.",
            "both",
        ),
    ],
)
def test_a_word_of_the_trade_does_not_put_the_other_side_before_the_verb(nlp, text, asserter):
    reading = reading_of(nlp, text, "Halden Insurance Software")
    assert attribution.allowed("both", reading, naming(reading, "Morvane")) == asserter


@pytest.mark.parametrize(
    ("title", "feature"),
    [
        ("Halden Inks A Deal For The Ages With Morvane", "title.short=capital"),
        ("Halden Signs Agreement for Deployment of Its Platform", "title.short=small"),
        ("HALDEN SIGNS A DEAL FOR THE AGES", "title.short=none"),
        ("Halden", "title.short=none"),
    ],
)
def test_titles_tell_how_they_set_short_words(nlp, title, feature):
    reading = reading_of(nlp, "Halden has signed a reseller agreement with Morvane Group.", "Halden", title)
    features = attribution.attribution_features(reading, anchors(reading)[0], "reseller", naming(reading, "Morvane"))
    assert feature in features
