"""The whole reader on passages of its own: spans, invariants, what it must find and what it must leave."""

import pytest

from scoring.claims import corpus
from scoring.claims.pipeline import ClaimExtractor, Passage
from scoring.claims.vocabulary import ASSERTERS, COMMITMENTS, KINDS


@pytest.fixture(scope="module")
def extractor():
    return ClaimExtractor.load()


def read(extractor, text, subject="Lumenwharf", publisher="company", title=None):
    passage = Passage("p", text, None, title, publisher, None, subject)
    (_, claims), *_ = extractor.extract([passage])
    return claims


def test_every_claim_stands_where_it_says_and_speaks_the_vocabulary(extractor):
    passages = [Passage(p.id, p.text, None, p.title, p.publisher, None, p.subject) for p in corpus.load()[::40]]
    seen = 0
    for passage, claims, unread in extractor.inspect(passages):
        for claim in claims:
            seen += 1
            assert passage.text[claim.start : claim.end] == claim.span
            assert claim.kind in KINDS and claim.commitment in COMMITMENTS and claim.asserted_by in ASSERTERS
            assert 0.5 <= claim.confidence <= 1
            assert (claim.value is None) == (claim.unit is None)
        for item in unread:
            assert passage.text[item.start : item.end] == item.text and item.confidence < 0.6
    assert seen > 20


def test_passages_come_back_in_order_and_none_is_lost(extractor):
    made = [Passage(str(n), "Nothing here." if n % 2 else "", None, None, None, None, None) for n in range(150)]
    assert [passage.id for passage, _ in extractor.extract(iter(made))] == [p.id for p in made]


def test_reading_is_a_stream(extractor):
    taken = []

    def endless():
        for number in range(10_000):
            taken.append(number)
            yield Passage(str(number), "Nothing here.", None, None, None, None, None)

    stream = extractor.extract(endless())
    next(stream)
    assert len(taken) <= 64


@pytest.mark.parametrize(
    ("text", "kind", "counterparty", "commitment"),
    [
        ("Halyard Mutual has deployed Lumenwharf across its claims operation.", "deployment", "Halyard Mutual", "live"),
        ("Lumenwharf will acquire Pelagic Systems next year.", "acquisition", "Pelagic Systems", "planned"),
        ("Corvane Bank is not a customer of Lumenwharf.", "denial", "Corvane Bank", "denied"),
    ],
)
def test_plain_sentences_are_understood(extractor, text, kind, counterparty, commitment):
    claims = read(extractor, text)
    assert [(c.kind, c.counterparty, c.commitment) for c in claims] == [(kind, counterparty, commitment)]


@pytest.mark.parametrize(("name", "identity"), [("Klarna Bank", "klarna.com"), ("Halyard Mutual", "unresolved")])
def test_a_counterparty_has_an_identity_or_none_is_guessed(extractor, name, identity):
    claims = read(extractor, f"{name} has deployed Lumenwharf across its claims operation.")
    assert [(c.counterparty, c.identity) for c in claims] == [(name, identity)]


def test_a_round_is_a_number_and_an_investor(extractor):
    claims = read(extractor, "Lumenwharf has raised $30 million in a Series B round led by Northmoor Ventures.")
    assert {c.kind for c in claims} == {"funding", "investment"}
    assert [c.value for c in claims if c.kind == "funding"] == [30e6]


def test_a_list_is_one_claim_each_up_to_three(extractor):
    claims = read(extractor, "Customers of Lumenwharf include Arbor Foods, Nordkraft and Halyard Mutual.")
    assert [c.counterparty for c in claims] == ["Arbor Foods", "Nordkraft", "Halyard Mutual"]


@pytest.mark.parametrize(
    "text",
    [
        "We welcome applications from everyone and make adjustments for interviews on request.",
        "There can be no assurance that our customers will renew their contracts.",
        "",
    ],
)
def test_text_without_a_claim_gives_none(extractor, text):
    assert read(extractor, text) == []


def test_hard_negatives_stay_quiet(extractor):
    negatives = corpus.load(hard_negatives=True)[::6]
    passages = [Passage(p.id, p.text, None, p.title, p.publisher, None, p.subject) for p in negatives]
    alarms = sum(len(claims) for _, claims in extractor.extract(passages))
    assert alarms <= 0.2 * len(passages)
