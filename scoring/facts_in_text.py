"""A text as the comparison of writers sees it: its claim sentences with their shingles, words and checkable facts.

A claim sentence is one that holds something to check: a number, a name or a quotation. Sentences of a page's furniture
(subscribe, copyright, about the author) are left out, because every copy adds its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.claims.sentences import split

Shingle = tuple[str, ...]  #: stems of content words in a row

LEAST_STEMS = 4  #: content words that a sentence needs before it can be compared
SHINGLE = 2  #: content words in a row

_STOP = frozenset(
    re.findall(
        r"\S+",
        """
        a about after again all also among an and any are as at be because been before being between both but by can
        could did do does during each else even every few for from further had has have he her here him his how i if in
        into is it its just like made many may me might more most much must my new no nor not now of off on once one
        only or other our out over own per put said same say says she should since so some still such than that the
        their them then there these they this those through to too under until up upon us very was we were what when
        where which while who whose why will with within would you your
        """,
    )
)
_FURNITURE = re.compile(
    r"\b(subscri(be|ption to our)|newsletter|all rights reserved|copyright|originally (appeared|published)|cookies?|"
    r"forward-looking|privacy policy|terms of (use|service)|follow us|click here|media contact|press contact|read more|"
    r"about the author|sponsored|advertisement|sign up|share this)\b|©|^by [A-Z]|https?://",
    re.IGNORECASE,
)
#: What an agency or a desk puts before a text: ``TORONTO, May 14 (Wire) -``, ``Markets Desk, 3 June:``.
_DATELINE = re.compile(
    r"\A\s*(?:By [^\n]{3,60}\n"
    r"|(?=[^\n]{0,70}?(?:\b[A-Z]{4,}\b|\bDesk\b|\bWire\b|\d{4}))[^.!?\n]{3,70}?(?:\s[-–—]\s|:\s))"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*\d|\d", re.UNICODE)
_NUMBER = re.compile(
    r"(?<![\w.])(?P<digits>\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?[\s-]*(?P<scale>thousand|million|billion|bn|m|k|b)?(?!\w)",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)[\s-]+(thousand|million|billion)\b",
    re.IGNORECASE,
)
_SPELT_VALUE = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_SPELT_VALUE |= {"ten": 10, "twelve": 12, "twenty": 20, "fifty": 50}
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "": 1.0}
_NAME = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ]\w*(?:[&'’.]\w+)*", re.UNICODE)
_QUOTE = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
_NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr ceo cto cfo
        coo ai api us uk eu usd eur gbp inc ltd llc corp i the a an series
        """,
    )
)
#: Where a firm is from is told by every rewrite in its own way, and checks nothing.
_COUNTRIES = frozenset(
    re.findall(
        r"\S+",
        """
        america american americans australia australian austria austrian belgian belgium brazil brazilian britain
        british canada canadian china chinese danish denmark dutch england english europe european finland finnish
        france french german germany india indian ireland irish israel israeli italian italy japan japanese korea
        korean mexican mexico netherlands norway norwegian poland polish portugal portuguese scotland scottish
        singapore spain spanish sweden swedish swiss switzerland asia asian africa african
        """,
    )
)
_MONTHS = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_YEARS = range(1985, 2041)
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "ings",
    "ing",
    "edly",
    "ied",
    "ies",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "s",
)


@dataclass(frozen=True, slots=True)
class ClaimSentence:
    """One sentence that holds something to check. Numbers are values as text, names are lower case."""

    text: str
    stems: frozenset[str]
    shingles: frozenset[Shingle]
    facts: frozenset[str]
    quotes: tuple[frozenset[str], ...]  #: stems of each quotation


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text holds that can be compared."""

    sentences: tuple[ClaimSentence, ...]
    stems: frozenset[str]
    shingles: frozenset[Shingle]
    facts: frozenset[str]  #: every number and every word, so that a name is known wherever it stands
    words: int


@lru_cache(maxsize=8192)
def gist(text: str) -> Gist:
    """The gist of a text; of the empty text, an empty one."""
    text = _DATELINE.sub("", text)
    sentences = tuple(found for sentence in split(text) if (found := _claim_sentence(sentence.text)) is not None)
    # Names may hold digits (F2), which words do not.
    everything = frozenset(_plain(word) for word in (*_WORD.findall(text), *_NAME.findall(text)))
    return Gist(
        sentences=sentences,
        stems=frozenset(stem for sentence in sentences for stem in sentence.stems),
        shingles=frozenset(shingle for sentence in sentences for shingle in sentence.shingles),
        facts=(everything | frozenset(_numbers(text))) - {""},  # a word of another alphabet leaves nothing
        words=len(text.split()),
    )


def _claim_sentence(sentence: str) -> ClaimSentence | None:
    if _FURNITURE.search(sentence):
        return None
    stems = _stems(sentence)
    facts = frozenset({*_numbers(sentence), *_names(sentence)})
    quotes = tuple(frozenset(_stems(quote)) for quote in _QUOTE.findall(sentence))
    if len(stems) < LEAST_STEMS or not (facts or quotes):
        return None
    shingles = frozenset(tuple(stems[start : start + SHINGLE]) for start in range(len(stems) - SHINGLE + 1))
    return ClaimSentence(sentence, frozenset(stems), shingles, facts, quotes)


def _stems(text: str) -> list[str]:
    words = (_plain(word) for word in _WORD.findall(text))
    return [_stem(word) for word in words if word and word not in _STOP and not word[0].isdigit()]


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return folded.replace("’", "'").removesuffix("'s").replace("'", "")


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def _numbers(text: str) -> Iterator[str]:
    """Values of a text's numbers, scales applied; dates and years are when, not what, and are left out."""
    for match in _SPELT.finditer(text):
        yield _value(_SPELT_VALUE[match[1].lower()], match[2])
    for match in _NUMBER.finditer(text):
        digits, scale = match["digits"].replace(",", ""), match["scale"] or ""
        if not scale and (float(digits) in _YEARS or _is_date(match, text)):
            continue
        yield _value(float(digits), scale)


def _is_date(match: re.Match[str], text: str) -> bool:
    around = text[max(0, match.start() - 10) : match.start()], text[match.end() : match.end() + 10]
    before, after = around[0].split()[-1:], around[1].split()[:1]
    return any(_MONTHS.fullmatch(word.strip(".,")) for word in (*before, *after))


def _value(number: float, scale: str) -> str:
    return f"{number * _SCALE[scale.lower()]:.10g}"


def _names(sentence: str) -> Iterator[str]:
    """Capitalised words that do not merely open a sentence or a quotation."""
    for match in _NAME.finditer(sentence):
        before = sentence[: match.start()].rstrip()
        if not before or before[-1] in "\"“'‘:.!?(•":
            continue
        word = _plain(match.group())
        if len(word) > 1 and word not in _NOT_NAMES and word not in _COUNTRIES:
            yield word
