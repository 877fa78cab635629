"""Lever postings: an employer's published jobs, by pages without a total; third parties may read them, says Lever."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from crawlers.addresses import whole_of, with_parameters
from crawlers.deployment.boards import Job, board, board_reply
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html, utc_date
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="lever",
    wing=Wing.DEPLOYMENT,
    publisher="Lever",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    liable=Role.COMPANY,
    family="deployment",
    hosts=("api.lever.co", "api.eu.lever.co"),
    rate=1.0,
    robots="a documented public API",
    terms="Published postings may be read by third parties (README of lever/postings-api, read 2026-10).",
    gamed="Ghost jobs; createdAt is reset by a repost. At the company itself a claim.",
    docs="https://github.com/lever/postings-api",
    floors=Floors(items=1, each="job", filled={"job_number": 1.0, "job_location": 0.5}),
)

PAGE = 100


class Lever:
    """Published jobs of one site."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The postings of whoever is looked at, where identity found its site name."""
        site = target.boards.get("lever")
        if site:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://api.lever.co/v0/postings/{site}?mode=json&skip=0&limit={PAGE}",
                purpose=f"Which jobs {target.asked_name} has open, and which products their texts name",
                wave=2 if target.counterparty_domain else 1,
                check="job_ads",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """The page, then a document a job. An unknown site is 404, or an empty list: both are told apart from jobs."""
        payload = board_reply(response)
        fields = Fields(payload)
        if isinstance(payload, dict) and "text" in payload:
            entries: Iterable[Fields] = (fields,)  # one posting by its id
        elif not isinstance(payload, list):
            raise ShapeChanged(f"{response.url} should hold a list of postings")
        elif payload and isinstance(payload[0], dict) and "postings" in payload[0]:
            entries = _grouped(fields)
        else:
            entries = fields.items()
        jobs = [_job(entry) for entry in entries]
        yield from board(response, jobs, None, fields, _next(response.url, len(jobs)))


def _grouped(fields: Fields) -> Iterator[Fields]:
    """``group=team`` and its kin: lists of postings under headings that the postings repeat."""
    fields.ignore("[].title")
    for group in fields.items():
        yield from group.items("postings")


def _job(entry: Fields) -> Job:
    # The same words again: as HTML, in parts, and the address of the form.
    entry.ignore("description", "descriptionBody", "descriptionBodyPlain", "opening", "openingPlain", "additional")
    entry.ignore("applyUrl", "salaryDescription", "country", "tags", "updatedAt")
    categories = entry.object("categories")
    place = categories.text("location")
    places = categories.texts("allLocations") or ([place] if place else [])
    categories.ignore("level")
    department = categories.text("department")
    return Job(
        identity=entry.text("id", required=True) or "",
        title=(entry.text("text", required=True) or "").strip(),
        url=entry.text("hostedUrl", required=True) or "",
        text=_text(entry),
        locations=tuple(dict.fromkeys(place for place in places if place)),
        departments=(department,) if department else (),
        team=categories.text("team"),
        posted=utc_date(entry.number("createdAt")),
        kind=categories.text("commitment"),
        workplace=entry.text("workplaceType"),
        pay=_pay(entry),
        requisition=entry.text("reqCode"),
    )


def _text(entry: Fields) -> str:
    """Description, lists and closing words, in the order of the page."""
    parts = [entry.text("descriptionPlain") or text_of_html(entry.text("description"))]
    for part in entry.items("lists"):
        parts += [part.text("text") or "", text_of_html(part.text("content"))]
    parts += [entry.text("salaryDescriptionPlain") or "", entry.text("additionalPlain") or ""]
    return "\n".join(part.replace("\u00a0", " ").strip() for part in parts if part and part.strip())


def _pay(entry: Fields) -> str | None:
    span = entry.object("salaryRange")
    low, high, currency = span.number("min"), span.number("max"), span.text("currency")
    interval = span.text("interval")
    if low is None and high is None:
        return None
    return " ".join(part for part in (f"{low or 0:,.0f} to {high or 0:,.0f}", currency, interval) if part)


def _next(url: str, listed: int) -> tuple[str, ...]:
    """The next page where this one was full: Lever prints no total."""
    limit = whole_of(url, "limit")
    if not limit or listed < limit:
        return ()
    return (with_parameters(url, skip=whole_of(url, "skip") + limit),)
