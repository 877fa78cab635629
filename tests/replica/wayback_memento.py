"""Archived copies: a vendor list, a wall of marks, pages that were a 404 and a 429, and the archive's own refusals."""

from crawlers.deployment.wayback import capture_url
from tests.refusing import HTML, refusing
from tests.replica import Reply

_LIST = """<html><head><title>Subprocessors</title></head><body><h1>Subprocessors</h1>
<p>Last updated: 12 January 2026</p>
<table><tr><th>Subprocessor</th><th>Purpose</th><th>Location</th></tr>
<tr><td>Velorig AS</td><td>Scheduling of gate moves</td><td>Norway</td></tr></table></body></html>"""
_OLD = "<HTML><HEAD><TITLE>Velorig, queues for yards</TITLE></HEAD><BODY><P>We sell queues to harbours.<P>Since 2019.\n"
_WALL = """<html><head><title>Customers</title></head><body><section><h2>Trusted by harbours</h2>
<img src="/logos/pier-nine.png" alt="Pier Nine logo"><img src="/logos/velorig.png" alt="Velorig"></section>
</body></html>"""
_GONE = "<html><head><title>404 Not Found</title></head><body><p>The page has moved away.</p></body></html>"
_BUSY = "<html><head><title>Too Many Requests</title></head><body>please slow down</body></html>"
_OWN = "<html><head><title>Internet Archive Wayback Machine</title></head><body><p>%s</p></body></html>"


def _headers(stamp: str, original: str) -> dict[str, str]:
    return {
        **HTML,
        "Memento-Datetime": stamp,
        "Link": (
            f'<{original}>; rel="original", <https://web.archive.org/web/timemap/link/{original}>; rel="timemap", '
            f'<https://web.archive.org/web/20190501000000/{original}>; rel="first memento"; '
            'datetime="Wed, 01 May 2019 00:00:00 GMT"'
        ),
    }


def _at(case: str) -> str:
    return capture_url("20260112120000", f"https://{case.replace('_', '-')}.example/")


REPLIES = (
    Reply(
        case="happy",
        url=capture_url("20260112120000", "https://harbour.example/subprocessors"),
        body=_LIST,
        headers=_headers("Mon, 12 Jan 2026 12:00:00 GMT", "https://harbour.example/subprocessors"),
    ),
    Reply(
        case="old_page",
        url=capture_url("20190501000000", "https://velorig.example/"),
        body=_OLD,
        headers=_headers("Wed, 01 May 2019 00:00:00 GMT", "https://velorig.example/"),
    ),
    Reply(
        case="wall",
        url=capture_url("20220601000000", "https://velorig.example/customers"),
        body=_WALL,
        headers=_headers("Wed, 01 Jun 2022 00:00:00 GMT", "https://velorig.example/customers"),
    ),
    Reply(
        case="archived_404",
        url=capture_url("20240301000000", "https://harbour.example/partners"),
        body=_GONE,
        status=404,
        headers=_headers("Fri, 01 Mar 2024 00:00:00 GMT", "https://harbour.example/partners"),
    ),
    Reply(
        case="archived_429",
        url=capture_url("20240302000000", "https://harbour.example/partners"),
        body=_BUSY,
        status=429,
        headers=_headers("Sat, 02 Mar 2024 00:00:00 GMT", "https://harbour.example/partners"),
    ),
    *refusing(
        _at,
        happy=_LIST[: _LIST.index("Subprocessor</th>") - 2] + " " * 500,
        refused=(403, _OWN % "This URL has been excluded from the Wayback Machine."),
        not_found=(404, _OWN % "The Wayback Machine has not archived that URL."),
        rate_limited=(429, _OWN % "You have already reached the limit."),
        empty=(200, "", "unavailable"),
        headers={**HTML, "Server": "nginx"},
    ),
)
