"""The cue lexicon: words that announce a relation or a metric, kind by kind.

A cue only proposes. It says "here may stand a claim of this kind"; the trained model reads the words around it and
decides, so the lexicon is wide on purpose. The gate asks it too: a sentence without a cue or a number is never parsed.
Patterns are matched without case. `~` stands for up to three words, so that "signed a new, two-year agreement" is met.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

_GAP: Final = r"(?:[\w’'\"“”%$€£.,&/()-]+\s+){0,3}?"


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern of the lexicon; `name` is stable, because the trained model has a weight for it."""

    name: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue found at characters `start` to `end` of a sentence."""

    cue: Cue
    start: int
    end: int


def _compile(kind: str, index: int, alternatives: list[str]) -> Cue:
    pattern = "|".join(alternatives).replace("~", _GAP)
    return Cue(f"{kind}.{index}", kind, re.compile(pattern, re.IGNORECASE))


def _lexicon() -> dict[str, list[list[str]]]:
    """Kind -> cues -> alternatives, as written in `cues.toml`."""
    return tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))


CUES: Final[tuple[Cue, ...]] = tuple(
    _compile(kind, index, alternatives)
    for kind, found in _lexicon().items()
    for index, alternatives in enumerate(found)
)


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[CueMatch, ...]:
    """All cues of one sentence, in text order; spans are characters of `text`."""
    found = [CueMatch(cue, m.start(), m.end()) for cue in CUES for m in cue.pattern.finditer(text)]
    return tuple(sorted(found, key=lambda match: (match.start, match.end, match.cue.name)))
