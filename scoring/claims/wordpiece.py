"""WordPiece as BERT's uncased models read text, with the character offsets of every piece.

Text is lower-cased and freed of accents, cut at whitespace and punctuation, and each word is covered greedily by the
longest pieces of the vocabulary. Offsets point into the original text, so a span found in pieces is a span of the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
LONGEST: Final = 64  # characters: a longer run is no word


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its row in the vocabulary and the characters it covers."""

    row: int
    start: int
    end: int


def _plain(word: str) -> str:
    """Lower case without accents, one character for one wherever possible."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


class WordPiece:
    """A tokenizer over a fixed vocabulary that holds `[UNK]`, `[CLS]`, `[SEP]` and `[PAD]`."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Index the vocabulary; its order gives the rows."""
        self.rows = {piece: row for row, piece in enumerate(vocabulary)}
        self.unknown, self.cls, self.sep, self.pad = (self.rows[f"[{n}]"] for n in ("UNK", "CLS", "SEP", "PAD"))
        self._cache: dict[str, tuple[tuple[int, int], ...]] = {}

    def _cover(self, word: str) -> tuple[tuple[int, int], ...]:
        """(row, length) of the pieces of one plain word."""
        if word in self._cache:
            return self._cache[word]
        found: list[tuple[int, int]] = []
        start = 0
        while start < len(word) <= LONGEST:
            for end in range(len(word), start, -1):
                row = self.rows.get(("##" if start else "") + word[start:end])
                if row is not None:
                    found.append((row, end - start))
                    start = end
                    break
            else:
                found = []
                break
        result = tuple(found) or ((self.unknown, len(word)),)
        if len(self._cache) < 100_000:
            self._cache[word] = result
        return result

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of a text, without special marks; offsets are characters of `text`."""
        found = []
        for match in _TOKEN.finditer(text):
            word = _plain(match.group())
            offset, last = match.start(), match.end()
            for row, length in self._cover(word):
                stop = min(last, offset + length)
                found.append(Piece(row, min(offset, last - 1), max(stop, min(offset, last - 1) + 1)))
                offset = stop
        return found
