"""DNS answers: Google's form with split text, Cloudflare's, and each status that is no answer."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply


def _answer(name: str, kind: int, *data: str, status: int = 0) -> dict[str, Any]:
    reply: dict[str, Any] = {
        "Status": status,
        "TC": False,
        "RD": True,
        "RA": True,
        "AD": False,
        "CD": False,
        "Question": [{"name": f"{name}.", "type": kind}],
    }
    if data:
        reply["Answer"] = [{"name": f"{name}.", "type": kind, "TTL": 300, "data": text} for text in data]
    return reply


_TXT = _answer(
    "harbour.example",
    16,
    '"v=spf1 include:_spf.mail.example " "include:send.velorig.example -all"',
    '"velorig-domain-verification=3f9a"',
    '"velorig-domain-verification=77b0"',
    "unquoted words",
)
_CLOUDFLARE = {
    **_answer("gate.harbour.example", 5, "harbour.tenant.velorig.example."),
    "Question": [{"name": "gate.harbour.example", "type": 5}],
    "Comment": ["EDE(22): No Reachable Authority"],
}
_MISSING = {
    **_answer("not-found.example", 16, status=3),
    "Authority": [{"name": "example.", "type": 6, "TTL": 900, "data": "ns.example. root.example. 1 2 3 4 5"}],
}


def _at(case: str) -> str:
    return f"https://dns.google/resolve?name={case.replace('_', '-')}.example&type=TXT"


REPLIES = (
    Reply(case="happy", url=_at("harbour"), body=written(_TXT), headers=JSON),
    Reply(
        case="cloudflare",
        url="https://cloudflare-dns.com/dns-query?name=gate.harbour.example&type=CNAME",
        body=written(_CLOUDFLARE),
        headers={"Content-Type": "application/dns-json"},
        request_headers={"Accept": "application/dns-json"},
    ),
    Reply(
        case="servers_down",
        url=_at("servers_down"),
        body=written(_answer("servers-down.example", 16, status=2)),
        headers=JSON,
        error="unavailable",
    ),
    *refusing(
        _at,
        happy=_TXT,
        refused=(200, _answer("refused.example", 16, status=5)),
        not_found=(200, _MISSING),
        empty=(200, _answer("empty.example", 16), "not_published"),
    ),
)
