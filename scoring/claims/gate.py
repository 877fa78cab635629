"""Decide which sentences can hold a claim at all; only those are parsed.

A sentence passes if it holds a cue of the lexicon together with a name or a number, or if it is part of a quotation
one of whose sentences passes (the clause that names the speaker is needed to read the quote).
"""

import re
from collections.abc import Sequence
from typing import Final

from scoring.claims import quotes
from scoring.claims.cues import CUES
from scoring.claims.sections import is_boilerplate
from scoring.claims.sentences import Sentence

_SUBSTANCE: Final = re.compile(r"\d|(?<=.)[A-Z]|\b(?:we|our|us)\b|\w+\.(?:ai|io|com)\b")
_CUE: Final = re.compile("|".join(f"(?:{cue.pattern.pattern})" for cue in CUES), re.IGNORECASE)


def passes(sentence: str) -> bool:
    """Whether one sentence can hold a claim."""
    return bool(_SUBSTANCE.search(sentence)) and not is_boilerplate(sentence) and bool(_CUE.search(sentence))


def wanted(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """Indices of the sentences to parse, in order."""
    chosen = {i for i, sentence in enumerate(sentences) if passes(sentence.text)}
    for start, end in quotes.spans(text):
        touched = [i for i, s in enumerate(sentences) if s.start < end + 2 and start < s.end]
        if chosen & set(touched):
            chosen.update(touched)
            chosen.update(
                i for i in (touched[0] - 1, touched[-1] + 1) if 0 <= i < len(sentences) and len(sentences) < 12
            )
    return sorted(chosen)
