"""An Ashby board: pay, second locations and nulls; a job without text; boards that are not there."""

from typing import Any

from tests.refusing import JSON, TEXT, refusing, written
from tests.replica import Reply


def _job(identity: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "title": title,
        "department": "Engineering",
        "team": "Relay",
        "employmentType": "FullTime",
        "location": "Oslo",
        "secondaryLocations": [],
        "publishedAt": "2026-03-01T22:15:00.000+00:00",
        "isListed": True,
        "isRemote": None,
        "workplaceType": None,
        "address": {"postalAddress": {"addressCountry": "Norway", "addressLocality": "Oslo"}},
        "jobUrl": f"https://jobs.ashbyhq.com/velorig/{identity}",
        "applyUrl": f"https://jobs.ashbyhq.com/velorig/{identity}/application",
        "descriptionHtml": "<p>You stand in the yards of our customers.</p>",
        "descriptionPlain": "You stand in the yards of our customers.",
        **more,
    }


_PAY = {
    "shouldDisplayCompensationOnJobPostings": True,
    "compensation": {
        "compensationTierSummary": "NOK 700K to 900K",
        "scrapeableCompensationSalarySummary": "NOK 700K - 900K",
        "compensationTiers": [{"id": "t1", "title": "Oslo", "components": [{"id": "c1", "minValue": 700000}]}],
        "summaryComponents": [{"id": "c1", "compensationType": "Salary", "minValue": 700000}],
    },
}
_BOARD = {
    "apiVersion": "1",
    "jobs": [
        _job(
            "b1",
            "Forward Deployed Engineer",
            isRemote=True,
            secondaryLocations=[{"location": "Rotterdam", "address": {"addressCountry": "Netherlands"}}],
            **_PAY,
        ),
        _job("b2", "Research Engineer", team=None, descriptionPlain=None),
    ],
}


def _at(case: str) -> str:
    return f"https://api.ashbyhq.com/posting-api/job-board/{case.replace('_', '')}?includeCompensation=true"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_BOARD), headers=JSON),
    Reply(case="words", url=_at("words"), body="Not Found", status=404, headers=TEXT, error="not_published"),
    *refusing(
        _at,
        happy=_BOARD,
        not_found=(404, {"error": "Job board not found"}),
        empty=(200, {"apiVersion": "1", "jobs": []}, "empty"),
    ),
)
