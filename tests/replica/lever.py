"""Lever postings: a full page that leads to the next, the grouped form, one posting, and unknown sites."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply


def _posting(identity: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "text": title,
        "categories": {
            "commitment": "Full-time",
            "department": "Operations",
            "location": "Antwerp",
            "team": "Yards",
            "allLocations": ["Antwerp", "Rotterdam"],
        },
        "country": "BE",
        "workplaceType": "hybrid",
        "createdAt": 1767225600000,
        "opening": "<div>Hello</div>",
        "openingPlain": "Hello\n",
        "description": "<div>Hello</div><div>You run Velorig Relay.</div>",
        "descriptionPlain": "Hello\nYou run Velorig Relay.\u00a0",
        "descriptionBody": "<div>You run Velorig Relay.</div>",
        "descriptionBodyPlain": "You run Velorig Relay.",
        "lists": [{"text": "You bring", "content": "<li>Patience</li><li>A licence</li>"}],
        "additional": "<div>Bye</div>",
        "additionalPlain": "Bye",
        "hostedUrl": f"https://jobs.lever.co/harbour/{identity}",
        "applyUrl": f"https://jobs.lever.co/harbour/{identity}/apply",
        **more,
    }


_PAY = {"salaryRange": {"currency": "EUR", "interval": "per-year-salary", "min": 50000, "max": 62000}}
_FIRST = [
    _posting(
        "aaaa-1", "Yard planner", **_PAY, salaryDescription="<p>13 months</p>", salaryDescriptionPlain="13 months"
    ),
    _posting(
        "aaaa-2", "Gate clerk", categories={"team": None, "location": None}, workplaceType="unspecified", lists=[]
    ),
]
_URL = "https://api.lever.co/v0/postings/harbour?mode=json&skip={}&limit=2"


def _at(case: str) -> str:
    return f"https://api.lever.co/v0/postings/{case.replace('_', '')}?mode=json&skip=0&limit=100"


REPLIES = (
    Reply(case="happy", url=_URL.format(0), body=written(_FIRST), headers=JSON),
    Reply(case="page_two", url=_URL.format(2), body=written([_posting("aaaa-3", "Crane driver")]), headers=JSON),
    Reply(
        case="grouped",
        url="https://api.lever.co/v0/postings/harbour?mode=json&group=team",
        body=written([{"title": "Yards", "postings": _FIRST[:1]}]),
        headers=JSON,
    ),
    Reply(
        case="one_posting",
        url="https://api.lever.co/v0/postings/harbour/aaaa-1",
        body=written(_FIRST[0]),
        headers=JSON,
    ),
    *refusing(
        _at, happy=_FIRST, not_found=(404, {"ok": False, "error": "Document not found"}), empty=(200, [], "empty")
    ),
)
