"""Marked text: everything from outside escaped, every character of the text still there."""

import re
from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.marks import clusters, marked_html
from scoring.claims.pipeline import ExtractedClaim, Passage
from scoring.claims.render import page


def claim(text, start, end, **changes):
    made = ExtractedClaim(
        subject="Halden",
        counterparty="Norfolk",
        span=text[start:end],
        start=start,
        end=end,
        kind="deployment",
        commitment="live",
        asserted_by="subject",
        quote_from_counterparty=False,
        value=None,
        unit=None,
        specifics=(),
        confidence=0.9,
    )
    return replace(made, **changes)


texts = st.text(alphabet="ab <>&\"'\n", min_size=1, max_size=60)
spans = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=4)


@given(texts, spans)
def test_marks_add_nothing_to_the_text_but_their_labels(text, places):
    claims = [claim(text, s, min(len(text), s + n)) for s, n in places if s < len(text)]
    shown = marked_html(text, claims)
    bare = re.sub(r"<small>.*?</small>|</?mark[^>]*>", "", shown).replace("<br>\n", "\n")
    assert unescape(bare) == text
    assert shown.count("<mark") == len(clusters(claims))


def test_a_script_in_the_document_or_in_a_name_is_only_text():
    text = "<script>alert(1)</script> uses Halden"
    hostile = claim(text, 0, len(text), counterparty="<img src=x onerror=alert(1)>", commitment='"><script>')
    shown = page(Passage("a", text, None, "<b>title</b>", None, None, None), [hostile])
    assert "<script>" not in shown and "<img" not in shown and "<b>" not in shown
