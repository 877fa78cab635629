"""Who is named: any entity, runs of capitals, descriptions, lists under one predicate; and 50,000 known names."""

import pytest

from scoring.claims import base
from scoring.claims.names import KnownNames, short_forms
from scoring.claims.parties import Context, groups, is_same, mentions


@pytest.fixture(scope="module")
def nlp():
    return base.load()


def named(nlp, text, subject="Quantrel"):
    return mentions(nlp(text), Context(subject, (subject,)))


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Quantrel went live at Norfolk General Hospital in May.", "Norfolk General Hospital"),
        ("Quantrel was selected by Ferrovia dell’Adda S.p.A. last week.", "Ferrovia dell’Adda S.p.A."),
        ("Quantrel is used by the Ministry of Transport.", "the Ministry of Transport"),
        ("Quantrel announced a partnership with Pelagic Cloud.", "Pelagic Cloud"),
        ("Quantrel is used by Noma AI every day.", "Noma AI"),
        ("Quantrel serves a leading European insurer.", "a leading European insurer"),
        ("Quantrel signed with tessaline.ai this year.", "tessaline.ai"),
    ],
)
def test_a_counterparty_is_found_whatever_its_label(nlp, text, party):
    assert party in {p.text for p in named(nlp, text) if p.role in {"other", "place"}}


def test_the_subject_is_told_from_the_others(nlp):
    roles = {p.text: p.role for p in named(nlp, "Quantrel Inc. raised money from Brightwater Capital.")}
    assert roles["Quantrel Inc."] == "subject" and roles["Brightwater Capital"] == "other"


def test_names_in_a_list_form_one_group(nlp):
    text = "Customers of Quantrel include Arbor Foods, Nordkraft and Gdynia Port."
    assert [[m.text for m in g.members] for g in groups(text, named(nlp, text))] == [
        ["Arbor Foods", "Nordkraft", "Gdynia Port"]
    ]


def test_a_short_form_that_the_text_defines_is_known():
    assert short_forms("Swiss Quantum Technology SA (“SQT”) builds sensors.") == {"SQT": "Swiss Quantum Technology SA"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Halden", "Halden Robotics, Inc.", True),
        ("SQT", "Swiss Quantum Technology", True),
        ("Halden Robotics", "Halden Foods", False),
        ("The Group", "Holdings Inc.", False),
    ],
)
def test_two_surface_forms_name_one_party_or_two(one, other, same):
    assert is_same(one, other) is same


def test_fifty_thousand_names_are_matched_as_whole_words_only():
    known = KnownNames([f"Company {number:05d}" for number in range(50_000)] + ["Arbor"])
    text = "Arborists like Company 04217, not Company 042179 or Arbor."
    assert [name for _, _, name in known.find(text)] == ["Company 04217", "Arbor"]
    assert all(text[start:end] == name for start, end, name in known.find(text))
