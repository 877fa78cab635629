"""The cut into sentences: offsets that point into the text, abbreviations that do not end one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.sentences import split


@given(st.text(max_size=300))
def test_every_sentence_stands_where_its_offsets_say_and_none_overlap(text):
    found = split(text)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Halden Inc. of Oslo, Norway sells pumps.",
        "It was said by Dr. Maria Vance of the U.S. Army.",
        "Revenue rose on Jan. 5 at St. Olaf Corp. in Boston.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text):
    assert [s.text for s in split(text)] == [text]


def test_a_company_name_may_end_one():
    assert len(split("The buyer is Halden Inc. The price was not disclosed.")) == 2
