"""Cut a text into sentences with their character offsets, fast enough to run over everything that is crawled.

The parser's own boundaries cost as much as the parse. This cut runs before any model, so that only sentences that can
hold a claim are ever parsed; it keeps quotes whole and knows the abbreviations of company names, titles and dates.
"""

import re
from dataclasses import dataclass
from typing import Final

_ABBREVIATIONS: Final = frozenset(
    re.findall(
        r"\S+",
        """
        inc corp co ltd llc plc bros intl assn univ dept b.v s.a s.p.a n.v l.p a.g dba no nos mr mrs ms dr prof st jr sr
        gen col lt sgt rep sen gov ph.d m.d u.s u.k u.n e.u d.c jan feb mar apr jun jul aug sept sep oct nov dec vs est
        approx fig vol i.e e.g etc cf ca calif mass conn fla wash pa va md mich minn wis ill tenn ariz colo ore tex
        """,
    )
)
_BOUNDARY: Final = re.compile(r"([.!?…]+[”\"’')\]]*)(\s+)(?=[“\"‘(\[*_✅•–—-]*\s*[A-Z0-9✅•])|\n+|\s+(?=✅|•)")
_WORD_BEFORE: Final = re.compile(r"([\w.&]+)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `start` and `end` are character offsets into the text it was cut from."""

    text: str
    start: int
    end: int


def _is_abbreviation(text: str, stop: int) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation or to an initial."""
    found = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    if not found:
        return False
    word = found.group(1).lower().rstrip(".")
    return (
        word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", word))
    )


def _ends_company_name(text: str, match: re.Match[str]) -> bool:
    """A full stop after "Inc." may still end the sentence: it does if a sentence opener follows."""
    following = text[match.end() : match.end() + 12]
    return bool(re.match(r"(?:The|This|It|In|We|Our|As|Under|For|With|By|He|She|They|Both|At|On|“)\b", following))


def split(text: str) -> list[Sentence]:
    """Cut `text` at sentence ends and line breaks; whitespace between sentences belongs to none of them."""
    found: list[Sentence] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if (
            match.group(1)
            and match.group(1).startswith(".")
            and _is_abbreviation(text, match.start())
            and not _ends_company_name(text, match)
        ):
            continue
        _append(found, text, start, match.end(1) if match.group(1) else match.start())
        start = match.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        offset = start + len(piece) - len(piece.lstrip())
        found.append(Sentence(stripped, offset, offset + len(stripped)))


def around(text: str, start: int, end: int) -> str:
    """The sentences that a span stands in, joined by spaces; empty where the span lies outside the text."""
    return " ".join(part.text for part in split(text) if part.start < end and start < part.end)
