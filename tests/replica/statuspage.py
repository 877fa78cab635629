"""Status pages: a summary with groups, the list of incidents, a quiet page."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_PAGE = {
    "id": "vel0rig",
    "name": "Velorig",
    "url": "https://status.velorig.example",
    "time_zone": "Etc/UTC",
    "updated_at": "2026-05-30T06:00:00.000Z",
}


def _component(identity: str, name: str, status: str, group: str | None = None, heads: bool = False) -> dict[str, Any]:
    component: dict[str, Any] = {
        "id": identity,
        "name": name,
        "status": status,
        "created_at": "2022-03-01T09:00:00.000Z",
        "updated_at": "2026-05-29T06:00:00.000Z",
        "position": 1,
        "description": None,
        "showcase": False,
        "start_date": None,
        "group_id": group,
        "page_id": "vel0rig",
        "group": heads,
        "only_show_if_degraded": False,
    }
    return {**component, "components": ["c1"]} if heads else component


_INCIDENT = {
    "id": "i1",
    "name": "Gate moves delayed",
    "status": "resolved",
    "created_at": "2026-04-02T05:00:00.000Z",
    "updated_at": "2026-04-02T09:00:00.000Z",
    "monitoring_at": None,
    "resolved_at": "2026-04-02T08:30:00.000Z",
    "impact": "major",
    "shortlink": "https://stspg.example/i1",
    "started_at": "2026-04-02T04:50:00.000Z",
    "page_id": "vel0rig",
    "reminder_intervals": None,
    "incident_updates": [
        {
            "id": "u1",
            "status": "resolved",
            "body": "The yards of <b>two customers</b> were affected.",
            "incident_id": "i1",
            "created_at": "2026-04-02T08:30:00.000Z",
            "updated_at": "2026-04-02T08:30:00.000Z",
            "display_at": "2026-04-02T08:30:00.000Z",
            "affected_components": [{"code": "c1", "name": "EU / Gates", "old_status": "a", "new_status": "b"}],
            "deliver_notifications": True,
            "custom_tweet": None,
            "tweet_id": None,
        }
    ],
    "components": [_component("c1", "Gates", "operational", "g1")],
}
_SUMMARY = {
    "page": _PAGE,
    "components": [
        _component("g1", "EU", "operational", heads=True),
        _component("c1", "Gates", "operational", "g1"),
        _component("c2", "API", "degraded_performance"),
    ],
    "incidents": [],
    "scheduled_maintenances": [
        {
            **_INCIDENT,
            "id": "m1",
            "name": "Move of the database",
            "status": "scheduled",
            "impact": "maintenance",
            "resolved_at": None,
            "incident_updates": [],
            "scheduled_for": "2026-06-07T08:00:00.000Z",
            "scheduled_until": "2026-06-07T10:00:00.000Z",
        }
    ],
    "status": {"indicator": "minor", "description": "Partially Degraded Service"},
}


def _at(case: str) -> str:
    return f"https://status.{case.replace('_', '-')}.example/api/v2/summary.json"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_SUMMARY), headers=JSON),
    Reply(
        case="incidents",
        url="https://status.velorig.example/api/v2/incidents.json",
        body=written({"page": _PAGE, "incidents": [_INCIDENT]}),
        headers=JSON,
    ),
    Reply(
        case="status_alone",
        url="https://status.velorig.example/api/v2/status.json",
        body=written({"page": _PAGE, "status": {"indicator": "none", "description": "All Systems Operational"}}),
        headers=JSON,
    ),
    Reply(case="no_status", url=_at("no_status"), body=written({"page": _PAGE}), headers=JSON, error="shape_changed"),
    *refusing(_at, happy=_SUMMARY, empty=(200, "", "unavailable")),
)
