"""A source of the tests' own: small JSON documents of any site, with pages that lead to pages."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from crawlers import replies
from crawlers.json_fields import Fields
from crawlers.settings import CrawlSettings
from crawlers.spec import SourceSpec
from crawlers.spider import (
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.ids import content_id
from data.words import Role, Wing
from tests.replica.server import Replica

NOW = datetime(2026, 6, 1, 12, 0, 0)
TARGET = Target(company_id=content_id("company", "velorig.example"), domain="velorig.example", name="Velorig")


def spec(**changes: Any) -> SourceSpec:
    declared: dict[str, Any] = {
        "name": "toy",
        "wing": Wing.SOCIAL,
        "publisher": "the tests",
        "writer": Role.METER,
        "host": Role.METER,
        "family": "usage",
        "hosts": ("*",),
        "terms": "own server",
        "gamed": "not at all",
        "docs": "tests/crawlers/toy.py",
    }
    return SourceSpec(**(declared | changes))


class Toy:
    """Reads ``{"stars": 3, "next": "https://..."}``; anything else of the object is an unknown leaf."""

    spec: ClassVar[SourceSpec] = spec()

    def __init__(self, urls: Iterable[str] = (), **changes: Any) -> None:
        self.urls = list(urls)
        self.spec = spec(**changes)  # type: ignore[misc]

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        return (PlannedRequest(source=self.spec.name, url=url, purpose="stars") for url in self.urls)

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        payload = replies.json_of(response)
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} holds no object")
        fields = Fields(payload)
        stars = fields.number("stars", required=True)
        if stars == 0:
            raise EmptyBoard(f"{response.url} counts nothing")
        if fields.has("crash"):
            raise ZeroDivisionError("a fault of the parser")
        further = fields.text("next")
        yield ParsedDocument(
            url=response.url,
            title="stars",
            text=f"{stars:.0f} stars",
            facts=(ObservedFact(metric="toy_stars", value=stars),),
            next_urls=(further,) if further else (),
            unhandled=fields.finish(),
        )


def settings(replica: Replica, folder: Path, **changes: Any) -> CrawlSettings:
    """Settings of a quick crawl that stays on the replica."""
    chosen: dict[str, Any] = {
        "archive": folder / "archive",
        "allow_loopback": True,
        "host_map": replica.host_map,
        "hurried": True,
        "backoff": 0.01,
        "clock": lambda: NOW,
    }
    return CrawlSettings(**(chosen | changes))
