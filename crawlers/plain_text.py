"""Markup to plain text, and the instants that publishers write: the two readings that every wing needs.

The text that comes out is what claims point into, so it is made in one place and the same way for every source.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

_BLOCK_TAGS = (
    "address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u200b]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


class _TextCollector(HTMLParser):
    """Collects the text of a fragment, with a line break wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(_SPACES.sub(" ", data.replace("\n", " ")))


def text_of_html(fragment: str | None) -> str:
    """The readable text of an HTML fragment: entities decoded, one line per block; ``None`` gives ``""``."""
    if not fragment:
        return ""
    collector = _TextCollector()
    collector.feed(fragment)
    collector.close()
    return tidy("".join(collector.parts))


def tidy(text: str) -> str:
    """Text with single spaces, no spaces at line ends, and no empty lines."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n", "\n".join(line for line in lines if line))


def utc_date(written: object) -> date | None:
    """The UTC day of an instant as publishers write it, or ``None`` where it is absent or unreadable.

    Reads ISO 8601 with or without offset and fraction, ``YYYYMMDD`` with anything after it (GDELT, Wikimedia), RFC 822
    (RSS), and seconds or milliseconds since 1970. An instant without an offset is taken as UTC.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _epoch(written)
    if not isinstance(written, str):
        return None
    for read in (_iso, _compact, _rfc822):
        moment = read(written.strip())
        if moment is not None:
            return _in_utc(moment)
    return None


def _in_utc(moment: datetime) -> date | None:
    try:
        return moment.astimezone(UTC).date() if moment.tzinfo else moment.date()
    except OverflowError:  # an offset that leads out of the calendar
        return None


def _epoch(number: float) -> date | None:
    try:
        return datetime.fromtimestamp(number / 1000 if abs(number) > 1e11 else number, tz=UTC).date()
    except (ValueError, OverflowError, OSError):  # no instant that a calendar holds
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _compact(text: str) -> datetime | None:
    try:
        return datetime.strptime(text[:8], "%Y%m%d") if text[:8].isdigit() else None
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
