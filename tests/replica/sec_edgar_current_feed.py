"""The feed of filings as they land: a company, a person who reports (never kept), and a quiet hour."""

from tests.refusing import HTML, refusing
from tests.replica import Reply
from tests.replica.sec_pages import DENIED, THRESHOLD, UNDECLARED

_ATOM = {"Content-Type": "application/atom+xml"}
_ENTRY = """<entry><title>%s</title><link rel="alternate" type="text/html" href="https://www.sec.gov/Archives/%s-index.htm"/>
<summary type="html">&lt;b&gt;Filed:&lt;/b&gt; 2026-05-04 &lt;b&gt;AccNo:&lt;/b&gt; %s</summary>
<updated>2026-05-04T21:05:10-04:00</updated><category scheme="https://www.sec.gov/" label="form type" term="%s"/>
<id>urn:tag:sec.gov,2008:accession-number=%s</id></entry>"""


def _entry(title: str, form: str, accession: str) -> str:
    return _ENTRY % (title, accession, accession, form, accession)


def _feed(*entries: str) -> str:
    return f"""<?xml version="1.0" encoding="ISO-8859-1" ?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Latest Filings - Mon, 04 May 2026 21:06:00 EDT</title>
<link rel="self" href="/cgi-bin/browse-edgar?action=getcurrent"/><id>https://www.sec.gov/cgi-bin/browse-edgar</id>
<author><name>Webmaster</name><email>webmaster@sec.example</email></author><updated>2026-05-04T21:06:00-04:00</updated>
{"".join(entries)}</feed>"""


_FULL = _feed(
    _entry("D/A - VELORIG INC (0009990001) (Filer)", "D/A", "0009990001-26-000002"),
    _entry("4 - Invented Anna (0009990009) (Reporting)", "4", "0009990009-26-000003"),
)


def _at(case: str) -> str:
    return f"https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type={case.replace('_', '-')}&output=atom"


REPLIES = (
    Reply(case="happy", url=_at("D"), body=_FULL, headers=_ATOM),
    Reply(
        case="page",
        url=_at("page"),
        status=503,
        body="<html><title>x</title></html>",
        headers=HTML,
        error="unavailable",
    ),
    *refusing(
        _at,
        happy=_FULL,
        refused=(403, UNDECLARED),
        not_found=(403, DENIED),
        rate_limited=(429, THRESHOLD),
        empty=(200, _feed(), None),
        headers=_ATOM,
    ),
)
