"""Cut text into the word pieces of MPNet's vocabulary, BERT's uncased one with other marks (Wu et al.

2016, Devlin et al. 2019).

The vocabulary lies beside the encoder's weights, one piece a line; a piece's number is its line. The library
`tokenizers` does the same and brings the client of a model hub along, for which a reader without a network has no use.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

START: Final = "<s>"
STOP: Final = "</s>"
UNKNOWN: Final = "[UNK]"
LONGEST: Final = 100  # characters of a word that is still cut into pieces, as in BERT
_ASCII_SIGNS: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CJK: Final = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def _is_sign(char: str) -> bool:
    return char in _ASCII_SIGNS or unicodedata.category(char).startswith("P")


def _kept(text: str) -> str:
    """Lower-case text without accents and control characters, CJK characters as words of their own."""
    spaced = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    plain = unicodedata.normalize("NFD", _CJK.sub(r" \1 ", spaced))
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").lower()


def basic_words(text: str) -> list[str]:
    """Words and single signs, lower-case, as BERT's basic tokenizer cuts them."""
    found: list[str] = []
    for chunk in _kept(text).split():
        word = ""
        for char in chunk:
            if _is_sign(char):
                found += [word, char] if word else [char]
                word = ""
            else:
                word += char
        if word:
            found.append(word)
    return found


class WordPieces:
    """A vocabulary and the greedy longest match over it."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """`pieces` in the order of their numbers."""
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self.start, self.stop, self.unknown = (self._number[name] for name in (START, STOP, UNKNOWN))
        self.numbers = lru_cache(maxsize=50_000)(self._numbers)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def _numbers(self, text: str) -> tuple[int, ...]:
        """Numbers of the pieces of a text."""
        return tuple(number for word in basic_words(text) for number in self._of(word))

    def _of(self, word: str) -> list[int]:
        if len(word) > LONGEST:
            return [self.unknown]
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._number.get(word[start:end] if start == 0 else "##" + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found
