"""Numbers that can carry a metric: money, shares, multiples and counts, with the words that weaken or date them.

A number keeps what was said about it ("more than", "up to", "annually"): an "up to" is a hedge, a yearly volume is not
a total. Years, dates, tickers, list marks and version numbers are not amounts.
"""

import re
from dataclasses import dataclass
from typing import Final

_CURRENCIES: Final[dict[str, str]] = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "cdn$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "r$": "BRL",
    "¥": "JPY",
    "jpy": "JPY",
    "₹": "INR",
    "rs": "INR",
    "inr": "INR",
    "chf": "CHF",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "sgd": "SGD",
    "zar": "ZAR",
    "₩": "KRW",
    "krw": "KRW",
    "pln": "PLN",
    "₦": "NGN",
}
_WRITTEN_CURRENCIES: Final[dict[str, str]] = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "rupee": "INR",
}
_SCALES: Final[dict[str, float]] = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "t": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "hundred": 1e2,
}
_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: Final[dict[str, float]] = (
    {word: float(value) for value, word in enumerate(_ONES.split(), start=1)}
    | {word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)}
    | {"dozen": 12.0}
)
_MULTIPLES: Final[dict[str, float]] = {
    "doubl": 2,
    "tripl": 3,
    "quadrupl": 4,
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "tenfold": 10,
    "halv": 0.5,
    "twice": 2,
}
_SCALE: Final = r"thousand|million|billion|trillion|hundred|lakh|crore|dozen|mn|bn|tn|mm|[kmbt]"
_CODES: Final = r"USD|EUR|GBP|CAD|AUD|JPY|INR|CHF|SEK|NOK|DKK|SGD|ZAR|KRW|PLN"
_SIGN: Final = rf"(?:US|C|CA|CDN|A|AU|NZ|S|HK|R)?\$|[€£¥₹₩₦]|\b(?:{_CODES}|Rs\.?)\s?"
_WRITTEN: Final = (
    rf"(?:{_TENS.replace(' ', '|')})(?:[- ](?:{_ONES.replace(' ', '|')}))?|{_ONES.replace(' ', '|')}|dozen"
)
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT: Final = re.compile(
    rf"""(?<![\w.])(?P<sign>{_SIGN})?\s?
    (?:(?P<number>{_NUMBER})|(?P<written>\b(?:a\s(?=hundred|thousand|million|billion|dozen)|{_WRITTEN})\b))
    (?P<plus>\+)?
    (?:[\s-]?(?P<scale>{_SCALE})\b(?P<dot>\.)?)?
    (?P<plus2>\+)?
    (?:\s?(?P<percent>%|per\s?cent\b|percent\b|percentage\spoints?\b)|(?P<times>x\b|×|[\s-](?:times|fold)\b)
       |\s(?P<after>{_CODES}|dollars|euros|pounds|yen|rupees)\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
_VERBAL: Final = re.compile(
    r"\b(doubl|tripl|quadrupl|halv)(?:ed|ing|es|e)\b|\b(twofold|threefold|fourfold|fivefold|tenfold|twice)\b", re.I
)
_MONTHS: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_BEFORE_DATE: Final = re.compile(rf"{_MONTHS}\s$", re.I)
_AFTER_DATE: Final = re.compile(rf"^(?:st|nd|rd|th)?(?:\sof)?\s{_MONTHS}(?:\b|\s)", re.I)
_LOWER_BOUND: Final = re.compile(
    r"(?:more than|over|above|at least|exceed\w*|upwards of|in excess of|north of|surpass\w*|past|beyond)\s(?:the\s)?$",
    re.I,
)
_UPPER_BOUND: Final = re.compile(r"(?:up to|as (?:much|many) as|no more than|maximum of)\s(?:a\s)?$", re.I)
_ROUGH: Final = re.compile(
    r"(?:about|around|approximately|nearly|almost|some|roughly|close to|just under|an estimated|circa)\s(?:a\s)?$", re.I
)
_PERIODS: Final = ("year", "month", "week", "day", "hour", "second")
_PERIOD: Final = re.compile(
    r"\b(?:(annual(?:ly)?|yearly|per annum|(?:per|an?|each|every) year)|(monthly|(?:per|a|each|every) month)"
    r"|(weekly|(?:per|a|each|every) week)|(daily|(?:per|a|each|every) day)|(hourly|(?:per|an) hour)"
    r"|((?:per|a) second))\b",
    re.I,
)
_UNIT_WORD: Final = re.compile(r"[\s-]+((?:[A-Za-z][\w’'-]*[ ]){0,5}?)([A-Za-z][\w-]*s|people|staff|personnel)\b")
_DURATION: Final = frozenset({"year", "month", "week", "day", "quarter", "decade"})
_FUNCTION_WORD: Final = re.compile(r"\b(?:of the|and|or|in|to|by|for|with|from|on|at)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a sentence. `value` is in base units; `unit` an ISO currency, `percent`, `x`, or the counted noun."""

    start: int
    end: int
    value: float
    unit: str
    bound: str  # exact, more_than, up_to, about
    period: str | None

    @property
    def is_money(self) -> bool:
        """Whether the unit is an ISO currency code."""
        return len(self.unit) == 3 and self.unit.isupper()


def _value(match: re.Match[str]) -> float:
    if match["number"]:
        value = float(match["number"].replace(",", ""))
    else:
        words = re.split(r"[- ]", match["written"].strip().lower())
        value = sum(_WORDS.get(word, 0.0) for word in words) or 1.0
    scale = (match["scale"] or "").lower()
    return value * (12.0 if scale == "dozen" else _SCALES.get(scale, 1.0))


def _bound(before: str, plus: bool) -> str:
    if plus or _LOWER_BOUND.search(before):
        return "more_than"
    if _UPPER_BOUND.search(before):
        return "up_to"
    return "about" if _ROUGH.search(before) else "exact"


def _currency(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return _CURRENCIES.get(match["sign"].strip().strip(".").lower())
    if match["after"]:
        word = match["after"].lower()
        return _CURRENCIES.get(word) or _WRITTEN_CURRENCIES.get(word.rstrip("s"))
    return None


def _is_date(match: re.Match[str], text: str) -> bool:
    """A year, a day of a month, or a bare written "one"."""
    bare = not (
        match["sign"] or match["scale"] or match["percent"] or match["times"] or match["after"] or match["plus"]
    )
    if not bare:
        return False
    number = match["number"] or ""
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return True
    if len(number) <= 2 and (_BEFORE_DATE.search(text[: match.start()]) or _AFTER_DATE.search(text[match.end() :])):
        return True
    following = text[match.end() : match.end() + 3]
    return bool(re.match(r"[/:]\d|-[A-Za-z]|\.\d|[A-Za-z]|-\d", following)) and not re.match(
        r"-(?:year|bed|site)", following
    )


def _unit(match: re.Match[str], text: str) -> tuple[str, int]:
    """The counted noun after a bare number, and where it ends."""
    found = _UNIT_WORD.match(text, match.end())
    if not found or (len(found.group(1)) > 12 and _FUNCTION_WORD.search(found.group(1))):
        return "count", match.end()
    return found.group(2).lower(), found.end()


def find(text: str) -> list[Amount]:
    """All amounts of one sentence, in text order; character offsets into `text`."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        if _is_date(match, text):
            continue
        start, end = match.start(), match.end()
        while start < end and text[start].isspace():
            start += 1
        currency = _currency(match)
        if currency:
            unit = currency
        elif match["percent"]:
            unit = "percent"
        elif match["times"]:
            unit = "x"
        else:
            unit, end = _unit(match, text)
            if unit.rstrip("s") in _DURATION or (unit == "count" and match["written"]):
                continue
        window = text[max(0, start - 24) : end + 40]
        period = next(
            (name for p in [_PERIOD.search(window)] if p for name, g in zip(_PERIODS, p.groups(), strict=True) if g),
            None,
        )
        bound = _bound(text[max(0, start - 28) : start], bool(match["plus"] or match["plus2"]))
        found.append(Amount(start, end, _value(match), unit, bound, period))
    for verbal in _VERBAL.finditer(text):
        stem = (verbal.group(1) or verbal.group(2)).lower()
        found.append(Amount(verbal.start(), verbal.end(), float(_MULTIPLES[stem]), "x", "exact", None))
    return sorted(found, key=lambda amount: amount.start)
