"""A Greenhouse board: text escaped twice, pay ranges, a job without text; a single job; boards that are not there."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply


def _job(number: int, title: str, content: str | None, **more: Any) -> dict[str, Any]:
    return {
        "absolute_url": f"https://job-boards.greenhouse.io/harbour/jobs/{number}",
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": number + 1000,
        "location": {"name": "Rotterdam"},
        "metadata": None,
        "id": number,
        "updated_at": "2026-05-02T10:00:00-04:00",
        "requisition_id": f"HL-{number}",
        "title": title,
        "company_name": "Harbour Logistics",
        "first_published": "2026-04-30T22:30:00-04:00",
        "language": "en",
        "application_deadline": None,
        "content": content,
        "departments": [{"id": 1, "name": "Operations", "child_ids": [], "parent_id": None}],
        "offices": [{"id": 2, "name": "NL", "location": "Rotterdam, Netherlands", "child_ids": [], "parent_id": None}],
        **more,
    }


_TEXT = (
    "&lt;h2&gt;The work&lt;/h2&gt;\n&lt;p&gt;You run gate scheduling in Velorig Relay &amp;amp; keep its queues short."
    "&amp;nbsp;You train the yards.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Three years at a terminal&lt;/li&gt;&lt;/ul&gt;"
)
_BOARD = {
    "jobs": [
        _job(
            501,
            "Yard Systems Engineer ",
            _TEXT,
            pay_input_ranges=[
                {"min_cents": 6000000, "max_cents": 7500000, "currency_type": "EUR", "title": "NL", "blurb": "<p>x</p>"}
            ],
            ai_disclaimer=None,
            include_ai_disclaimer=False,
            ai_opt_out_request_url="https://app.greenhouse.io/opt-out",
        ),
        _job(502, "Crane Operator", None, location={"name": None}, departments=[], first_published=None),
    ],
    "meta": {"total": 14},
}


def _at(case: str) -> str:
    return f"https://boards-api.greenhouse.io/v1/boards/{case.replace('_', '')}/jobs?content=true"


REPLIES = (
    Reply(case="happy", url=_at("harbour"), body=written(_BOARD), headers=JSON),
    Reply(
        case="one_job",
        url="https://boards-api.greenhouse.io/v1/boards/harbour/jobs/501?questions=true",
        body=written({**_job(501, "Yard Systems Engineer", _TEXT), "questions": [{"label": "Name", "fields": []}]}),
        headers=JSON,
    ),
    *refusing(
        _at,
        happy=_BOARD,
        not_found=(404, {"status": 404, "error": "Job not found"}),
        empty=(200, {"jobs": [], "meta": {"total": 0}}, "empty"),
    ),
)
