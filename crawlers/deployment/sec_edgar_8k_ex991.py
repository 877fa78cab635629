"""Exhibit 99.1 of an 8-K: the company's release, furnished to the regulator.

Some companies file the release as pictures. Such an exhibit says everything and holds almost no text, so it is
marked: "no text" must never read as "no claim".
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from parsel import Selector

from crawlers.deployment.sec import PUBLISHER, RATE, ROBOTS, TERMS, Filed, refuse_sec_errors, unwrapped
from crawlers.deployment.written_dates import written_date
from crawlers.facts import known, said
from crawlers.plain_text import text_of_html
from crawlers.replies import html_of, is_markup, text_of
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import (
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
    Truncated,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="sec_edgar_8k_ex991",
    wing=Wing.DEPLOYMENT,
    publisher=PUBLISHER,
    writer=Role.COMPANY,
    host=Role.REGULATOR,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("www.sec.gov",),
    rate=RATE,
    robots=ROBOTS,
    terms=TERMS,
    gamed="Furnished, not filed: selected figures and marketing words, but false numbers are securities fraud.",
    docs="https://www.sec.gov/files/form8-k.pdf",
    floors=Floors(items=1),
)

FEW_WORDS = 200  #: below it, an exhibit with pictures holds its release in them

_LABEL = re.compile(
    r"^(exhibit|ex-)\s*\d+|^document$|^for immediate release|^contacts?\b|^news release|^press release", re.IGNORECASE
)
_LETTERHEAD = re.compile(
    r"\d{5}|@|\(\d{3}\)|\d{3}-\d{4}|\b(?:Officer|Director|President|Relations|Street|Avenue|Suite)\b"
)
_PICTURE = re.compile(r"\.(?:jpe?g|gif|png)$", re.IGNORECASE)
_WRAPPED = re.compile(rb"\A\s*<DOCUMENT>", re.IGNORECASE)


class SecEdgar8kEx991:
    """One exhibit."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """None of its own: the filing's index names its exhibits."""
        return ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document with the exhibit's text; an exhibit of pictures alone is a document too, and says so."""
        refuse_sec_errors(response)
        markup = html_of(response) if is_markup(response.body) or _is_wrapped(response) else text_of(response)
        filed = unwrapped(markup)
        page = Selector(text=filed.body, type="html") if "<" in filed.body else None
        text = text_of_html(page.xpath("//body").get() or filed.body) if page is not None else filed.body.strip()
        pictures = _pictures(page, filed) if page is not None else []
        if not text and not pictures:
            raise ShapeChanged(f"{response.url} holds neither text nor pictures")
        dated = next((day for line in text.splitlines()[:60] if (day := written_date(line))), None)
        yield ParsedDocument(
            url=response.url,
            title=_headline(text) or filed.description or filed.kind,
            text=text,
            published_at=dated,
            facts=tuple(_facts(filed, text, pictures)),
        )


def _is_wrapped(response: StoredResponse) -> bool:
    """Whether the exhibit stands in its SGML wrapper; one without its end is cut."""
    if not _WRAPPED.match(response.body):
        return False
    end = response.body[-400:].upper()
    if b"<TEXT>" not in response.body[:4_000].upper() or (b"</HTML>" not in end and b"</TEXT>" not in end):
        raise Truncated(f"{response.url} ends before its exhibit is complete")
    return True


def _facts(filed: Filed, text: str, pictures: list[str]) -> Iterator[ObservedFact]:
    name = filed.filename
    yield from known(said("exhibit", name, filed.kind), said("exhibit_description", name, filed.description))
    words = len(text.split())
    yield ObservedFact(metric="exhibit_words", subject=name, value=words, unit="words")
    yield ObservedFact(metric="exhibit_pictures", subject=name, value=len(pictures), unit="pictures")
    for picture in pictures:
        yield ObservedFact(metric="exhibit_picture", subject=picture)
    pages = [picture for picture in pictures if "logo" not in picture.lower()]
    if pages and words < FEW_WORDS:
        yield ObservedFact(
            metric="exhibit_text_unread",
            subject=name,
            value=1.0,
            text=f"{len(pages)} pictures hold the release and were not read: its claims are unknown",
        )


def _pictures(page: Selector, filed: Filed) -> list[str]:
    found = page.xpath("//img/@src").getall()
    if filed.filename and _PICTURE.search(filed.filename):
        found.append(filed.filename)
    return list(dict.fromkeys(source for source in found if not source.startswith("data:")))


def _headline(text: str) -> str | None:
    """The first line that reads as one: some words, no label, no address, nobody's office."""
    for line in text.splitlines()[:30]:
        if 4 <= len(line.split()) <= 40 and not _LABEL.match(line) and not _LETTERHEAD.search(line):
            return line if len(line) <= 300 else None
    return None
