"""The archive's index: two pages with a resume key, the JSON form, an excluded site, a cut row."""

from crawlers.deployment.wayback import cdx_url
from tests.refusing import JSON, TEXT, refusing, written
from tests.replica import Reply

_KEY = "example%2Charbour%29%2Fsubprocessors+2025093010000%21"
_FIRST = (
    "example,harbour)/subprocessors 20240110080000 https://harbour.example/subprocessors text/html 200 "
    "AAAAQRWKL47VHUWFV2NXX7XLEOHMNWZ6 2200\n"
    "example,harbour)/subprocessors 20240110080000 https://harbour.example/subprocessors text/html 200 "
    "AAAAQRWKL47VHUWFV2NXX7XLEOHMNWZ6 2200\n"
    "example,harbour)/subprocessors 20250930100000 https://harbour.example/subprocessors warc/revisit - "
    "BBBBQRWKL47VHUWFV2NXX7XLEOHMNWZ6 -\n"
)
_SECOND = (
    "example,harbour)/subprocessors 20260112120000 https://harbour.example/subprocessors text/html 200 "
    "CCCCQRWKL47VHUWFV2NXX7XLEOHMNWZ6 2412\n"
)
_ROWS = [
    ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
    ["example,velorig)/", "20230201101500", "https://velorig.example/", "text/html", "200", "DDDD", "900"],
]
_OPTIONS = {"limit": "3", "showResumeKey": "true"}
_EXCLUDED = (
    "org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.AdministrativeAccessControlException: "
    "Blocked Site Error\n"
)


def _at(case: str) -> str:
    return cdx_url(f"{case.replace('_', '-')}.example/")


REPLIES = (
    Reply(
        case="happy",
        url=cdx_url("harbour.example/subprocessors", **_OPTIONS),
        body=f"{_FIRST}\n{_KEY}\n",
        headers=TEXT,
    ),
    Reply(
        case="page_two",
        url=f"{cdx_url('harbour.example/subprocessors', **_OPTIONS)}"
        "&resumeKey=example,harbour)/subprocessors+2025093010000!",
        body=_SECOND,
        headers=TEXT,
    ),
    Reply(case="json", url=cdx_url("velorig.example/", output="json"), body=written(_ROWS), headers=JSON),
    *refusing(
        _at,
        happy=_FIRST[:-20],
        refused=(403, _EXCLUDED),
        not_found=(404, "Not Found"),
        rate_limited=(429, "<html><head><title>429 Too Many Requests</title></head><body></body></html>"),
        empty=(200, "\n", "not_published"),
        headers=TEXT,
    ),
)
