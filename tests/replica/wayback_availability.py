"""The archive's availability call: a capture, none, and one that cannot be seen."""

from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_CAPTURE = {
    "url": "velorig.example",
    "archived_snapshots": {
        "closest": {
            "status": "200",
            "available": True,
            "url": "http://web.archive.org/web/20190501000000/https://velorig.example/",
            "timestamp": "20190501000000",
        }
    },
    "timestamp": "19960101",
}


def _at(case: str) -> str:
    return f"https://archive.org/wayback/available?url={case.replace('_', '-')}.example&timestamp=19960101"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_CAPTURE), headers=JSON),
    *refusing(
        _at,
        happy=_CAPTURE,
        not_found=(404, "not found"),
        empty=(200, {"url": "empty.example", "archived_snapshots": {}}, "not_published"),
    ),
)
