"""Decide which sentences can hold a claim at all; only those are parsed.

A linear model over the plain words of a sentence, trained on the corpus, costs a hundredth of a parse. Its threshold is
set so that it keeps nearly every sentence that held a claim in held-out companies (GATE_KEEPS in `train.py`). Text of
forward-looking statements and risk factors is set apart before it, and a sentence without a cue or a number after it.
A quotation is kept whole, with the clause that names its speaker.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Final

from scoring.claims import amounts, cues, quotes
from scoring.claims.features import Features
from scoring.claims.linear import LinearModel
from scoring.claims.sections import is_boilerplate
from scoring.claims.sentences import Sentence

YES: Final = "claim"
NO: Final = "none"
_WORD: Final = re.compile(r"[^\W\d_]+|\d[\d.,]*|[$€£%]")


def words(sentence: str) -> list[str]:
    """Lower-case words with numbers and names replaced by their shape."""
    found = []
    for match in _WORD.finditer(sentence):
        word = match.group()
        if word[0].isdigit():
            found.append("<number>")
        elif word[0].isupper() and match.start() > 0:
            found.append("<Name>" if word[1:].islower() or len(word) == 1 else "<NAME>")
        else:
            found.append(word.lower())
    return found


def gate_features(sentence: str) -> Features:
    """Words and neighbouring pairs of a sentence, each once."""
    found = words(sentence)
    features: Features = {"bias": 1.0}
    for word in found:
        features[word] = 1.0
    for left, right in itertools.pairwise(found):
        features[f"{left} {right}"] = 1.0
    features[f"length={min(6, len(found) // 6)}"] = 1.0
    return features


class Gate:
    """The trained gate; without a model every sentence passes but boilerplate (how the trainer reads the corpus)."""

    def __init__(self, model: LinearModel | None = None, threshold: float = 0.0) -> None:
        """`threshold` is the probability below which a sentence is left unread."""
        self._model = model
        self._threshold = threshold

    def passes(self, sentence: str) -> bool:
        """Whether one sentence can hold a claim."""
        if is_boilerplate(sentence):
            return False
        if self._model is None:
            return True
        if self._model.probability(gate_features(sentence), YES) < self._threshold:
            return False
        return bool(cues.find(sentence) or amounts.find(sentence))

    def wanted(self, text: str, sentences: Sequence[Sentence]) -> list[int]:
        """Indices of the sentences to parse, in order."""
        chosen = {i for i, sentence in enumerate(sentences) if self.passes(sentence.text)}
        for start, end in quotes.spans(text):
            touched = [i for i, s in enumerate(sentences) if s.start < end + 2 and start < s.end]
            if chosen & set(touched):
                chosen.update(touched)
                is_open = not sentences[touched[-1]].text.rstrip('”"').endswith((".", "!", "?"))
                if is_open and touched[-1] + 1 < len(sentences):
                    chosen.add(touched[-1] + 1)  # the clause that names the speaker
        return sorted(chosen)
