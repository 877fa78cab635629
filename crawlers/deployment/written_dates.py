"""Dates as people write them on pages: "June 8, 2023", "8 June 2023", "2023-06-08", "06/08/2023".

A date whose day or month cannot be told apart (03/04/2023) is read the way the page shows elsewhere, else it stays
unknown.
"""

import re
from datetime import date, datetime

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{4}/\d{2}/\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_UPDATED = re.compile(
    rf"(?:last\s+(?:updated|modified|revised|reviewed|changed)|updated|effective|revised|as\s+of|version)"
    rf"(?:\s+(?:date|on|as\s+of|from))?\s*[:–—-]?\s*(?:on\s+)?\**\s*({DATE})",
    re.IGNORECASE,
)


def last_updated(text: str) -> date | None:
    """The date after words such as "last updated" in a page's text, or ``None``."""
    for found in _UPDATED.finditer(text):
        written = written_date(found.group(1))
        if written:
            return written
    return None


def written_date(text: str | None) -> date | None:
    """The first date in ``text``, or ``None`` where there is none or it can be read in two ways."""
    found = re.search(DATE, text or "", re.IGNORECASE)
    if not found:
        return None
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[.,]", lambda mark: "" if mark.group(1) else " ", found.group(0))
    words = " ".join(words.replace("Sept ", "Sep ").replace("sept ", "sep ").split())
    for form in ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%Y/%m/%d"):
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return _numeric(words)


def _numeric(words: str) -> date | None:
    numbers = re.fullmatch(r"(\d{1,2})[/ ](\d{1,2})[/ ](\d{4})", words)
    if not numbers:
        return None
    first, second, year = (int(number) for number in numbers.groups())
    if first > 12 >= second:
        return _day(year, second, first)
    if second > 12 >= first or first == second:
        return _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
