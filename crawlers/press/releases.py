"""A press release in its parts, whatever wire carried it: title, dateline, body, boilerplate.

What stands in the boilerplate ("About X") is said in every release of a company, so it is kept apart from the body.
Contacts are people: they are cut.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from crawlers.facts import count, known, moment, said
from crawlers.plain_text import tidy
from crawlers.press.markdown import prose
from crawlers.spider import ObservedFact

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DATE = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\s+(\d{{4}})\b")
#: A wire's mark: between slashes, brackets or double dashes, near the beginning of the text.
_WIRE = re.compile(
    r"/\s*(?P<slashes>[A-Z0-9][\w .-]*?(?:wire|release|prweb|pr ?log|send2press|acn)[\w .-]*?)\s*/"
    r"|\((?P<brackets>[A-Z][\w .-]*?(?:wire|release|access|file|pr|direct|feed)[\w .-]*?)\)"
    r"|--\s*\(?(?P<dashes>[A-Z][\w .]*?(?:wire|direct|release|access)[\w .]*?)\)?\s*--",
    re.I,
)
_DATELINE_WITHIN = 400  #: characters of the text in which a dateline stands
_PLACE = re.compile(
    r"^([A-ZÀ-Þ][\w.'’À-ÿ-]*(?:[ /][\w.'’À-ÿ-]+){0,3}(?:,\s*[A-Z][\w.]*(?: [A-Z]\w+){0,2}){0,2})\s*(?:,|-|–|—|\()"
)
_ABOUT = re.compile(r"^(?:About|ABOUT)(?: the)? (?P<who>[^\n]{2,90}?)[:.]?$", re.M)
_LEGAL = re.compile(
    r"^(?:Forward[- ]Looking Statements?|Safe Harbou?r|Cautionary (?:Note|Statement))[^\n]{0,80}$", re.I | re.M
)
_CONTACT = re.compile(
    r"^(?:(?:Media|Press|Investor|Company|Public Relations|PR)?\s?(?:Relations )?(?:Contacts?|Inquir(?:y|ies))\b"
    r"|Contact Details|View source version|SOURCE[: ]|###\s*$|For more information,? (?:please )?contact)[^\n]*",
    re.I | re.M,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release in its parts. ``body`` begins after the dateline's mark; ``boilerplate`` begins at "About"."""

    title: str | None
    dateline: str | None
    place: str | None
    wire: str | None
    released: date | None
    body: str
    boilerplate: str
    about: tuple[str, ...]  #: the organisations that the boilerplate describes


def read_release(text: str) -> Release:
    """The parts of a release's text, whatever wire carried it. Parts that it lacks are ``None`` or empty."""
    title, rest = _title(text)
    rest = prose(rest)
    dateline, body = _dateline(rest)
    head = dateline or rest[:_DATELINE_WITHIN]
    wire = _WIRE.search(head)
    place = _PLACE.match(dateline) if dateline else None
    body, boilerplate, about = _boilerplate(body)
    return Release(
        title=title,
        dateline=dateline,
        place=place.group(1).strip() if place else None,
        wire=next((name.strip() for name in wire.groups() if name), None) if wire else None,
        released=written_day(head),
        body=body,
        boilerplate=boilerplate,
        about=about,
    )


def _title(text: str) -> tuple[str | None, str]:
    first, _, rest = text.strip().partition("\n")
    if first.startswith("#"):
        return first.lstrip("# ").strip() or None, rest
    return None, text


def _dateline(text: str) -> tuple[str | None, str]:
    """The dateline and what follows it: up to the wire's mark, or the dash after the date, whichever comes later."""
    head = text[:_DATELINE_WITHIN].split("\n", 1)[0]
    mark = _WIRE.search(head)
    day = _DATE.search(head) or _DAY_FIRST.search(head)
    ends = [found.end() for found in (mark, day) if found]
    if not ends:
        return None, text
    end = max(ends)
    follows = re.match(r"\s*[)/]?\s*(?:--|–|—|-|:)*\s*", text[end:])
    cut = end + (follows.end() if follows else 0)
    if mark is None and not re.match(r"\s*[)/]?\s*(?:--|–|—|-|:)", text[end:]):
        return None, text  # a date inside a sentence is no dateline
    return text[:end].strip(), text[cut:].strip()


def written_day(text: str) -> date | None:
    """The first day written out in English in a text."""
    found = _DATE.search(text)
    if found:
        month, day, year = found.groups()
    else:
        found = _DAY_FIRST.search(text)
        if not found:
            return None
        day, month, year = found.groups()
    try:
        return datetime.strptime(f"{day} {month[:3]} {year}", "%d %b %Y").date()
    except ValueError:
        return None


def _boilerplate(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Body, boilerplate and whom it describes; contacts are cut wherever they begin after the body's middle."""
    starts = [found.start() for pattern in (_ABOUT, _LEGAL) for found in pattern.finditer(text)]
    start = min((position for position in starts if position > len(text) * 0.2), default=len(text))
    body, boilerplate = text[:start], text[start:]
    if boilerplate:
        boilerplate = _before_contacts(boilerplate, 0)
    else:
        body = _before_contacts(body, len(body) // 2)
    about = tuple(found.group("who").strip() for found in _ABOUT.finditer(boilerplate))
    return tidy(body), tidy(boilerplate), about


def _before_contacts(text: str, earliest: int) -> str:
    found = _CONTACT.search(text, earliest)
    return text[: found.start()] if found else text


def release_facts(release: Release, body_end: int) -> tuple[ObservedFact, ...]:
    """Dateline, wire, date, lengths, and where in the document's text the boilerplate begins."""
    subject = release.title
    return known(
        said("release_dateline", subject, release.dateline),
        said("release_place", subject, release.place),
        said("release_wire", subject, release.wire),
        moment("released_on", subject, release.released.isoformat() if release.released else None),
        count("release_words", subject, len(release.body.split()), unit="words"),
        count("release_body_end", subject, body_end, unit="characters"),
        count("release_boilerplate_words", subject, len(release.boilerplate.split()), unit="words"),
        *(said("release_about", who, who) for who in release.about),
    )
