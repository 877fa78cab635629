"""Ashby job boards: every listed job of an employer in one reply. ``null`` for remote or workplace means not said."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from crawlers.deployment.boards import Job, board, board_reply
from crawlers.json_fields import Fields
from crawlers.plain_text import text_of_html, utc_date
from crawlers.spec import Floors, SourceSpec
from crawlers.spider import ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="ashby",
    wing=Wing.DEPLOYMENT,
    publisher="Ashby",
    writer=Role.COMPANY,
    host=Role.THIRD_PARTY,
    liable=Role.COMPANY,
    family="deployment",
    hosts=("api.ashbyhq.com",),
    rate=1.0,
    robots="a documented public API",
    terms="A public posting API, no key; no limit is published (2026-10).",
    gamed="Ghost jobs; an unknown board may answer with an empty list. At the company itself a claim.",
    docs="https://developers.ashbyhq.com/docs/public-job-posting-api",
    floors=Floors(items=1, each="job", filled={"job_number": 1.0, "job_location": 0.5}),
)


class Ashby:
    """Listed jobs of one board."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterable[PlannedRequest]:
        """The board of whoever is looked at, where identity found its name."""
        name = target.boards.get("ashby")
        if name:
            yield PlannedRequest(
                source=SPEC.name,
                url=f"https://api.ashbyhq.com/posting-api/job-board/{name}?includeCompensation=true",
                purpose=f"Which jobs {target.asked_name} has open, and which products their texts name",
                wave=2 if target.counterparty_domain else 1,
                check="job_ads",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """The board, then a document a job."""
        payload = board_reply(response)
        fields = Fields(payload)
        fields.ignore("apiVersion")
        if not isinstance(payload, dict) or not isinstance(payload.get("jobs"), list):
            raise ShapeChanged(f"{response.url} holds no list of jobs")
        jobs = [_job(entry) for entry in fields.items("jobs")]
        yield from board(response, jobs, None, fields)


def _job(entry: Fields) -> Job:
    entry.ignore("descriptionHtml", "descriptionSocial", "applyUrl", "isListed", "address", "*ompensationOnJobPosting*")
    entry.ignore("jobPostingId", "applicationDeadline", "applicationFormDefinition")
    others = [place.text("location") for place in entry.items("secondaryLocations")]
    entry.ignore("secondaryLocations[].address")
    department = entry.text("department")
    remote, workplace = entry.flag("isRemote"), entry.text("workplaceType")
    return Job(
        identity=entry.text("id") or entry.text("jobUrl", required=True) or "",
        title=(entry.text("title", required=True) or "").strip(),
        url=entry.text("jobUrl", required=True) or "",
        text=entry.text("descriptionPlain") or text_of_html(entry.text("descriptionHtml")),
        locations=tuple(dict.fromkeys(place for place in (entry.text("location"), *others) if place)),
        departments=(department,) if department else (),
        team=entry.text("team"),
        posted=utc_date(entry.text("publishedAt")),
        updated=utc_date(entry.text("updatedAt")),
        kind=entry.text("employmentType"),
        workplace=workplace or ("Remote" if remote else None),
        pay=_pay(entry),
    )


def _pay(entry: Fields) -> str | None:
    """The board's own summary; its tiers repeat it in parts."""
    pay = entry.object("compensation")
    summary = pay.text("compensationTierSummary") or pay.text("scrapeableCompensationSalarySummary")
    pay.ignore("compensationTiers", "summaryComponents", "scrapeableCompensationSalarySummary")
    return summary
