"""Exhibit 99.1: a release in its wrapper, one as plain text, and one that is pictures alone."""

from tests.refusing import HTML, TEXT, refusing
from tests.replica import Reply
from tests.replica.sec_pages import DENIED, THRESHOLD, UNDECLARED

_WRAPPED = """<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<FILENAME>ex991.htm
<DESCRIPTION>PRESS RELEASE
<TEXT>
<html><head><title>Document</title></head><body><div>Exhibit 99.1</div><div><img src="logo.jpg" alt=""></div>
<div>1 Quay, Boston, MA 02110</div><div>FOR IMMEDIATE RELEASE</div>
<div>Harbour Logistics Runs Forty Yards on Velorig Relay</div>
<div>BOSTON, May 4, 2026 -- Harbour Logistics Corp (NYSE: HARB) said today that its yards have moved to Velorig
Relay.</div>
<div>Gate moves took 41 minutes before and 28 since January.</div></body></html>
</TEXT>
</DOCUMENT>
"""
_PICTURES = """<html><head><title>x</title></head><body><p>Exhibit 99.1</p>
<img src="page1.jpg"><img src="page2.jpg"></body></html>"""
_PLAIN = "EXHIBIT 99.1\n\nHarbour Logistics buys two more cranes\n\nBOSTON, Feb. 3, 2004 - Harbour said today ...\n"
_BLANK = "<html><head><title>x</title></head><body></body></html>"


def _at(case: str) -> str:
    return f"https://www.sec.gov/Archives/edgar/data/9990002/{case.replace('_', '-')}/ex991.htm"


REPLIES = (
    Reply(case="happy", url=_at("000999000226000011"), body=_WRAPPED, headers=HTML),
    Reply(case="pictures", url=_at("pictures"), body=_PICTURES, headers=HTML),
    Reply(case="plain", url=_at("plain"), body=_PLAIN, headers=TEXT),
    *refusing(
        _at,
        happy=_WRAPPED,
        refused=(403, UNDECLARED),
        not_found=(403, DENIED),
        rate_limited=(429, THRESHOLD),
        empty=(200, _BLANK, "shape_changed"),
        headers=HTML,
    ),
)
