"""Press releases as text, from an archive that a wire's operator keeps in Markdown.

A release on a wire is paid for: that it is there proves payment, nothing more. The document's text carries the title
and the body first, then the boilerplate; the fact ``release_body_end`` says where one ends and the other begins.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from crawlers.facts import count, known, said
from crawlers.plain_text import utc_date
from crawlers.press.releases import Release, read_release, release_facts
from crawlers.replies import is_markup, text_of
from crawlers.spec import SourceSpec
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
    name="press_release_text",
    wing=Wing.PRESS,
    publisher="Newsworthy, press-release-archive",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    liable=Role.COMPANY,
    family="partnership",
    hosts=("raw.githubusercontent.com",),
    rate=1.0,
    terms="CC0; links and images are kept when a release is republished (read 2026-11)",
    gamed="anyone who pays is distributed; the wire checks the sender, not the sentence",
    docs="https://github.com/Newsworthyai/press-release-archive",
)

_ORIGINAL = re.compile(r"\[(?:Original/Source Press Release|Original|Source)[^\]]*\]\((https?://[^)\s]+)\)", re.I)
_PICKUP = re.compile(r"^Pickup - \[([^\]]+)\]\((https?://[^)\s]+)\)", re.M)
#: The day in an archive's path (``/2024/0312/``) or in a pickup's (``/2024/03/12/``).
_DAY_IN_PATH = re.compile(r"/(20\d\d)/(\d\d)/?(\d\d)/")
_FOOT = re.compile(r"\n-{3,}\s*\n")


class PressReleaseText:
    """One release of the archive."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """None: the archive is a corpus of files without a search; releases are given by file."""
        yield from ()

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document, its text the title, the body and the boilerplate in that order."""
        raw = text_of(response)
        if is_markup(response.body):
            raise ShapeChanged(f"{response.url} holds a page of markup where a Markdown release should stand")
        main, _, foot = _split_foot(raw)
        release = read_release(main)
        if not release.body:
            raise Truncated(f"{response.url} ends before the body of its release")
        original = _ORIGINAL.search(foot)
        head = "\n\n".join(part for part in (release.title, release.body) if part)
        yield ParsedDocument(
            url=original.group(1) if original else response.url,
            title=release.title,
            text="\n\n".join(part for part in (head, release.boilerplate) if part),
            published_at=release.released or _day_in_path(response.url) or min(_pickup_days(foot), default=None),
            facts=(*release_facts(release, len(head)), *_spread(release, foot)),
        )


def _split_foot(raw: str) -> tuple[str, str, str]:
    """The release and the archive's links after its last rule."""
    rules = list(_FOOT.finditer(raw))
    if not rules:
        return raw, "", ""
    return raw[: rules[-1].start()], rules[-1].group(), raw[rules[-1].end() :]


def _day_in_path(url: str) -> date | None:
    found = _DAY_IN_PATH.search(url)
    return utc_date("".join(found.groups())) if found else None


def _pickup_days(foot: str) -> list[date]:
    """Days on which others printed the release, where their addresses say so."""
    days = (_day_in_path(address) for _, address in _PICKUP.findall(foot))
    return [day for day in days if day is not None]


def _spread(release: Release, foot: str) -> tuple[ObservedFact, ...]:
    pickups = _PICKUP.findall(foot)
    return known(
        count("release_pickups", release.title, len(pickups), unit="sites") if foot else None,
        *(said("release_picked_up_by", site, address, _day_in_path(address)) for site, address in pickups),
    )
