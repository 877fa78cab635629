"""Certificates: today's columns, those of 2019, the form without brackets, and the pages that mean overload."""

from tests.refusing import HTML, JSON, refusing, written
from tests.replica import Reply

_ISSUER = "C=US, O=Example Trust, CN=Example Trust R3"
_TODAY = [
    {
        "issuer_ca_id": 183267,
        "issuer_name": _ISSUER,
        "common_name": "harbour.velorig.example",
        "name_value": "harbour.velorig.example\nwww.harbour.velorig.example",
        "id": 9100000001,
        "entry_timestamp": "2026-01-12T09:30:00.123",
        "not_before": "2026-01-12T08:30:00",
        "not_after": "2026-04-12T08:29:59",
        "serial_number": "04ab",
        "result_count": 2,
    },
    {
        "issuer_ca_id": 183267,
        "issuer_name": _ISSUER,
        "common_name": None,
        "name_value": "*.Velorig.example\nanna@velorig.example",
        "id": 9100000002,
        "entry_timestamp": None,
        "not_before": "2024-03-01T00:00:00",
        "not_after": "2024-06-01T00:00:00",
        "serial_number": "04ac",
        "result_count": 2,
    },
]
_OLDER = {
    "issuer_ca_id": 16418,
    "issuer_name": _ISSUER,
    "name_value": "velorig.example",
    "min_cert_id": 310000001,
    "min_entry_timestamp": "2018-02-01T00:00:01.5",
    "not_before": "2018-01-31T00:00:00",
}


def _at(case: str) -> str:
    return f"https://crt.sh/?q={case.replace('_', '-')}.example&output=json&deduplicate=Y"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_TODAY), headers=JSON),
    Reply(case="older", url=_at("older"), body=written([_OLDER]), headers=JSON),
    Reply(case="no_brackets", url=_at("no_brackets"), body=written(_OLDER) + written(_OLDER), headers=JSON),
    Reply(
        case="overload",
        url=_at("overload"),
        status=502,
        body="<html><head><title>502 Bad Gateway</title></head><body></body></html>",
        headers=HTML,
        error="unavailable",
    ),
    Reply(case="nothing", url=_at("nothing"), body="", headers=JSON, error="unavailable"),
    *refusing(_at, happy=_TODAY, empty=(200, [], "not_published")),
)
